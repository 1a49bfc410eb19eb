/** Small <details class="menu"> pop-ups close on Escape, on a click elsewhere, and when another opens. */
const SELECTOR = "details:is(.menu, .site-menu)[open]";

function closeMenus(except) {
  for (const menu of document.querySelectorAll(SELECTOR)) {
    if (menu !== except && !(except && menu.contains(except))) menu.open = false;
  }
}

/** A pop-up that would stand out of the window on the left opens to the right instead. */
function keepInWindow(event) {
  const menu = event.target;
  if (!menu.matches?.("details.menu")) return;
  menu.classList.remove("menu--start");
  const panel = menu.querySelector(".menu__panel");
  if (menu.open && panel?.getBoundingClientRect().left < 0) menu.classList.add("menu--start");
}

export function startMenus() {
  document.addEventListener("toggle", keepInWindow, { capture: true });
  document.addEventListener("click", (event) => closeMenus(event.target.closest?.("details:is(.menu, .site-menu)")));
  document.addEventListener("focusin", (event) => {
    if (event.target !== document.body) closeMenus(event.target.closest?.("details:is(.menu, .site-menu)"));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = event.target.closest?.(SELECTOR) ?? document.querySelector(SELECTOR);
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
}
