// Opens folded parts: those around what a link leads to, and all of them for paper.
"use strict";

{
  const { all } = globalThis.dom;

  /**
   * Open every folded part around an element.
   * @param {Element | null} element
   */
  function unfold(element) {
    for (let part = element; part; part = part.parentElement) {
      if (part instanceof HTMLDetailsElement) part.open = true;
    }
  }

  /** Open what hides the target of the address, and go there. */
  function showTarget() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.closest("details:not([open])")) return;
    unfold(target);
    target.scrollIntoView();
  }

  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  addEventListener("hashchange", showTarget);
  addEventListener("beforeprint", () => {
    opened = all(document, "details.fold:not([open])", HTMLDetailsElement);
    for (const part of opened) part.open = true;
  });
  addEventListener("afterprint", () => {
    for (const part of opened) part.open = false;
  });
  // A link to where the address leads already changes no address.
  document.addEventListener("click", ({ target }) => {
    const link = target instanceof Element ? target.closest("a[href^='#']") : null;
    if (link instanceof HTMLAnchorElement) {
      unfold(document.getElementById(decodeURIComponent(link.hash.slice(1))));
    }
  });
  showTarget();
}
