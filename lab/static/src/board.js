/**
 * The board: dragging cards, and the quiet refresh.
 *
 * #board[data-etag]                         polled by hx-trigger="every 20s"
 *   .board__column[data-stage][data-targets]
 *     .board__verdict                       says while dragging whether one may drop here
 *     .board__cards[data-stage]             where cards are dragged from and to
 *       .idea-card[data-idea][data-state][data-move-url][data-complete]
 * #move-dialog                              asks for a reason when the target needs one
 *
 * Dragging is never the only way: each card links to the page "Verschieben nach …".
 */
import Sortable from "sortablejs";

import { announce, clearNotice, notify } from "./announcer.js";
import { openDialog } from "./dialogs.js";
import { clearWarning, confirmationOf, showWarning, warningIn } from "./privacy.js";

const lists = new WeakMap();
let drag = null;
let sending = false;
// What was typed for a move that was refused: it stands in the dialog when it opens again.
let unsent = "";
let etag = null;

const board = () => document.getElementById("board");

/** Where cards of this card's column may go: written once per column, not per card. */
function targetsOf(card) {
  const column = board().querySelector(`.board__column[data-stage="${CSS.escape(card.dataset.state)}"]`);
  return JSON.parse(column?.dataset.targets || "{}");
}

function needsReason(card, verdict) {
  return verdict.needs_reason === "always"
    || (verdict.needs_reason === "unless-complete" && !("complete" in card.dataset));
}

function verdictFor(card, stage) {
  if (stage === card.dataset.state) return { allowed: true, here: true };
  return targetsOf(card)[stage] ?? { allowed: false };
}

function stageName(stage) {
  const heading = document.querySelector(`.board__column[data-stage="${CSS.escape(stage)}"] .board__title`);
  return heading?.textContent.trim() ?? stage;
}

/** Show on every column whether the card may go there, and if not, why. */
function showVerdicts(card) {
  for (const column of board().querySelectorAll(".board__column[data-stage]")) {
    const verdict = verdictFor(card, column.dataset.stage);
    if (verdict.here) continue;
    column.dataset.drop = verdict.allowed ? "allowed" : "forbidden";
    const text = column.querySelector(".board__verdict");
    if (text) text.textContent = verdict.allowed ? text.dataset.allowed : verdict.why || text.dataset.forbidden;
  }
}

function hideVerdicts() {
  for (const column of document.querySelectorAll(".board__column[data-drop]")) {
    delete column.dataset.drop;
    const text = column.querySelector(".board__verdict");
    if (text) text.textContent = "";
  }
}

function putBack({ item, from, next }) {
  from.insertBefore(item, next?.parentNode === from ? next : null);
}

/**
 * The card lies where the pointer is, or where it came from: never in a column
 * that was merely crossed on the way to one where it may not go.
 */
function followPointer(target) {
  const { item } = drag;
  const column = target?.closest?.(".board__column[data-stage]");
  for (const other of board().querySelectorAll("[data-over]")) {
    if (other !== column) delete other.dataset.over;
  }
  const list = column?.querySelector(".board__cards[data-stage]");
  if (!list || !verdictFor(item, column.dataset.stage).allowed) {
    if (item.parentNode !== drag.from) putBack(drag);
    return;
  }
  if (column.dataset.drop) column.dataset.over = "";
  if (list === drag.from) {
    if (item.parentNode !== list) putBack(drag);
  } else if (item.parentNode !== list) list.prepend(item);
}

function elementUnder(event) {
  const point = event?.changedTouches?.[0] ?? event;
  return point?.clientX === undefined ? null : document.elementFromPoint(point.clientX, point.clientY);
}

/** Ask for the reason in the shared dialog, with the warning that the last one met; null when cancelled. */
function askForReason(card, stage, warning = null) {
  const dialog = document.getElementById("move-dialog");
  if (!dialog) return Promise.resolve(null);
  const form = dialog.querySelector("form");
  const reason = form.querySelector("[name=reason]");
  form.reset();
  reason.value = unsent;
  clearWarning(form);
  dialog.querySelectorAll("[data-move-title]").forEach((element) => {
    element.textContent = card.querySelector(".idea-card__title")?.textContent.trim() ?? "";
  });
  dialog.querySelectorAll("[data-move-target]").forEach((element) => {
    element.textContent = stageName(stage);
  });
  return new Promise((resolve) => {
    const controller = new AbortController();
    const finish = (value) => {
      controller.abort();
      if (dialog.open) dialog.close();
      resolve(value);
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      event.stopPropagation();
      const typed = reason.value.trim();
      if (form.reportValidity()) finish(typed ? { reason: typed, ...confirmationOf(form) } : null);
    }, { signal: controller.signal });
    dialog.addEventListener("close", () => finish(null), { signal: controller.signal });
    openDialog(dialog);
    if (warning) showWarning(form, warning, reason);
    else reason.focus();
  });
}

/**
 * Post the move; the answer leads to the fresh content of #board. A refusal puts the card back and looks again.
 * A warning of the privacy guard is returned: the card stays, and the dialog asks once more.
 */
async function sendMove(move, stage, values) {
  const { item } = move;
  sending = true;
  item.setAttribute("aria-busy", "true");
  clearNotice();
  let answered = false;
  let warning = null;
  const onSwap = () => { answered = true; };
  const onRefused = (event) => {
    warning = warningIn(event.detail.page);
    if (warning) event.preventDefault();
  };
  item.addEventListener("lab:refused", onRefused);
  document.addEventListener("htmx:after:swap", onSwap, { once: true });
  try {
    await window.htmx.ajax("POST", item.dataset.moveUrl, {
      source: item,
      target: "#board",
      swap: "innerMorph",
      values: { from_stage: item.dataset.state, to_stage: stage, next: location.pathname + location.search, ...values },
    });
  } finally {
    document.removeEventListener("htmx:after:swap", onSwap);
    item.removeEventListener("lab:refused", onRefused);
    sending = false;
    item.removeAttribute("aria-busy");
    unsent = answered ? "" : values.reason;
    if (!answered && !warning && item.isConnected) {
      putBack(move);
      window.htmx.trigger(board(), "refresh");
    }
  }
  return warning;
}

/** What to do with a card let go over `stage`, where it may or may not stay. */
async function dropped(move, stage) {
  const { item } = move;
  if (!stage || stage === item.dataset.state) {
    putBack(move);
    return;
  }
  const verdict = verdictFor(item, stage);
  if (!verdict.allowed) {
    putBack(move);
    notify(verdict.why, "warning");
    return;
  }
  if (!window.htmx || !item.dataset.moveUrl) {
    putBack(move);
    return;
  }
  let warning = null;
  do {
    sending = true;
    const asks = warning || needsReason(item, verdict);
    const values = asks ? await askForReason(item, stage, warning) : { reason: "" };
    sending = false;
    if (values === null) {
      putBack(move);
      announce(board().dataset.textCancelled);
      item.querySelector("a")?.focus();
      return;
    }
    warning = await sendMove(move, stage, values);
  } while (warning);
}

function makeSortable(list) {
  if (lists.has(list)) return;
  const sortable = Sortable.create(list, {
    group: "board",
    sort: false,
    animation: window.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 140,
    draggable: ".idea-card[data-move-url]",
    filter: "details, button, select, textarea, input, .idea-card__menu",
    preventOnFilter: false,
    delay: 180,
    delayOnTouchOnly: true,
    touchStartThreshold: 6,
    ghostClass: "idea-card--ghost",
    chosenClass: "idea-card--chosen",
    dragClass: "idea-card--dragged",
    onStart({ item, from }) {
      drag = { item, from, next: item.nextElementSibling };
      document.body.classList.add("is-dragging");
      showVerdicts(item);
    },
    onMove({ dragged, to }) {
      return verdictFor(dragged, to.dataset.stage).allowed;
    },
    onEnd({ originalEvent }) {
      const move = drag;
      drag = null;
      document.body.classList.remove("is-dragging");
      for (const column of document.querySelectorAll("[data-over]")) delete column.dataset.over;
      hideVerdicts();
      // A native drag that ends without a drop was cancelled, by Escape or outside the board.
      const cancelled = originalEvent?.type === "dragend";
      const column = cancelled ? null : elementUnder(originalEvent)?.closest(".board__column[data-stage]");
      dropped(move, column?.dataset.stage);
    },
  });
  lists.set(list, sortable);
}

function makeAllSortable() {
  document.querySelectorAll("#board .board__cards[data-stage]").forEach(makeSortable);
}

/** Somebody is in the middle of something: do not change the board under their hands. */
function isBusy() {
  return drag !== null || sending || document.hidden
    || document.querySelector("dialog[open]") !== null;
}

/** The ETag travels by hand: only so does the 304 reach htmx, which then leaves the page alone. */
function startRefresh() {
  etag = board().dataset.etag || null;
  document.addEventListener("htmx:config:request", (event) => {
    const { ctx } = event.detail;
    if (ctx.sourceElement !== board() || ctx.request.method !== "GET") return;
    if (isBusy()) event.preventDefault();
    else if (etag) ctx.request.headers["If-None-Match"] = etag;
  });
  document.addEventListener("htmx:before:response", (event) => {
    const { ctx } = event.detail;
    if (ctx.target !== board()) return;
    if (ctx.sourceElement === board() && isBusy()) event.preventDefault();
    else if (ctx.response.status !== 304) etag = ctx.response.headers.get("ETag");
  });
}

/** A move takes the keyboard's place along: the focus goes to the card where it now lies. */
function keepFocus() {
  let cardId = null;
  document.addEventListener("htmx:config:request", (event) => {
    const { ctx } = event.detail;
    if (ctx.target === board() && ctx.sourceElement !== board()) {
      cardId = ctx.sourceElement.closest?.(".idea-card")?.id ?? null;
    }
  });
  document.addEventListener("htmx:after:swap", () => {
    const card = document.getElementById(cardId ?? "");
    cardId = null;
    // A pointer that takes a card leaves the focus on <main>.
    const held = document.activeElement;
    if (held && held !== document.body && held.id !== "main") return;
    card?.querySelector(".idea-card__title a")?.focus({ preventScroll: true });
  });
}

/** Filters change what the refresh asks for: hx-get of #board follows the address bar. */
function followAddress() {
  document.addEventListener("htmx:config:request", (event) => {
    const { ctx } = event.detail;
    if (ctx.sourceElement !== board() || ctx.request.method !== "GET") return;
    ctx.request.action = window.location.pathname + window.location.search;
  });
}

export function startBoard() {
  if (!board()) return;
  makeAllSortable();
  startRefresh();
  followAddress();
  keepFocus();
  document.addEventListener("dragover", (event) => {
    if (!drag) return;
    if (event.target.closest?.(".board__column")) event.preventDefault();
    followPointer(event.target);
  });
  document.addEventListener("htmx:after:swap", makeAllSortable);
}
