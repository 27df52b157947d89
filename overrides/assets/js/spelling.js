// The one spelling of a Vietnamese word, and the words of a text. The rules are those of the
// program's vietnamese.py, and one table of cases tests both. Part of the page and of the search
// engine.
"use strict";

{
  const TONES = "\u0300\u0301\u0303\u0309\u0323";
  const TONE = new RegExp(`[${TONES}]`, "g");
  const WORD = /[\p{L}\p{Nl}\p{No}]+|\p{Nd}+/gu;
  const LONE_Y = /^(?:[bcdghklmnpqrstvx]*|qu)y$/;

  /**
   * Lower case without accents and tone marks; đ becomes d.
   * @param {string} text
   */
  function fold(text) {
    return text.toLowerCase().replace(/đ/g, "d").normalize("NFKD").replace(/\p{M}/gu, "");
  }

  /**
   * The letters of a syllable, with hats and horns, and then its tone: the form that is compared.
   * @param {string} letters
   * @param {string} tone
   */
  function joined(letters, tone) {
    return (LONE_Y.test(fold(letters)) ? `${letters.slice(0, -1)}i` : letters) + tone;
  }

  /**
   * A word in its one spelling: `Thuỳ` and `thùy`, `ký` and `kí` are the same.
   * @param {string} word
   */
  function spell(word) {
    if (/^\p{Nd}/u.test(word)) return word.replace(/^0+(?=.)/, "");
    const decomposed = word.toLowerCase().normalize("NFD");
    const tones = decomposed.match(TONE);
    return joined(decomposed.replace(TONE, "").normalize("NFC"), tones?.at(-1) ?? "");
  }

  /**
   * @param {string} text
   * @returns {string[]}
   */
  function words(text) {
    return text.normalize("NFC").match(WORD) ?? [];
  }

  globalThis.spelling = { WORD, fold, joined, spell, words };
}
