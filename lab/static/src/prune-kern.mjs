/**
 * KERN ships every component, grid and utility in one file. This keeps the
 * rules that name only component families in use, and leaves out three global
 * rules that our own layer could not override or that harm:
 * - `textarea { padding … !important }`: an important rule of a lower layer wins
 * - `*:not(i) { font-family }`: would take the monospace face away
 * - smooth scrolling without regard to prefers-reduced-motion
 */
const families = [
  "alert", "badge", "body", "btn", "card", "dark", "dialog", "divider", "error", "fieldset",
  "form-check", "form-input", "heading", "hint", "input-group", "label", "level", "light",
  "link", "sr-only", "table", "title",
];
const kept = new RegExp(`^kern-(?:${families.join("|")})(?![a-z])`);

function isUsed(selector) {
  if (/^(\*:not\(i\)|textarea\b)/.test(selector.trim())) return false;
  return [...selector.matchAll(/\.(kern-[\w-]+)/g)].every(([, name]) => kept.test(name));
}

/** Split a comma-separated selector list, leaving commas inside brackets alone. */
function splitSelectors(list) {
  const parts = [""];
  let depth = 0;
  for (const character of list) {
    if (character === "(" || character === "[") depth += 1;
    if (character === ")" || character === "]") depth -= 1;
    if (character === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += character;
  }
  return parts;
}

/** Find the end of the block that opens at `start`; quoted text may hold braces. */
function endOfBlock(css, start) {
  let depth = 0;
  let quote = null;
  for (let index = start; index < css.length; index += 1) {
    const character = css[index];
    if (quote) {
      if (character === quote) quote = null;
    } else if (character === '"' || character === "'") quote = character;
    else if (character === "{") depth += 1;
    else if (character === "}" && (depth -= 1) === 0) return index;
  }
  throw new Error("unbalanced block in the style sheet of KERN");
}

/**
 * Only the custom properties of KERN that a style sheet needs, and those that they in turn are made of: for pages
 * that must be small and still look the same.
 */
export function kernTokens(stylesheet, ...users) {
  const rules = rootRules(stylesheet.replaceAll(/\/\*[\s\S]*?\*\//g, ""));
  const needed = new Set();
  const look = (text) => {
    for (const [, name] of text.matchAll(/var\((--kern-[\w-]+)/g)) {
      if (needed.has(name)) continue;
      needed.add(name);
      for (const rule of rules) if (rule.values.has(name)) look(rule.values.get(name));
    }
  };
  users.forEach(look);
  return rules
    .map(({ around, values }) => {
      const kept = [...values].filter(([name]) => needed.has(name)).map(([name, value]) => `${name}:${value}`);
      const rule = kept.length ? `:root{${kept.join(";")}}` : "";
      return rule && around ? `${around}{${rule}}` : rule;
    })
    .join("\n");
}

/** Each `:root` rule with the @media around it, '' for none. */
function rootRules(css, around = "") {
  const found = [];
  let position = 0;
  for (;;) {
    const open = css.indexOf("{", position);
    if (open === -1) return found;
    const prelude = css.slice(position, open).trim();
    const close = endOfBlock(css, open);
    const body = css.slice(open + 1, close);
    position = close + 1;
    if (prelude.startsWith("@media") && !around) found.push(...rootRules(body, prelude));
    if (/(^|\})\s*:root$/.test(prelude)) {
      const values = [...body.matchAll(/(--kern-[\w-]+)\s*:\s*([^;]+);?/g)].map(([, name, value]) => [name, value.trim()]);
      found.push({ around, values: new Map(values) });
    }
  }
}

/** The style sheet without the rules that are not used. */
export function pruneKern(stylesheet) {
  const css = stylesheet.replaceAll(/\/\*[\s\S]*?\*\//g, "").replace(/@charset[^;]*;/, "");
  let result = "";
  let position = 0;
  for (;;) {
    const open = css.indexOf("{", position);
    if (open === -1) return result.replaceAll("scroll-behavior: smooth;", "");
    const prelude = css.slice(position, open).trim();
    const close = endOfBlock(css, open);
    const body = css.slice(open + 1, close);
    position = close + 1;
    if (/^@(media|supports)/.test(prelude)) {
      const inner = pruneKern(body);
      if (inner.trim()) result += `${prelude}{${inner}}\n`;
    } else if (prelude.startsWith("@")) {
      result += `${prelude}{${body}}\n`;
    } else {
      const selectors = splitSelectors(prelude).filter(isUsed);
      if (selectors.length) result += `${selectors.join(",")}{${body}}\n`;
    }
  }
}
