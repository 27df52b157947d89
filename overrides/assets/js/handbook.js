// The handbook: the running line of its sheets, and a button that prints it.
"use strict";

{
  const cover = document.querySelector(".cover");
  const button = cover.querySelector("button");
  // The margins of a sheet take their words from the root of the page alone.
  document.documentElement.style.setProperty("--running", JSON.stringify(cover.dataset.running));
  button.hidden = false;
  button.addEventListener("click", () => print());
}
