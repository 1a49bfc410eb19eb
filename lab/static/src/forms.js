/** Forms: error summary, character counter, one submission only, a question before text is lost. */

function focusErrorSummary() {
  document.querySelector(".error-summary")?.focus();
}

/** Links of the summary put the focus into the field, not only the scroll position. */
function followErrorLink(event) {
  const link = event.target.closest?.(".error-summary a[href^='#']");
  if (!link) return;
  const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  const field = target?.matches("input, select, textarea") ? target : target?.querySelector("input, select, textarea");
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.closest(".field, fieldset")?.scrollIntoView({ block: "nearest" });
}

function updateCounter(textarea) {
  const counter = document.getElementById(textarea.dataset.counter);
  if (!counter) return;
  const left = Number(textarea.maxLength) - textarea.value.length;
  const text = left === 1 ? counter.dataset.one : counter.dataset.other;
  counter.hidden = false;
  counter.textContent = text.replace("{n}", left.toLocaleString(document.documentElement.lang));
  counter.classList.toggle("field__counter--low", left <= Number(textarea.maxLength) * 0.1);
}

function startCounters() {
  document.querySelectorAll("textarea[data-counter]").forEach(updateCounter);
  document.addEventListener("input", (event) => {
    if (event.target.matches?.("textarea[data-counter]")) updateCounter(event.target);
  });
}

/**
 * A second submission of the same form is swallowed until the answer is there.
 * Buttons get aria-disabled, not disabled: their name and value must be sent.
 */
function startSubmitGuard() {
  const busy = new Set();

  const release = (form) => {
    busy.delete(form);
    form.removeAttribute("aria-busy");
    form.querySelectorAll("[data-held]").forEach((button) => {
      button.removeAttribute("data-held");
      button.removeAttribute("aria-disabled");
    });
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if ((form.getAttribute("method") ?? "get").toLowerCase() !== "post") return; // not form.method: a field may have that name
    const question = event.submitter?.dataset.confirm ?? form.dataset.confirm;
    if (busy.has(form) || (question && !window.confirm(question))) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    busy.add(form);
    form.setAttribute("aria-busy", "true");
    form.querySelectorAll("button:not([type=button]):not([aria-disabled])").forEach((button) => {
      button.dataset.held = "";
      button.setAttribute("aria-disabled", "true");
    });
  }, { capture: true });

  window.addEventListener("pageshow", () => [...busy].forEach(release));
  document.addEventListener("htmx:finally:request", (event) => {
    const form = event.detail.ctx.sourceElement?.closest?.("form");
    if (form) release(form);
  });
}

/** <form data-guard>: ask before leaving with changed text. Nothing is stored anywhere. */
function startLeaveGuard() {
  let leaving = false;
  const isDirty = (form) => [...form.elements].some((field) => {
    if (field.type === "hidden") return false;
    if (field.matches("textarea, input:not([type=checkbox], [type=radio], [type=file])")) {
      return field.value !== field.defaultValue;
    }
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    return field.type === "file" && field.files.length > 0;
  });
  document.addEventListener("submit", () => { leaving = true; });
  window.addEventListener("pageshow", () => { leaving = false; });
  document.addEventListener("htmx:finally:request", () => { leaving = false; });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && [...document.querySelectorAll("form[data-guard]")].some(isDirty)) event.preventDefault();
  });
}

/** <form data-autosubmit>: filters apply as soon as one is chosen. */
function startAutosubmit() {
  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (form?.matches("[data-autosubmit]") && event.target.type !== "search") form.requestSubmit();
  });
}

export function startForms() {
  focusErrorSummary();
  document.addEventListener("click", followErrorLink);
  document.addEventListener("htmx:after:swap", () => {
    document.querySelectorAll("textarea[data-counter]").forEach(updateCounter);
  });
  startCounters();
  startSubmitGuard();
  startLeaveGuard();
  startAutosubmit();
}
