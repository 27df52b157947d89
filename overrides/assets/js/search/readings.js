// What a query can mean: its words as typed, as the keyboard meant them, with dates, abbreviations
// and first letters spelled out.
"use strict";

{
  const { fold, words } = globalThis.spelling;
  const { telex, vni } = globalThis.inputMethods;
  const { dated, datedInAnyYear, wholeDate } = globalThis.searchDates;
  /**
   * How much a reading is trusted beside the words as they were typed. An abbreviation in the place
   * of words that were typed in full adds hits, and is above none.
   */
  const TRUST = {
    typed: 1,
    dated: 1,
    keyed: 0.97,
    long: 0.97,
    short: 0.8,
    split: 0.9,
    roman: 0.95,
    asked: 0.97,
    initials: 0.93,
  };
  const MOST_WORDS = 24;
  const MOST_READINGS = 12;
  const MOST_INITIALS = 7;
  /** No word of a text is longer. */
  const LONGEST = 40;

  /** @typedef {[from: string[], to: string[]]} Replacement Words without accents, and new ones. */

  /**
   * Small numbers in Roman figures: `khóa 15` is `khóa XV`.
   * @type {Replacement[]}
   */
  const ROMAN = Array.from({ length: 39 }, (_, at) => {
    const ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    return [[String(at + 1)], ["x".repeat((at + 1) / 10) + ones[(at + 1) % 10]]];
  });

  /**
   * The words with each run that is `from` replaced by `to`; null if there is none. A replacement
   * of no word is passed over: it would stand everywhere, and the walk would not advance.
   * @param {string[]} list
   * @param {Replacement[]} replacements
   */
  function replaced(list, replacements) {
    const folded = list.map(fold);
    const result = [];
    let isChanged = false;
    for (let at = 0; at < list.length;) {
      const start = at;
      const replacement = replacements.find(([from]) =>
        from.length > 0 && from.every((word, step) => folded[start + step] === word)
      );
      result.push(...(replacement ? replacement[1] : [list[at]]));
      at += replacement ? replacement[0].length : 1;
      isChanged ||= replacement !== undefined;
    }
    return isChanged ? result : null;
  }

  /** @param {string | undefined} word */
  function isNumber(word) {
    return /^[0-9]+$/.test(word ?? "");
  }

  /**
   * The words without the word for the year between two numbers: `71 năm 2022` is 71/2022.
   * @param {string[]} list
   */
  function withoutYear(list) {
    const result = list.filter(
      (word, at) => fold(word) !== "nam" || !isNumber(list[at - 1]) || !isNumber(list[at + 1]),
    );
    return result.length < list.length ? result : null;
  }

  /** The readings of one query, the plain one first, each once. */
  class ReadingList {
    /** @type {Map<string, Reading>} */
    byText = new Map();

    /**
     * @param {string[] | null} list
     * @param {number} trust
     * @param {string} way
     */
    add(list, trust, way, isAsked = false) {
      if (!list?.length || this.byText.has(list.join(" "))) return;
      this.byText.set(list.join(" "), { words: list, trust, way, isAsked });
    }

    /**
     * Make more readings of each that there is by now.
     * @param {(reading: Reading) => void} extend
     */
    extend(extend) {
      Array.from(this.byText.values()).forEach(extend);
    }

    first() {
      return Array.from(this.byText.values()).slice(0, MOST_READINGS);
    }
  }

  class Readings {
    /**
     * @param {Lexicon} lexicon
     * @param {SearchIndex["short"]} short
     * @param {SearchIndex["asking"]} asking
     */
    constructor(lexicon, short, asking) {
      this.lexicon = lexicon;
      const [asked, meaning] = asking.map((phrases) =>
        phrases.map((phrase) => /** @type {Replacement} */ ([words(phrase).map(fold), []]))
      );
      /** Removes phrases with which one asks, and those that ask for a meaning. */
      this.asking = asked;
      this.meaning = meaning;
      /** @type {Map<string, Map<string, number>>} What first letters are for, how often. */
      this.initials = new Map();
      const pairs = short.map(([brief, full]) => ({ brief: words(brief), full: words(full) }));
      /** @type {Replacement[]} */
      this.long = pairs.map(({ brief, full }) => [brief.map(fold), full]);
      /** @type {Replacement[]} */
      this.short = pairs.map(({ brief, full }) => [full.map(fold), brief]);
      this.short.sort((a, b) => b[0].length - a[0].length);
    }

    /**
     * Every reading of a query, the plain one first.
     * @param {string} query
     * @returns {Reading[]}
     */
    of(query) {
      const text = query.normalize("NFC").toLowerCase();
      const date = wholeDate(text);
      // A query that is a day on which something is dated asks for that day alone.
      if (date && this.lexicon.ids.has(date)) {
        return [{ words: [date], trust: 1, way: "typed", isAsked: false }];
      }
      const readings = new ReadingList();
      const plain = words(text).slice(0, MOST_WORDS);
      readings.add(plain, TRUST.typed, "typed");
      for (const method of [telex, vni]) {
        readings.add(this.keyed(text, method), TRUST.keyed, "keyed");
      }
      readings.add(this.joined(plain), TRUST.split, "split");
      readings.extend((reading) => {
        for (const list of this.spelledOut(reading.words)) {
          readings.add(list, reading.trust * TRUST.initials, "long");
        }
      });
      readings.extend((reading) => {
        readings.add(this.parted(reading.words), reading.trust * TRUST.split, "split");
      });
      readings.extend((reading) => this.addAsked(readings, reading));
      readings.extend((reading) => this.addNotations(readings, reading));
      return readings.first();
    }

    /**
     * Add the readings without the words with which one asks.
     * @param {ReadingList} readings
     * @param {Reading} reading
     */
    addAsked(readings, { words: list, trust, way }) {
      const asked = replaced(list, this.meaning);
      readings.add(asked, trust * TRUST.asked, way, true);
      readings.add(asked && replaced(asked, this.asking), trust * TRUST.asked, way, true);
      readings.add(replaced(list, this.asking), trust * TRUST.asked, way);
      readings.add(withoutYear(list), trust, way);
    }

    /**
     * Add the readings with dates, Roman figures and abbreviations.
     * @param {ReadingList} readings
     * @param {Reading} reading
     */
    addNotations(readings, { words: list, trust, way }) {
      const date = dated(list) ?? datedInAnyYear(list);
      readings.add(date, trust * TRUST.dated, way);
      if (!date) readings.add(replaced(list, ROMAN), trust * TRUST.roman, way);
      readings.add(replaced(list, this.long), trust * TRUST.long, "long");
      readings.add(replaced(list, this.short), trust * TRUST.short, way);
    }

    /**
     * A name with what has an abbreviation abbreviated; null if nothing has one.
     * @param {string[]} list
     */
    brief(list) {
      return replaced(list, this.short);
    }

    /**
     * The words that a keyboard in the wrong mode meant, where they are words of the index.
     * @param {string} text
     * @param {(word: string) => string | null} method
     */
    keyed(text, method) {
      const chunks = text.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
      let isChanged = false;
      const list = chunks.flatMap((chunk, at) => {
        const meant = /^[a-z0-9]{2,12}$/.test(chunk) ? method(chunk) : null;
        if (!meant || !this.isKnown(meant, at === chunks.length - 1)) return words(chunk);
        isChanged = true;
        return [meant];
      });
      return isChanged ? list : null;
    }

    /**
     * Whether a spelling is a word of the index; the last one may be the beginning of one.
     * @param {string} spelling
     * @param {boolean} isLast
     */
    isKnown(spelling, isLast) {
      if (this.lexicon.ids.has(spelling)) return true;
      const fits = isLast ? Array.from(this.lexicon.meant(spelling, true).values()) : [];
      return fits.some((value) => value >= 0.7);
    }

    /**
     * Note what the first letters of the words of a name can be for.
     * @param {string[]} name
     */
    learn(name) {
      for (let start = 0; start < name.length; start += 1) {
        const last = Math.min(name.length, start + MOST_INITIALS);
        for (let end = start + 2; end <= last; end += 1) {
          const run = name.slice(start, end);
          const letters = run.map((word) => fold(word)[0]).join("");
          const meanings = this.initials.get(letters) ?? new Map();
          this.initials.set(letters, meanings);
          meanings.set(run.join(" "), (meanings.get(run.join(" ")) ?? 0) + 1);
        }
      }
    }

    /**
     * The words with first letters spelled out, by the names that have them most often.
     * @param {string[]} list
     */
    spelledOut(list) {
      const ranked = list.map((word) => {
        const meanings = this.lexicon.has(word) ? undefined : this.initials.get(fold(word));
        const counts = meanings && Array.from(meanings).sort((a, b) => b[1] - a[1]);
        return counts?.map(([run]) => run.split(" "));
      });
      if (!ranked.some(Boolean)) return [];
      return [0, 1].map((rank) =>
        list.flatMap((word, at) => ranked[at]?.[rank] ?? ranked[at]?.[0] ?? [word])
      );
    }

    /**
     * Two words as one, as `btk qh` is `btkqh`; null where all are known or none fit.
     * @param {string[]} list
     */
    joined(list) {
      const { lexicon } = this;
      const at = list.findIndex((word, place) => {
        const before = list[place - 1];
        if (!place || (lexicon.has(word) && lexicon.has(before))) return false;
        return lexicon.has(before + word);
      });
      if (at < 0) return null;
      return [...list.slice(0, at - 1), list[at - 1] + list[at], ...list.slice(at + 1)];
    }

    /**
     * The words with those that were run together taken apart; null if there are none.
     * @param {string[]} list
     */
    parted(list) {
      const isWhole = (/** @type {string} */ word) =>
        this.lexicon.has(word) || word.length > LONGEST;
      if (list.every(isWhole)) return null;
      const result = list.flatMap((word) =>
        isWhole(word) ? [word] : this.lexicon.split(word) ?? [word]
      );
      return result.length > list.length ? result : null;
    }
  }

  globalThis.Readings = Readings;
}
