// Shows what a mark leads to in a card beside it: sources, a remark, the legend. Names the marks
// for those who hear "1a" without seeing where it is.
"use strict";

{
  const { all } = globalThis.dom;
  const MARKS = "sup:is(.cite, .analysis, .remark) > a[href^='#']";
  /** Room between the card and its mark and the edge of the screen, in pixels. */
  const GAP = 8;

  const list = document.querySelector("ol.sources");
  const { note = "#", back = "#", publishers = "#" } = list instanceof HTMLElement
    ? list.dataset
    : {};

  /** @param {HTMLAnchorElement} mark */
  const markersOf = (mark) => mark.textContent?.match(/\d+[a-z]*/g) ?? [];

  /**
   * What the list says of a source at one place: the source, the document, the place.
   * @param {string} marker
   */
  function citationOf(marker) {
    const item = document.createElement("li");
    const cited = document.getElementById(`s${marker}`);
    const entry = cited?.closest("li");
    if (!cited || !entry) return item;
    for (const node of entry.childNodes) {
      if (node instanceof HTMLElement && node.matches(".cited")) break;
      item.append(node.cloneNode(true));
    }
    const act = cited.parentElement?.querySelector(":scope > a");
    if (act) item.append("; ", act.cloneNode(true));
    const words = [...cited.childNodes].slice(1).map((node) => node.textContent).join("");
    if (words.trim()) item.append(act ? "," : ";", words);
    return item;
  }

  /**
   * The content of the card of a mark; null where the page does not have it.
   * @param {HTMLAnchorElement} mark
   */
  function contentOf(mark) {
    const content = document.createDocumentFragment();
    if (!mark.closest(".cite")) {
      const target = document.getElementById(mark.hash.slice(1));
      if (!target) return null;
      const words = document.createElement("p");
      for (const node of target.childNodes) words.append(node.cloneNode(true));
      words.querySelector(".back")?.remove();
      content.append(words);
      return content;
    }
    if (!list) return null;
    const items = document.createElement("ul");
    items.append(...markersOf(mark).map(citationOf));
    content.append(items);
    const count = mark.textContent?.match(/×(\d+)/)?.[1];
    if (count) {
      const words = document.createElement("p");
      words.textContent = publishers.replace("#", count);
      content.append(words);
    }
    return content;
  }

  /**
   * Place the card below its mark if there is room, else above it.
   * @param {HTMLElement} card
   * @param {HTMLElement} mark
   */
  function setPlace(card, mark) {
    const { left, top, bottom } = mark.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const isBelow = bottom + GAP + card.offsetHeight <= clientHeight || top < card.offsetHeight;
    const x = Math.min(left, clientWidth - card.offsetWidth - GAP);
    card.style.left = `${Math.max(x, GAP)}px`;
    card.style.top = `${isBelow ? bottom + GAP / 2 : top - card.offsetHeight - GAP / 2}px`;
  }

  /** @param {HTMLAnchorElement} mark */
  function show(mark) {
    const content = contentOf(mark);
    const article = document.querySelector("article");
    if (!content || !article) return false;
    const card = document.createElement("div");
    card.className = "note-card";
    card.popover = "auto";
    card.tabIndex = -1;
    card.setAttribute("role", "dialog");
    card.setAttribute("aria-label", mark.getAttribute("aria-label") ?? mark.textContent ?? "");
    card.append(content);
    article.append(card);
    card.addEventListener("toggle", () => {
      if (!card.matches(":popover-open")) card.remove();
    });
    addEventListener("scroll", () => card.remove(), { once: true, passive: true });
    card.showPopover();
    setPlace(card, mark);
    card.focus({ preventScroll: true });
    return true;
  }

  // Not in the page itself: a long page has many of them, and would outgrow its limit.
  for (const mark of all(document, ".cite > a", HTMLAnchorElement)) {
    mark.setAttribute("aria-label", note.replace("#", markersOf(mark).join(", ")));
  }
  for (const link of all(document, "ol.sources .place > a", HTMLAnchorElement)) {
    link.setAttribute("aria-label", back.replace("#", link.textContent ?? ""));
  }
  document.addEventListener("click", (event) => {
    const mark = event.target instanceof Element ? event.target.closest(MARKS) : null;
    const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
    if (!(mark instanceof HTMLAnchorElement) || isElsewhere || !("popover" in mark)) return;
    if (show(mark)) event.preventDefault();
  });
}
