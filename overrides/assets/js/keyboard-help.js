// Opens the help for keys, by its button and by the key "?".
"use strict";

{
  const { all, find } = globalThis.dom;
  const help = find(document, "#keys", HTMLDialogElement);

  /** @param {EventTarget | null} target */
  function isTyping(target) {
    return target instanceof Element &&
      target.matches("input, textarea, select, [contenteditable]");
  }

  for (const button of all(document, "[data-opens=keys]", HTMLElement)) {
    button.addEventListener("click", () => help.showModal());
  }
  find(help, "[data-closes=keys]", HTMLElement).addEventListener("click", () => help.close());
  document.addEventListener("keydown", (event) => {
    if (event.key !== "?" || event.ctrlKey || event.altKey || isTyping(event.target)) return;
    event.preventDefault();
    if (!help.open) help.showModal();
  });
}
