/**
 * The agenda of a meeting: arrow keys and page up and down turn to the candidate before or after.
 * They press the links that stand there; htmx puts the next one in place, so that a full screen stays full.
 * Page up and down scroll first, as everywhere, and turn where there is nothing left to scroll:
 * that is also what the buttons of a presenter send.
 */
const agenda = () => document.getElementById("agenda");
const WRITES = "input, textarea, select, [contenteditable]";

function isAtEnd(rel) {
  const { scrollTop, scrollHeight, clientHeight } = document.documentElement;
  // Zoomed pages end between two pixels.
  return rel === "prev" ? scrollTop <= 2 : scrollTop + clientHeight >= scrollHeight - 2;
}

function directionOf(event) {
  switch (event.key) {
    case "ArrowRight":
      return "next";
    case "ArrowLeft":
      return "prev";
    case "PageDown":
      return isAtEnd("next") ? "next" : null;
    case "PageUp":
      return isAtEnd("prev") ? "prev" : null;
    default:
      return null;
  }
}

function turn(event) {
  if (!agenda() || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest?.(WRITES)) return;
  const rel = directionOf(event);
  const link = rel && agenda().querySelector(`[data-turn="${rel}"]`);
  if (!link) return;
  event.preventDefault();
  // A key that is held down turns one page, not ten.
  if (!event.repeat) link.click();
}

/** The new candidate begins at its title: for eyes, for the keyboard and for screen readers. */
function begin() {
  const here = agenda();
  if (!here) return;
  document.title = here.dataset.title;
  showFullscreen();
  here.querySelector("h1")?.focus({ preventScroll: true });
  // At once: a smooth way up would cross the scrolling that turned the page.
  window.scrollTo({ top: 0, behavior: "instant" });
}

function showFullscreen() {
  const button = agenda()?.querySelector("[data-fullscreen]");
  if (button) button.hidden = !document.fullscreenEnabled;
}

function toggleFullscreen(event) {
  if (!event.target.closest?.("[data-fullscreen]")) return;
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen();
}

export function startAgenda() {
  showFullscreen();
  document.addEventListener("keydown", turn);
  document.addEventListener("click", toggleFullscreen);
  document.addEventListener("htmx:after:swap", (event) => {
    if (event.detail?.ctx?.target?.id === "agenda") begin();
  });
}
