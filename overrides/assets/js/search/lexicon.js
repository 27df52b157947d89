// The words of the index: which of them a typed word can mean, and how well each fits.
"use strict";

{
  const { fold, spell } = globalThis.spelling;
  const TONE = /[\u0300\u0301\u0303\u0309\u0323]$/;
  /** How well a word fits: to the letter, typed without accents, with some of them, with others. */
  const FIT = { same: 1, bare: 0.97, partly: 0.9, other: 0.5 };
  /** How much the fit of a word counts that was only begun. */
  const BEGUN = 0.8;
  /** How well a word fits that was mistyped. */
  const SLIP = 0.5;
  /** How many words with the same beginning are considered. */
  const MOST_ENDINGS = 300;
  /** No syllable has more letters: `nghiêng`. */
  const LONGEST = 7;

  /**
   * How well a typed spelling fits the beginning of a word, of as many letters.
   * @param {string} typed
   * @param {string} word
   */
  function fit(typed, word) {
    if (typed === word) return FIT.same;
    if (typed === fold(word)) return FIT.bare;
    const letters = typed.replace(TONE, "");
    const tone = typed.match(TONE)?.[0] ?? "";
    const wanted = word.replace(TONE, "");
    const agrees = Array.from(letters).every(
      (letter, at) => letter === wanted[at] || letter === fold(wanted[at]),
    );
    return agrees && word.endsWith(tone) ? FIT.partly : FIT.other;
  }

  /**
   * Whether one wrong, missing, added or swapped letter makes one word the other.
   * @param {string} a
   * @param {string} b
   */
  function isSlip(a, b) {
    if (Math.abs(a.length - b.length) > 1) return false;
    let at = 0;
    while (at < a.length && a[at] === b[at]) at += 1;
    const [x, y] = [a.slice(at), b.slice(at)];
    const isSwapped = x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2);
    return x.slice(1) === y.slice(1) || x.slice(1) === y || x === y.slice(1) || isSwapped;
  }

  class Lexicon {
    /** @type {Map<string, number>} */
    ids = new Map();
    /** @type {string[]} */
    spellings = [];
    /** @type {string[]} */
    folds = [];
    /** @type {string[]} */
    shown = [];
    /** @type {Map<string, number[]>} The words that are the same without accents. */
    byFold = new Map();
    /** @type {Map<string, number>} */
    bySurface = new Map();
    /** @type {string[]} All words without accents, in order. */
    sorted = [];

    /**
     * The number of a word as it is in a text; a new one for a new spelling.
     * @param {string} surface
     */
    add(surface) {
      const known = this.bySurface.get(surface);
      if (known !== undefined) return known;
      const spelling = surface[0] === "@" ? surface : spell(surface);
      let id = this.ids.get(spelling);
      if (id === undefined) {
        id = this.spellings.length;
        this.ids.set(spelling, id);
        this.spellings.push(spelling);
        const bare = fold(spelling);
        this.folds.push(bare);
        this.shown.push(/^[0-9]/.test(spelling) ? spelling : surface.toLowerCase());
        const same = this.byFold.get(bare);
        if (same) same.push(id);
        else this.byFold.set(bare, [id]);
      }
      this.bySurface.set(surface, id);
      return id;
    }

    /** Sort the words, once all are added. */
    close() {
      this.sorted = Array.from(this.byFold.keys()).sort();
    }

    /** @param {string} typed */
    has(typed) {
      return this.byFold.has(fold(spell(typed)));
    }

    /**
     * The words that are the same without accents.
     * @param {string} bare
     */
    foldedAs(bare) {
      return this.byFold.get(bare) ?? [];
    }

    /**
     * The words that a typed word can mean.
     * @param {string} typed
     * @param {boolean} isBegun Whether more letters may follow.
     * @param {boolean} isExact Whether the lack of accents is meant.
     */
    meant(typed, isBegun, isExact = false) {
      /** @type {WordFits} */
      const fits = new Map();
      const bare = fold(typed);
      for (const id of this.foldedAs(bare)) {
        const value = fit(typed, this.spellings[id]);
        fits.set(id, isExact && value === FIT.bare ? FIT.partly : value);
      }
      const longer = isBegun ? this.startingWith(bare) : [];
      for (const id of longer.flatMap((word) => this.foldedAs(word))) {
        const start = this.spellings[id].replace(TONE, "").slice(0, bare.length);
        const tone = this.spellings[id].match(TONE)?.[0] ?? "";
        fits.set(id, BEGUN * fit(typed, start + tone));
      }
      return fits;
    }

    /**
     * The longer words, without accents, that begin like one.
     * @param {string} bare
     */
    startingWith(bare) {
      if (/^[0-9]$/.test(bare)) return [];
      let [low, high] = [0, this.sorted.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.sorted[middle] <= bare) low = middle + 1;
        else high = middle;
      }
      const words = this.sorted.slice(low, low + MOST_ENDINGS);
      const end = words.findIndex((word) => !word.startsWith(bare));
      return end < 0 ? words : words.slice(0, end);
    }

    /**
     * The words that a slip of the finger could have turned into the typed one.
     * @param {string} typed
     */
    nearly(typed) {
      /** @type {WordFits} */
      const fits = new Map();
      const bare = fold(typed);
      if (bare.length < 2 || /^[0-9@]/.test(bare)) return fits;
      for (const word of this.sorted) {
        if (word === bare || !isSlip(bare, word) || /^[0-9@]/.test(word)) continue;
        const isLikely = bare.length > 2 || (word.length > 2 && word[0] === bare[0]);
        if (isLikely) { for (const id of this.foldedAs(word)) fits.set(id, SLIP); }
      }
      return fits;
    }

    /**
     * Known words that were typed without the spaces between them; null if not all are known.
     * @param {string} typed
     */
    split(typed) {
      const bare = fold(typed);
      /** @type {(string[] | undefined)[]} The fewest words up to each place. */
      const best = [[]];
      for (let end = 2; end <= bare.length; end += 1) {
        for (let start = Math.max(0, end - LONGEST); start <= end - 2; start += 1) {
          const before = best[start];
          const piece = bare.slice(start, end);
          const isShorter = before && before.length + 1 < (best[end]?.length ?? Infinity);
          if (isShorter && this.has(piece)) best[end] = [...before, piece];
        }
      }
      const words = best[bare.length];
      return words && words.length > 1 ? words : null;
    }
  }

  globalThis.Lexicon = Lexicon;
}
