// How well a row fits what is typed above a list. A word that begins a word of the name fits best;
// in the other columns it should be a whole word, so that "vu" means Vụ Pháp luật rather than all
// that stands under the Thường vụ.
"use strict";

{
  const { fold } = globalThis.spelling;

  /**
   * The words of a text, lower case, each after a blank.
   * @param {string} text
   */
  function spaced(text) {
    const words = text.normalize("NFC").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    return ` ${words.join(" ")} `;
  }

  /** @param {string} text */
  function listText(text) {
    const marked = spaced(text);
    return { marked, folded: fold(marked) };
  }

  /**
   * What is typed: a word with accents means these alone, one without means any.
   * @param {string} typed
   * @returns {ListWord[]}
   */
  function listWords(typed) {
    return spaced(typed).trim().split(" ").filter(Boolean).map((word) => {
      const isPlain = fold(word) === word;
      return { word, form: isPlain ? "folded" : "marked" };
    });
  }

  /**
   * 3: the name has all words; 2: the other columns have the rest as whole words; 1: as beginnings
   * of words; 0: it does not fit.
   * @param {ListWord[]} words
   * @param {ListText} name
   * @param {ListText} rest
   */
  function fitOf(words, name, rest) {
    let fit = 3;
    for (const { word, form } of words) {
      if (name[form].includes(` ${word}`)) continue;
      if (rest[form].includes(` ${word} `)) fit = Math.min(fit, 2);
      else if (rest[form].includes(` ${word}`)) fit = Math.min(fit, 1);
      else return 0;
    }
    return fit;
  }

  globalThis.listMatch = { listText, listWords, fitOf };
}
