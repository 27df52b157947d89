// The globals that the theme's scripts expect, and the chosen colours. Runs before the first line
// of the page is drawn. The theme has this in every page, which the Content-Security-Policy
// forbids.
"use strict";

{
  // Set in time: what later scripts will change is drawn like that from the start.
  document.documentElement.classList.add("scripted");

  const base = document.currentScript?.dataset.base ?? ".";
  const COLORS = ["media", "scheme", "primary", "accent"];
  const NAMES = COLORS.map((key) => `data-md-color-${key}`);

  globalThis.__md_scope = new URL(base, location.href);

  /**
   * Whether a value is one of the palettes of the page, as the theme keeps it.
   * @param {any} value
   */
  function isPalette(value) {
    const count = document.querySelectorAll("[data-md-color-media]").length;
    const isOne = Number.isInteger(value?.index) && value.index >= 0 && value.index < count;
    return isOne && COLORS.every((key) => typeof value.color?.[key] === "string");
  }

  /** @type {Record<string, (value: unknown) => boolean>} What the theme's scripts rely on. */
  const KINDS = { __palette: isPalette, __tabs: Array.isArray };

  // What was kept is null where it can not be read or is of another kind.
  globalThis.__md_get = (key, storage = undefined, scope = __md_scope) => {
    try {
      const text = (storage ?? localStorage).getItem(`${scope.pathname}.${key}`);
      const value = JSON.parse(text ?? "null");
      return (KINDS[key] ?? (() => true))(value) ? value : null;
    } catch {
      return null;
    }
  };

  globalThis.__md_set = (key, value, storage = undefined, scope = __md_scope) => {
    try {
      (storage ?? localStorage).setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
    } catch {
      // A browser that keeps nothing shows the colours of the system.
    }
  };

  globalThis.__md_hash = (text) =>
    Array.from(text).reduce((sum, character) => (sum << 5) - sum + character.charCodeAt(0), 0);

  /** The colours that the reader chose, by name without prefix; undefined if none were kept. */
  function chosenColors() {
    const palette = /** @type {{color: Record<string, string>} | null} */ (__md_get("__palette"));
    return palette?.color;
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
