// The keys and the focus of the search field: Enter before the answer, Tab to the buttons.
"use strict";

{
  const { dialog, field, kinds, nearest, toggle } = globalThis.searchDialog;
  const typed = () => field.dispatchEvent(new Event("keyup"));

  // The theme hears keys only; text can be pasted with the mouse, and removed by the button.
  field.addEventListener("input", typed);
  // Its other key, "/", is the theme's.
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (!toggle.checked) toggle.click();
    field.focus();
  });
  field.form?.addEventListener("reset", () => setTimeout(typed));
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.isTrusted) return;
    if (globalThis.searchWorker?.isPending) globalThis.searchWorker.isEntered = true;
    else if (nearest.hidden) return;
    event.preventDefault();
    event.stopPropagation();
  });
  // Tab leads on to the buttons where there are any, and closes the dialog where it leaves it. The
  // theme would take the focus from the field first, and WebKit then begins anew at the top.
  let isLeaving = false;
  dialog.addEventListener("keydown", (event) => {
    const { key, target } = event;
    const isOnButton = target instanceof Element && target.matches(".hits__kinds button");
    const isForTheme = key === "Escape" || key.startsWith("Arrow");
    if (isOnButton ? !isForTheme : key === "Tab") event.stopPropagation();
    const isEmpty = Boolean(kinds.hidden && nearest.hidden);
    isLeaving = key === "Tab" && !isOnButton && isEmpty;
    if (isLeaving && toggle.checked) toggle.click();
    isLeaving = false;
  });
  dialog.addEventListener("focusout", ({ relatedTarget }) => {
    const isOutside = relatedTarget instanceof Node && !dialog.contains(relatedTarget);
    if (isOutside && toggle.checked) toggle.click();
  });
  toggle.addEventListener("change", () => {
    const focused = document.activeElement;
    if (toggle.checked || isLeaving || !(focused instanceof HTMLElement)) return;
    if (dialog.contains(focused)) focused.blur();
  });
}
