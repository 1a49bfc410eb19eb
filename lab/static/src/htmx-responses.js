/**
 * htmx swaps whatever comes back. A whole page must never land inside a fragment:
 * an error page is shown as a message instead, and a page that the request was
 * redirected to (the sign-in, say) is opened as a page.
 */
import { notify } from "./announcer.js";

function isWholePage(text) {
  return /^\s*<!doctype html/i.test(text ?? "");
}

function messageOf(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const message = page.querySelector("[data-error-message]") ?? page.querySelector("h1");
  return message?.textContent.trim().replace(/\s+/g, " ");
}

export function startHtmxResponses() {
  document.addEventListener("htmx:after:request", (event) => {
    const { ctx } = event.detail;
    if (!isWholePage(ctx.text) || ctx.select || ctx.target === document.body) return;
    event.preventDefault();
    if (ctx.response.status >= 400) {
      notify(messageOf(ctx.text), "danger");
      ctx.sourceElement.dispatchEvent(new CustomEvent("lab:refused", { bubbles: true }));
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
