// Says that all scripts of the page have done their work: the last part of the last script.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  document.documentElement.dataset.ready = "";
});
