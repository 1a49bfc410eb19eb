/**
 * The privacy guard in a dialog. The server answers a form with its warning as on any page; where only a dialog
 * is at hand, the warning, the box in it and the words beside the field are taken out of that page.
 */

/** The warning of an answered page, if nothing but the guard stands against the form; else null. */
export function warningIn(page) {
  const warning = page.querySelector(".privacy-warning");
  const canConfirm = warning?.querySelector("input[type=checkbox]") != null;
  return canConfirm && !page.querySelector(".kern-alert--danger") ? warning : null;
}

export function clearWarning(form) {
  form.querySelectorAll(".privacy-warning, .privacy-found").forEach((element) => element.remove());
  for (const field of form.querySelectorAll("textarea")) {
    field.closest(".field")?.classList.remove("field--warned");
    const others = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => !id.endsWith("-privacy"));
    if (others.join("")) field.setAttribute("aria-describedby", others.join(" "));
    else field.removeAttribute("aria-describedby");
  }
}

/** Puts the warning at the top of the form and the words beside the field, which has an id of its own here. */
export function showWarning(form, warning, field) {
  clearWarning(form);
  const words = warning.ownerDocument.querySelector(".privacy-found");
  const shown = document.importNode(warning, true);
  shown.querySelectorAll("a[href^='#']").forEach((link) => link.setAttribute("href", `#${field.id}`));
  form.prepend(shown);
  if (words) {
    const beside = document.importNode(words, true);
    beside.id = `${field.id}-privacy`;
    field.before(beside);
    field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${beside.id}`.trim());
    field.closest(".field")?.classList.add("field--warned");
  }
  shown.focus();
}

/** What the dialog's form confirms, now and before, under the name that the server gave it. */
export function confirmationOf(form) {
  const inputs = [...form.querySelectorAll(".privacy-warning input")].filter((input) => input.type === "hidden" || input.checked);
  return inputs.length ? { [inputs[0].name]: inputs.map((input) => input.value).join(".") } : {};
}
