// What a Vietnamese keyboard that was switched off would have made of the keys: Telex and VNI.
"use strict";

{
  const { joined } = globalThis.spelling;
  const TONES = { s: "\u0301", f: "\u0300", r: "\u0309", x: "\u0303", j: "\u0323", z: "" };
  const HATS = { a: "â", e: "ê", o: "ô" };
  const HORNS = { u: "ư", o: "ơ", a: "ă" };
  const VNI = { 1: "s", 2: "f", 3: "r", 4: "x", 5: "j" };
  const VOWELS = /[aeiouyăâêôơư]/;

  /** The last of some letters in a syllable, put in another form; whether there was one. */
  function change(letters, forms, among) {
    const at = letters.findLastIndex((letter) => among.includes(letter));
    if (at < 0) return false;
    letters[at] = forms[letters[at]];
    return true;
  }

  /** A horn or a breve: of `uo` both letters, of `ua` the first (but not after q), else the last. */
  function horn(letters, among) {
    const text = letters.join("");
    const pair = text.lastIndexOf("uo");
    const open = text.lastIndexOf("ua");
    if (pair >= 0 && among.includes("o")) letters.splice(pair, 2, "ư", "ơ");
    else if (open >= 0 && among.includes("u") && text[open - 1] !== "q") letters[open] = "ư";
    else return change(letters, HORNS, among);
    return true;
  }

  /** The letters and the tone that keys make; null if a key makes no sense where it stands. */
  function press(keys, apply) {
    const state = { letters: [], tone: "", changed: false };
    for (const key of keys) {
      const done = apply(state, key);
      if (done) state.changed = true;
      else if (/[0-9]/.test(key)) return null;
      else state.letters.push(key);
    }
    return state.changed ? joined(state.letters.join("").normalize("NFC"), state.tone) : null;
  }

  function hasVowel({ letters }) {
    return letters.some((letter) => VOWELS.test(letter));
  }

  function setTone(state, key) {
    if (!(key in TONES) || !hasVowel(state)) return false;
    state.tone = TONES[key];
    return true;
  }

  function stroke(state) {
    if (state.letters[0] !== "d") return false;
    state.letters[0] = "đ";
    return true;
  }

  /** `thuw kys`: a tone by s f r x j, a hat by a letter twice, a horn by w. */
  function telex(word) {
    return press(word, (state, key) => {
      if (key === "d") return stroke(state);
      if (key in HATS) return change(state.letters, HATS, key);
      if (key === "w") return horn(state.letters, "uoa") || state.letters.push("ư") > 0;
      return setTone(state, key);
    });
  }

  /** `thu7 ky1`: a tone by 1 to 5, a hat by 6, a horn by 7, a breve by 8, đ by 9. */
  function vni(word) {
    return press(word, (state, key) => {
      if (key in VNI) return setTone(state, VNI[key]);
      if (key === "6") return change(state.letters, HATS, "aeo");
      if (key === "7") return horn(state.letters, "uo");
      if (key === "8") return change(state.letters, HORNS, "a");
      return key === "9" && stroke(state);
    });
  }

  globalThis.typing = { telex, vni };
}
