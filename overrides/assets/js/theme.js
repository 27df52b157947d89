// The globals that the theme's scripts expect, and the chosen colours. Runs before the first line
// of the page is drawn. The theme has this in every page, which the Content-Security-Policy
// forbids.
"use strict";

{
  // Set in time: what later scripts will change is drawn like that from the start.
  document.documentElement.classList.add("scripted");

  const base = document.currentScript?.dataset.base ?? ".";
  const NAMES = ["media", "scheme", "primary", "accent"].map((key) => `data-md-color-${key}`);

  globalThis.__md_scope = new URL(base, location.href);

  globalThis.__md_get = (key, storage = localStorage, scope = __md_scope) =>
    JSON.parse(storage.getItem(`${scope.pathname}.${key}`) ?? "null");

  globalThis.__md_set = (key, value, storage = localStorage, scope = __md_scope) => {
    try {
      storage.setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
    } catch {
      // A browser that keeps nothing shows the colours of the system.
    }
  };

  globalThis.__md_hash = (text) =>
    Array.from(text).reduce((sum, character) => (sum << 5) - sum + character.charCodeAt(0), 0);

  /** The colours that the reader chose, by name without prefix; undefined if none were kept. */
  function chosenColors() {
    try {
      const palette =
        /** @type {{color?: Record<string, string>} | null} */ (__md_get("__palette"));
      return palette?.color;
    } catch {
      return undefined;
    }
  }

  /** Of the palettes that the switch in the header offers, the one that the system asks for. */
  function systemPalette() {
    return Array.from(document.querySelectorAll("[data-md-color-media]")).find(
      (palette) => matchMedia(palette.getAttribute(NAMES[0]) ?? "").matches,
    );
  }

  const colors = chosenColors();
  const palette = colors ? undefined : systemPalette();
  for (const name of NAMES) {
    const value = colors ? colors[name.replace(/^.*-/, "")] : palette?.getAttribute(name);
    if (value) document.body.setAttribute(name, value);
  }
}
