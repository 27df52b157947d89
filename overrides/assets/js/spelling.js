// Vietnamese spelling: one way to write what can be written in several, and the words of a text. The same
// rules as macros/vietnamese.py; one table of cases holds both. Runs in the page and in the search worker.
"use strict";

{
  const TONES = "\u0300\u0301\u0303\u0309\u0323";
  const TONE = new RegExp(`[${TONES}]`, "g");
  const WORD = /[\p{L}\p{Nl}\p{No}]+|\p{Nd}+/gu;
  const LONE_Y = /^(?:[bcdghklmnpqrstvx]*|qu)y$/;

  /** Lower case without accents and tone marks; đ becomes d. */
  function fold(text) {
    return text.toLowerCase().replace(/đ/g, "d").normalize("NFKD").replace(/\p{M}/gu, "");
  }

  /** Letters with hats and horns, then the tone: a syllable as it is compared. */
  function joined(letters, tone) {
    return (LONE_Y.test(fold(letters)) ? `${letters.slice(0, -1)}i` : letters) + tone;
  }

  /** One word in its one spelling: `Thuỳ` and `thùy`, `ký` and `kí` are the same. */
  function spell(word) {
    if (/^\p{Nd}/u.test(word)) return word.replace(/^0+(?=.)/, "");
    const spread = word.toLowerCase().normalize("NFD");
    const tones = spread.match(TONE);
    return joined(spread.replace(TONE, "").normalize("NFC"), tones ? tones.at(-1) : "");
  }

  function words(text) {
    return text.normalize("NFC").match(WORD) || [];
  }

  globalThis.spelling = { WORD, fold, joined, spell, words };
}
