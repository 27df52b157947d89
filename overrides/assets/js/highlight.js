// Marks on a page the words that the reader has searched for: the theme hands them over as `?h=`.
"use strict";

{
  const { WORD, spell, words } = globalThis.spelling;
  const wanted = new Set(words(new URL(location).searchParams.get("h") || "").map(spell));
  const article = document.querySelector("article");
  if (wanted.size && article) {
    const texts = [];
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    while (walker.nextNode())
      if (!walker.currentNode.parentElement.closest("svg, script, template")) texts.push(walker.currentNode);
    for (const text of texts) {
      const found = [...text.data.matchAll(WORD)].filter(([word]) => wanted.has(spell(word)));
      // From the end, so that places before it stay where they are.
      for (const { 0: word, index } of found.reverse()) {
        const rest = text.splitText(index);
        rest.splitText(word.length);
        const mark = document.createElement("mark");
        rest.replaceWith(mark);
        mark.append(rest);
      }
    }
  }
}
