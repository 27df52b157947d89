// Marks on a page the words that the reader searched for, which the theme hands over as `?h=`.
"use strict";

{
  const { WORD, spell, words } = globalThis.spelling;
  const query = new URL(location.href).searchParams.get("h") ?? "";
  const wanted = new Set(words(query).map(spell));
  const article = document.querySelector("article");

  /**
   * The texts that a reader sees within an element.
   * @param {Element} element
   */
  function visibleTexts(element) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) {
      const text = /** @type {Text} */ (walker.currentNode);
      if (!text.parentElement?.closest("svg, script, template")) texts.push(text);
    }
    return texts;
  }

  /** @param {Text} text */
  function markWords(text) {
    const matches = Array.from(text.data.matchAll(WORD)).filter(([word]) =>
      wanted.has(spell(word))
    );
    // From the end, so that the places before a word stay what they are.
    for (const { 0: word, index } of matches.reverse()) {
      const rest = text.splitText(index);
      rest.splitText(word.length);
      const mark = document.createElement("mark");
      rest.replaceWith(mark);
      mark.append(rest);
    }
  }

  if (wanted.size && article) visibleTexts(article).forEach(markWords);
}
