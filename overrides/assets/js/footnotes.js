// Names the links of footnotes, for those who hear "1a" without seeing where it is.
"use strict";

{
  const { all } = globalThis.dom;

  /**
   * @param {HTMLElement[]} links
   * @param {string} label With `#` for the text of the link.
   */
  function name(links, label) {
    for (const link of links) {
      link.setAttribute("aria-label", label.replace("#", link.textContent ?? ""));
    }
  }

  // Not in the page itself: a long page has 190 of them, and would outgrow its limit.
  for (const list of all(document, "ol.sources", HTMLElement)) {
    const { note = "#", back = "#" } = list.dataset;
    name(all(document, 'sup a[href^="#s"]', HTMLElement), note);
    name(all(list, 'a[href^="#c"]', HTMLElement), back);
  }
}
