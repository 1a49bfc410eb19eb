/**
 * Builds the front-end: `npm run build` fills lab/static/dist/ with files
 * named after their content and a manifest.json that maps plain names to them.
 */
import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

import * as esbuild from "esbuild";

import { icons } from "./src/icons.mjs";
import { kernTokens, pruneKern } from "./src/prune-kern.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, "src");
const dist = join(here, "dist");
// Beside it, for nobody asks for these: the server sets PDF files in them.
const fonts = join(here, "document-fonts");
const modules = join(here, "..", "..", "node_modules");
const require = createRequire(import.meta.url);
const manifest = {};

/** Write a file under a name that contains its hash, and note it in the manifest. */
async function emit(name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 8).toUpperCase();
  const extension = name.endsWith(".min.js") ? ".min.js" : extname(name);
  const hashed = `${name.slice(0, -extension.length)}-${hash}${extension}`;
  await writeFile(join(dist, hashed), content);
  manifest[name] = hashed;
}

/** Serve `@import "kern"` with the part of KERN that the templates use, `@import "kern-tokens"` with its tokens alone. */
const kern = {
  name: "kern",
  setup(build) {
    build.onResolve({ filter: /^kern-tokens$/ }, () => ({ path: "kern-tokens", namespace: "kern-tokens" }));
    build.onLoad({ filter: /.*/, namespace: "kern-tokens" }, async () => ({
      contents: kernTokens(
        await readFile(join(modules, "@kern-ux/native/dist/kern.css"), "utf8"),
        await readFile(join(source, "css/tokens.css"), "utf8"),
      ),
      loader: "css",
    }));
    build.onResolve({ filter: /^kern$/ }, () => ({ path: "kern", namespace: "kern" }));
    build.onLoad({ filter: /.*/, namespace: "kern" }, async () => ({
      contents: pruneKern(await readFile(join(modules, "@kern-ux/native/dist/kern.css"), "utf8")),
      loader: "css",
    }));
  },
};

async function bundle() {
  const result = await esbuild.build({
    absWorkingDir: here,
    entryPoints: ["app.css", "app.js", "public.css", "poster.css", "poster-a5.css"].map((name) => join(source, name)),
    outdir: dist,
    entryNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    loader: { ".woff2": "file", ".svg": "dataurl" },
    plugins: [kern],
    bundle: true,
    minify: true,
    format: "iife",
    charset: "utf8",
    legalComments: "none",
    metafile: true,
    target: ["chrome115", "firefox115", "safari16.4"],
    logLevel: "warning",
  });
  for (const [path, output] of Object.entries(result.metafile.outputs)) {
    const file = basename(path);
    if (output.entryPoint) manifest[basename(output.entryPoint)] = file;
    const font = file.match(/^fira-sans-latin-(\d+)-normal-.*\.woff2$/);
    if (font) manifest[`fira-sans-${font[1]}.woff2`] = file;
  }
}

/** One SVG sprite: <svg><use href="icons.svg#name"></svg>. */
async function sprite() {
  const symbols = [];
  for (const [name, file] of Object.entries(icons)) {
    const svg = await readFile(join(modules, "heroicons/20/solid", `${file}.svg`), "utf8");
    const inner = svg.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "");
    const drawing = inner.replaceAll(/fill="#[0-9A-Fa-f]+"/g, "").replaceAll(/\s+/g, " ");
    symbols.push(`<symbol id="${name}" viewBox="0 0 20 20" fill="currentColor">${drawing.trim()}</symbol>`);
  }
  await emit("icons.svg", `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`);
}

/** The same file that the CDN serves, with the hash for the integrity attribute. */
async function htmx() {
  const file = await readFile(join(modules, "htmx.org/dist/htmx.min.js"));
  await emit("htmx.min.js", file);
  manifest["htmx.min.js.integrity"] = `sha384-${createHash("sha384").update(file).digest("base64")}`;
  manifest["htmx.min.js.version"] = require(join(modules, "htmx.org/package.json")).version;
}

/** The fonts of PDF files, which Typst reads as TrueType: lab/documents/fonts.py names them too. */
async function documentFonts() {
  await rm(fonts, { recursive: true, force: true });
  await mkdir(fonts);
  const files = [
    "fira-sans/400Regular/FiraSans_400Regular.ttf",
    "fira-sans/400Regular_Italic/FiraSans_400Regular_Italic.ttf",
    "fira-sans/600SemiBold/FiraSans_600SemiBold.ttf",
    "noto-emoji/400Regular/NotoEmoji_400Regular.ttf",
    "noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf",
  ];
  for (const file of files) {
    await copyFile(join(modules, "@expo-google-fonts", file), join(fonts, basename(file)));
  }
}

/** The licences of what is shipped to the browser, beside it. */
async function licences() {
  const texts = [];
  for (const [name, file] of [
    ["@expo-google-fonts/fira-sans", "LICENSE_FONT"],
    ["@expo-google-fonts/noto-emoji", "LICENSE_FONT"],
    ["@expo-google-fonts/noto-sans-arabic", "LICENSE_FONT"],
    ["@fontsource/fira-sans", "LICENSE"],
    ["@kern-ux/native", "LICENSE.md"],
    ["heroicons", "LICENSE"],
    ["htmx.org", "LICENSE"],
    ["sortablejs", "LICENSE"],
  ]) {
    const text = await readFile(join(modules, name, file), "utf8");
    texts.push(`${name}\n${"=".repeat(name.length)}\n\n${text.trim()}\n`);
  }
  await emit("licences.txt", texts.join("\n\n"));
}

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
await Promise.all([bundle(), sprite(), htmx(), documentFonts(), licences()]);
await emit("favicon.svg", await readFile(join(source, "favicon.svg")));
const sorted = Object.fromEntries(Object.entries(manifest).sort(([a], [b]) => (a < b ? -1 : 1)));
await writeFile(join(dist, "manifest.json"), `${JSON.stringify(sorted, null, 2)}\n`);
