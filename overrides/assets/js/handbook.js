// The running line on the sheets of the handbook, and the button that prints it.
"use strict";

{
  const { find } = globalThis.dom;
  const cover = find(document, ".cover", HTMLElement);
  const button = find(cover, "button", HTMLButtonElement);
  // The margins of a sheet take their text from the root of the page alone.
  const line = JSON.stringify(cover.dataset.running ?? "");
  document.documentElement.style.setProperty("--running", line);
  button.hidden = false;
  button.addEventListener("click", () => print());
}
