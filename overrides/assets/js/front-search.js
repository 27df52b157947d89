// The large search field of the front page hands what is typed over to the theme's search dialog.
"use strict";

{
  const ask = document.querySelector("form.ask");
  const query = document.querySelector(".md-search__input");

  /** Not on focus alone: whoever walks the page with the Tab key must be able to walk on. */
  function handOver(event) {
    const field = ask.elements.q;
    // Half-made letters stay with the input method until it is done with them.
    if (event.isComposing) return;
    if (event.type === "submit") event.preventDefault();
    query.value = field.value;
    field.value = "";
    const toggle = document.getElementById("__search");
    if (!toggle.checked) toggle.click();
    query.focus();
    query.dispatchEvent(new Event("keyup"));
  }

  if (ask && query)
    for (const type of ["submit", "input", "compositionend"]) ask.addEventListener(type, handOver);
}
