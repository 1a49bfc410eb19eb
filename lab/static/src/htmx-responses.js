/**
 * htmx swaps whatever comes back. A whole page must never land inside a fragment:
 * an error page is shown as a message instead, and a page that the request was
 * redirected to (the sign-in, say) is opened as a page.
 */
import { notify } from "./announcer.js";

function isWholePage(text) {
  return /^\s*<!doctype html/i.test(text ?? "");
}

function messageOf(page) {
  const messages = [...page.querySelectorAll("[data-error-message]"), page.querySelector("h1")];
  return messages.map((message) => message?.textContent.trim().replace(/\s+/g, " ")).find(Boolean);
}

export function startHtmxResponses() {
  document.addEventListener("htmx:after:request", (event) => {
    const { ctx } = event.detail;
    if (!isWholePage(ctx.text) || ctx.select || ctx.target === document.body) return;
    event.preventDefault();
    // Nobody asked for this by hand: whoever types goes on typing, also when signed out in the meantime.
    if (ctx.sourceElement.hasAttribute("data-quiet")) return;
    // What refreshes by itself tries again by itself.
    if (ctx.response.status >= 500 && ctx.sourceElement.hasAttribute("data-background")) return;
    if (ctx.response.status >= 400) {
      const page = new DOMParser().parseFromString(ctx.text, "text/html");
      const refused = new CustomEvent("lab:refused", { bubbles: true, cancelable: true, detail: { page } });
      // Whoever sent it may show what came back in its own place.
      if (ctx.sourceElement.dispatchEvent(refused)) notify(messageOf(page), "danger");
    } else {
      window.location.assign(ctx.response.raw.redirected ? ctx.response.raw.url : window.location.href);
    }
  });

  document.addEventListener("htmx:error", (event) => {
    if (!event.detail.ctx || event.detail.ctx.response) return;
    const background = event.detail.ctx.sourceElement?.hasAttribute("data-background");
    if (!background) notify(document.body.dataset.textOffline, "danger");
  });
}
