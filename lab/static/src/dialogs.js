/**
 * Opens <dialog id="x"> from any element with data-dialog="x". Without JavaScript
 * the same element is a link to #x, and CSS shows the dialog as :target.
 */
export function openDialog(dialog) {
  if (!dialog || dialog.open) return;
  dialog.showModal();
  const first = dialog.querySelector("[autofocus], .kern-dialog__body :is(input:not([type=hidden]), select, textarea)");
  first?.focus();
}

export function startDialogs() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest?.("[data-dialog]");
    if (opener) {
      const dialog = document.getElementById(opener.dataset.dialog);
      if (!dialog) return;
      event.preventDefault();
      openDialog(dialog);
      return;
    }
    if (event.target.closest?.("[data-dialog-close]")) {
      event.preventDefault();
      event.target.closest("dialog")?.close();
    }
  });

  // A click on the backdrop closes, but only where nothing typed would be lost.
  document.addEventListener("mousedown", (event) => {
    const dialog = event.target;
    if (!(dialog instanceof HTMLDialogElement) || dialog.querySelector("textarea, input:not([type=hidden])")) return;
    const box = dialog.getBoundingClientRect();
    const inside = event.clientX >= box.left && event.clientX <= box.right
      && event.clientY >= box.top && event.clientY <= box.bottom;
    if (!inside) dialog.close();
  });

  // A form that came back with errors inside a dialog shows that dialog again.
  for (const dialog of document.querySelectorAll("dialog")) {
    if (dialog.querySelector("[aria-invalid=true], .error-summary")) openDialog(dialog);
  }
}
