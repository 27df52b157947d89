// Hands what is typed in the large search field of the front page over to the theme's dialog.
"use strict";

{
  const { find } = globalThis.dom;
  const form = document.querySelector("form.ask");
  const query = document.querySelector(".md-search__input");

  /**
   * Not on focus alone: whoever walks the page with the Tab key must be able to walk on.
   * @param {Event} event
   * @param {HTMLInputElement} field
   * @param {HTMLInputElement} target
   */
  function handOver(event, field, target) {
    // Unfinished letters stay with the input method until it is done with them.
    if (event instanceof InputEvent && event.isComposing) return;
    if (event.type === "submit") event.preventDefault();
    target.value = field.value;
    field.value = "";
    const toggle = find(document, "#__search", HTMLInputElement);
    if (!toggle.checked) toggle.click();
    target.focus();
    target.dispatchEvent(new Event("keyup"));
  }

  if (form && query instanceof HTMLInputElement) {
    const field = find(form, "[name=q]", HTMLInputElement);
    for (const type of ["submit", "input", "compositionend"]) {
      form.addEventListener(type, (event) => handOver(event, field, query));
    }
  }
}
