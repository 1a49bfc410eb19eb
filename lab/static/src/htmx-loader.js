/**
 * Loads the house's own copy of htmx when the CDN does not deliver it.
 * The page carries <script data-htmx-local="/static/…" data-htmx-integrity="sha384-…">.
 */
const PATIENCE_MS = 3000;

export function startHtmxLoader() {
  const source = document.querySelector("script[data-htmx-local]");
  if (!source || window.htmx) return;

  const loadLocalCopy = () => {
    if (window.htmx || document.getElementById("htmx-local")) return;
    const script = document.createElement("script");
    script.id = "htmx-local";
    script.src = source.dataset.htmxLocal;
    if (source.dataset.htmxIntegrity) script.integrity = source.dataset.htmxIntegrity;
    document.head.append(script);
  };

  source.addEventListener("error", loadLocalCopy);
  window.addEventListener("load", loadLocalCopy);
  setTimeout(loadLocalCopy, PATIENCE_MS);
}
