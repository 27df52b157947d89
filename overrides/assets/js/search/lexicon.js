// The words of the index: which there are, which of them a typed word can mean, and how well.
"use strict";

{
  const { fold, spell } = globalThis.spelling;
  const TONE = /[\u0300\u0301\u0303\u0309\u0323]$/;
  /** How well a word fits: to the letter, typed without accents, with some of them, with others. */
  const FIT = { same: 1, bare: 0.97, partly: 0.9, other: 0.5 };
  const BEGUN = 0.8;
  const SLIP = 0.5;
  const MOST_ENDINGS = 300;
  /** No syllable has more letters: `nghiêng`. */
  const LONGEST = 7;

  /** How well a spelling that was typed fits the beginning of a word of as many letters. */
  function fit(typed, word) {
    if (typed === word) return FIT.same;
    if (typed === fold(word)) return FIT.bare;
    const [letters, tone] = [typed.replace(TONE, ""), typed.match(TONE)];
    const wanted = word.replace(TONE, "");
    const agree = [...letters].every((one, at) => one === wanted[at] || one === fold(wanted[at]));
    return agree && (!tone || word.endsWith(tone[0])) ? FIT.partly : FIT.other;
  }

  /** Whether one wrong, missing, added or swapped letter makes one word the other. */
  function isSlip(a, b) {
    if (Math.abs(a.length - b.length) > 1) return false;
    let at = 0;
    while (at < a.length && a[at] === b[at]) at += 1;
    const [x, y] = [a.slice(at), b.slice(at)];
    const swapped = x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2);
    return x.slice(1) === y.slice(1) || x.slice(1) === y || x === y.slice(1) || swapped;
  }

  class Lexicon {
    constructor() {
      this.ids = new Map();
      this.spellings = [];
      this.folds = [];
      this.shown = [];
      this.byFold = new Map();
      this.bySurface = new Map();
    }

    /** The number of a word as it stands in a text; a new one for a new spelling. */
    add(surface) {
      const known = this.bySurface.get(surface);
      if (known !== undefined) return known;
      const spelling = surface[0] === "@" ? surface : spell(surface);
      let id = this.ids.get(spelling);
      if (id === undefined) {
        id = this.spellings.length;
        this.ids.set(spelling, id);
        this.spellings.push(spelling);
        this.folds.push(fold(spelling));
        this.shown.push(/^[0-9]/.test(spelling) ? spelling : surface.toLowerCase());
        if (!this.byFold.has(this.folds[id])) this.byFold.set(this.folds[id], []);
        this.byFold.get(this.folds[id]).push(id);
      }
      this.bySurface.set(surface, id);
      return id;
    }

    close() {
      this.sorted = [...this.byFold.keys()].sort();
    }

    has(typed) {
      return this.byFold.has(fold(spell(typed)));
    }

    /** Word numbers that a typed word can mean, each with how well it fits; begun: more may follow; exact: as typed. */
    meant(typed, isBegun, isExact = false) {
      const found = new Map();
      const bare = fold(typed);
      for (const id of this.byFold.get(bare) || []) {
        const value = fit(typed, this.spellings[id]);
        found.set(id, isExact && value === FIT.bare ? FIT.partly : value);
      }
      if (isBegun)
        for (const longer of this.startingWith(bare))
          for (const id of this.byFold.get(longer)) {
            const start = this.spellings[id].replace(TONE, "").slice(0, bare.length);
            const tone = this.spellings[id].match(TONE);
            found.set(id, BEGUN * fit(typed, start + (tone ? tone[0] : "")));
          }
      return found;
    }

    startingWith(bare) {
      if (/^[0-9]$/.test(bare)) return [];
      let [low, high] = [0, this.sorted.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.sorted[middle] <= bare) low = middle + 1;
        else high = middle;
      }
      const found = [];
      while (found.length < MOST_ENDINGS && this.sorted[low]?.startsWith(bare))
        found.push(this.sorted[low++]);
      return found;
    }

    /** The words that a slip of the finger could have turned into the typed one. */
    nearly(typed) {
      const found = new Map();
      const bare = fold(typed);
      if (bare.length < 2 || /^[0-9@]/.test(bare)) return found;
      for (const word of this.sorted)
        if (
          word !== bare &&
          isSlip(bare, word) &&
          !/^[0-9@]/.test(word) &&
          (bare.length > 2 || (word.length > 2 && word[0] === bare[0]))
        )
          for (const id of this.byFold.get(word)) found.set(id, SLIP);
      return found;
    }

    /** Known words that were typed without the spaces between them; null if they are not all known. */
    split(typed) {
      const bare = fold(typed);
      /** The fewest words up to each place. */
      const best = [[]];
      for (let end = 2; end <= bare.length; end += 1)
        for (let start = Math.max(0, end - LONGEST); start <= end - 2; start += 1) {
          const piece = bare.slice(start, end);
          if (best[start] && best[start].length + 1 < (best[end]?.length ?? Infinity) && this.has(piece))
            best[end] = [...best[start], piece];
        }
      return best[bare.length]?.length > 1 ? best[bare.length] : null;
    }
  }

  globalThis.Lexicon = Lexicon;
}
