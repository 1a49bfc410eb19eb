/**
 * Tells people what happened: `announce` speaks through the polite live region,
 * `notify` also leaves a visible message in #flash.
 * A response may ask for either by `HX-Trigger: {"lab:notify": {"message": "…", "tone": "danger"}}`.
 */
const REPEAT_DELAY_MS = 60;
const tones = ["info", "success", "warning", "danger"];

export function announce(message) {
  const region = document.getElementById("announcer");
  if (!region || !message) return;
  region.textContent = "";
  setTimeout(() => {
    region.textContent = message;
  }, REPEAT_DELAY_MS);
}

export function notify(message, tone = "info") {
  const flash = document.getElementById("flash");
  const template = document.getElementById("flash-template");
  if (!message) return;
  if (!flash || !template) {
    announce(message);
    return;
  }
  const alert = template.content.firstElementChild.cloneNode(true);
  const known = tones.includes(tone) ? tone : "info";
  alert.classList.add(`kern-alert--${known}`);
  const use = alert.querySelector("use");
  use?.setAttribute("href", use.getAttribute("href").replace(/#.*$/, `#${known}`));
  alert.querySelector("[data-message]").textContent = message;
  flash.replaceChildren(alert);
  if (alert.getBoundingClientRect().top < 0) alert.scrollIntoView({ block: "center" });
}

export function clearNotice() {
  document.getElementById("flash")?.replaceChildren();
}

export function startAnnouncer() {
  document.addEventListener("lab:notify", (event) => notify(event.detail?.message, event.detail?.tone));
  document.addEventListener("lab:announce", (event) => announce(event.detail?.message));
  document.addEventListener("click", (event) => {
    event.target.closest?.("[data-dismiss]")?.closest(".kern-alert")?.remove();
  });
}
