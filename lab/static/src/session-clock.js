/**
 * The clock of a moderated test: while it runs, a note gets its time mark from the moment it was begun.
 * <button data-clock="person"> starts and stops it, <input data-marks="id"> is the text whose mark it fills in.
 * It lives in this page alone: nothing is stored.
 */
let startedAt = null;
let person = null;

function mark() {
  const seconds = Math.min(Math.floor((Date.now() - startedAt) / 1000), 86399);
  const minutes = Math.floor(seconds / 60);
  const two = (number) => String(number).padStart(2, "0");
  const front = minutes < 100 ? two(minutes) : `${Math.floor(minutes / 60)}:${two(minutes % 60)}`;
  return `${front}:${two(seconds % 60)}`;
}

function show() {
  const button = document.querySelector("[data-clock]");
  if (!button) return;
  const isRunning = startedAt !== null && person === button.dataset.clock;
  button.hidden = false;
  button.querySelector("[data-clock-label]").textContent = isRunning ? button.dataset.textStop : button.dataset.textStart;
  button.querySelector("[data-clock-time]").textContent = isRunning ? mark() : "";
}

function toggle(event) {
  const button = event.target.closest?.("[data-clock]");
  if (!button) return;
  const isRunning = startedAt !== null && person === button.dataset.clock;
  startedAt = isRunning ? null : Date.now();
  person = button.dataset.clock;
  show();
  document.querySelector("[data-marks]")?.focus();
}

function fillIn(event) {
  const field = document.getElementById(event.target.dataset?.marks ?? "");
  if (!field || startedAt === null) return;
  if (event.target.value && !field.value) {
    field.value = mark();
    field.dataset.filledIn = field.value;
  } else if (!event.target.value && field.value === field.dataset.filledIn) {
    field.value = "";
  }
}

export function startSessionClock() {
  show();
  document.addEventListener("click", toggle);
  document.addEventListener("input", fillIn);
  document.addEventListener("htmx:after:swap", show);
  setInterval(show, 1000);
}
