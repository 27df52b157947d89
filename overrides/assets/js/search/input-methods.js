// What a switched-off Vietnamese keyboard would have made of the keys: Telex and VNI.
"use strict";

{
  const { joined } = globalThis.spelling;
  /** @type {Record<string, string>} */
  const TONES = { s: "\u0301", f: "\u0300", r: "\u0309", x: "\u0303", j: "\u0323", z: "" };
  /** @type {Record<string, string>} */
  const HATS = { a: "â", e: "ê", o: "ô" };
  /** @type {Record<string, string>} */
  const HORNS = { u: "ư", o: "ơ", a: "ă" };
  /** @type {Record<string, string>} */
  const VNI_TONES = { 1: "s", 2: "f", 3: "r", 4: "x", 5: "j" };
  const VOWELS = /[aeiouyăâêôơư]/;

  /** @typedef {{ letters: string[], tone: string, isChanged: boolean }} Syllable */

  /**
   * Put the last of some letters in another form; whether there was one.
   * @param {string[]} letters
   * @param {Record<string, string>} forms
   * @param {string} candidates
   */
  function change(letters, forms, candidates) {
    const at = letters.findLastIndex((letter) => candidates.includes(letter));
    if (at < 0) return false;
    letters[at] = forms[letters[at]];
    return true;
  }

  /**
   * Add a horn or a breve: of `uo` to both letters, of `ua` to the first (but not after q), else to
   * the last; whether there was a letter for it.
   * @param {string[]} letters
   * @param {string} candidates
   */
  function addHorn(letters, candidates) {
    const text = letters.join("");
    const pair = text.lastIndexOf("uo");
    const open = text.lastIndexOf("ua");
    if (pair >= 0 && candidates.includes("o")) letters.splice(pair, 2, "ư", "ơ");
    else if (open >= 0 && candidates.includes("u") && text[open - 1] !== "q") letters[open] = "ư";
    else return change(letters, HORNS, candidates);
    return true;
  }

  /**
   * The syllable that keys make; null if nothing is changed or a key makes no sense where it is.
   * @param {string} keys
   * @param {(syllable: Syllable, key: string) => boolean} apply Whether the key changed it.
   */
  function press(keys, apply) {
    /** @type {Syllable} */
    const syllable = { letters: [], tone: "", isChanged: false };
    for (const key of keys) {
      if (apply(syllable, key)) syllable.isChanged = true;
      else if (/[0-9]/.test(key)) return null;
      else syllable.letters.push(key);
    }
    const { letters, tone, isChanged } = syllable;
    return isChanged ? joined(letters.join("").normalize("NFC"), tone) : null;
  }

  /**
   * @param {Syllable} syllable
   * @param {string} key
   */
  function setTone(syllable, key) {
    const hasVowel = syllable.letters.some((letter) => VOWELS.test(letter));
    if (!(key in TONES) || !hasVowel) return false;
    syllable.tone = TONES[key];
    return true;
  }

  /** @param {Syllable} syllable */
  function addStroke({ letters }) {
    if (letters[0] !== "d") return false;
    letters[0] = "đ";
    return true;
  }

  /**
   * `thuw kys`: a tone by s f r x j, a hat by a letter twice, a horn by w.
   * @param {string} word
   */
  function telex(word) {
    return press(word, (syllable, key) => {
      const { letters } = syllable;
      if (key === "d") return addStroke(syllable);
      if (key in HATS) return change(letters, HATS, key);
      if (key === "w") return addHorn(letters, "uoa") || letters.push("ư") > 0;
      return setTone(syllable, key);
    });
  }

  /**
   * `thu7 ky1`: a tone by 1 to 5, a hat by 6, a horn by 7, a breve by 8, đ by 9.
   * @param {string} word
   */
  function vni(word) {
    return press(word, (syllable, key) => {
      const { letters } = syllable;
      if (key in VNI_TONES) return setTone(syllable, VNI_TONES[key]);
      if (key === "6") return change(letters, HATS, "aeo");
      if (key === "7") return addHorn(letters, "uo");
      if (key === "8") return change(letters, HORNS, "a");
      return key === "9" && addStroke(syllable);
    });
  }

  globalThis.inputMethods = { telex, vni };
}
