// The link to the page in another language: it keeps the place and the day, and the choice is kept
// in this browser. Who opens the front page of the site anew is led to the language chosen last.
"use strict";

{
  const KEY = "__language";

  /** @param {Event} event */
  function follow(event) {
    const target = /** @type {Element | null} */ (event.target);
    const link = /** @type {HTMLAnchorElement | null} */ (target?.closest?.("a.language") ?? null);
    if (!link) return;
    link.search = location.search;
    link.hash = location.hash;
    if (event.type === "click") __md_set(KEY, link.hreflang);
  }

  for (const type of ["pointerdown", "focusin", "contextmenu", "click"]) {
    document.addEventListener(type, follow);
  }

  const links = /** @type {NodeListOf<HTMLLinkElement>} */ (
    document.querySelectorAll("link[rel~=alternate][hreflang]")
  );
  const front = Array.from(links).find((link) => "front" in link.dataset);
  if (front && !location.search && !location.hash) {
    const chosen = Array.from(links).find((link) => link.hreflang === __md_get(KEY));
    if (chosen && chosen !== front) location.replace(chosen.href);
  }
}
