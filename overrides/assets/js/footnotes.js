// Footnotes: a name that says what a link is, for those who hear "1a" without seeing where it stands.
"use strict";

{
  function name(links, words) {
    for (const link of links) link.setAttribute("aria-label", words.replace("#", link.textContent));
  }

  // Here and not in the page: a long page has 190 of them, and would outgrow its limit.
  for (const list of document.querySelectorAll("ol.sources")) {
    name(document.querySelectorAll('sup a[href^="#s"]'), list.dataset.note);
    name(list.querySelectorAll('a[href^="#c"]'), list.dataset.back);
  }
}
