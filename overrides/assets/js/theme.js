// What the theme needs before its first line is shown: where it keeps a reader's choices, and the colours
// chosen. The theme writes this into every page, which a strict Content-Security-Policy forbids.
"use strict";

// A script that runs says so in time: what later ones will change is drawn like that from the start.
document.documentElement.classList.add("scripted");

var __md_scope = new URL(document.currentScript.dataset.base, location);

var __md_get = (key, storage = localStorage, scope = __md_scope) =>
  JSON.parse(storage.getItem(`${scope.pathname}.${key}`));

var __md_set = (key, value, storage = localStorage, scope = __md_scope) => {
  try {
    storage.setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing shows the colours of the system.
  }
};

var __md_hash = (text) => [...text].reduce((sum, sign) => (sum << 5) - sum + sign.charCodeAt(0), 0);

{
  const NAMES = ["media", "scheme", "primary", "accent"].map((key) => `data-md-color-${key}`);

  function kept() {
    try {
      return __md_get("__palette")?.color;
    } catch {
      return null;
    }
  }

  /** The colours that the system asks for, of those that the switch in the header offers. */
  function ofSystem() {
    const offered = [...document.querySelectorAll("[data-md-color-media]")];
    return offered.find((one) => matchMedia(one.getAttribute(NAMES[0])).matches);
  }

  const color = kept();
  const offer = color ? null : ofSystem();
  for (const name of NAMES) {
    const value = color ? color[name.split("-").at(-1)] : offer?.getAttribute(name);
    if (value) document.body.setAttribute(name, value);
  }
}
