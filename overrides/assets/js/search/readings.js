// What a query can mean: its words as typed, as the keyboard meant them, with a date, with abbreviations.
"use strict";

{
  const { fold, words } = globalThis.spelling;
  const { telex, vni } = globalThis.typing;
  /** How much a reading is trusted beside the words as they were typed. */
  /** An abbreviation in the place of words that were typed in full adds hits, and tops none. */
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

  /** The day or month that ends with the year at a place among folded words; null if none does. */
  function dateBefore(found, at) {
    const year = found[at];
    if (!/^(?:19|20)\d\d$/.test(year)) return null;
    const monthAt = at - (found[at - 1] === "nam" ? 2 : 1);
    const isNamed = found[monthAt - 1] === "thang";
    const dayAt = monthAt - (isNamed ? 2 : 1);
    const [month, day] = [Number(found[monthAt]), Number(found[dayAt])];
    if (!(month >= 1 && month <= 12)) return null;
    const word = `@${year}-${String(month).padStart(2, "0")}`;
    if (day >= 1 && day <= 31)
      return {
        start: dayAt - (found[dayAt - 1] === "ngay"),
        word: `${word}-${String(day).padStart(2, "0")}`,
      };
    return isNamed ? { start: monthAt - 1, word } : null;
  }

  /** The same words with their dates as one word each; null if there are none. */
  function dated(list) {
    const found = list.map(fold);
    const whole = [found, ["thang", ...found], [...found].reverse(), ["thang", ...[...found].reverse()]].find(
      (one) => dateBefore(one, one.length - 1)?.start === 0,
    );
    if (whole) return [dateBefore(whole, whole.length - 1).word];
    const out = [];
    list.forEach((word, at) => {
      out.push(word);
      const date = dateBefore(found, at);
      if (date) out.splice(out.length - 1 - at + date.start, Infinity, date.word);
    });
    return out.some((word) => word[0] === "@") ? out : null;
  }

  /** The same words with days that lack a year, `ngày 11/3` or `11 tháng 3`, as one word each; null if none. */
  function ofAnyYear(list) {
    const found = list.map(fold);
    const out = [];
    let changed = false;
    for (let at = 0; at < list.length; at += 1) {
      const isNamed = found[at + 1] === "thang";
      const [day, month] = [Number(found[at]), Number(found[at + (isNamed ? 2 : 1)])];
      const isDay = isNamed || found[at - 1] === "ngay" || list.length === 2;
      if (!(isDay && day >= 1 && day <= 31 && month >= 1 && month <= 12)) {
        out.push(list[at]);
        continue;
      }
      if (found[at - 1] === "ngay") out.pop();
      out.push(anyYear(`@0000-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`));
      at += isNamed ? 2 : 1;
      changed = true;
    }
    return changed ? out : null;
  }

  /** The word for the same day in any year. */
  function anyYear(date) {
    return `@${date.slice(6)}`;
  }

  /** The day that a query is, in figures, with a year of two or four; null if it is none. */
  function whole(text) {
    const parts = text.trim().match(/^(\d{1,2})[/.-](\d{1,2})[/.-](\d\d|\d{4})$/);
    if (!parts) return null;
    const [, day, month, year] = parts;
    return dated([day, month, year.length === 2 ? `20${year}` : year])?.[0] ?? null;
  }

  /** The same words with each run that is `from` replaced by `to`; null if there is none. */
  function replaced(list, pairs) {
    const found = list.map(fold);
    const out = [];
    let changed = false;
    for (let at = 0; at < list.length; ) {
      const pair = pairs.find(([from]) => from.every((word, step) => found[at + step] === word));
      out.push(...(pair ? pair[1] : [list[at]]));
      at += pair ? pair[0].length : 1;
      changed ||= Boolean(pair);
    }
    return changed ? out : null;
  }

  /** The same words without the word for the year between two numbers: `71 năm 2022` is 71/2022. */
  function withoutYear(list) {
    const isNumber = (word) => /^[0-9]+$/.test(word ?? "");
    const out = list.filter(
      (word, at) => fold(word) !== "nam" || !isNumber(list[at - 1]) || !isNumber(list[at + 1]),
    );
    return out.length < list.length ? out : null;
  }

  /** Small numbers in Roman figures: `khóa 15` is `khóa XV`. */
  const ROMAN = Array.from({ length: 39 }, (_, at) => {
    const ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    return [String(at + 1), "x".repeat((at + 1) / 10) + ones[(at + 1) % 10]];
  });

  class Readings {
    constructor(lexicon, short, asking) {
      this.lexicon = lexicon;
      this.roman = ROMAN.map(([figures, letters]) => [[figures], [letters]]);
      [this.asking, this.meaning] = asking.map((phrases) =>
        phrases.map((phrase) => [words(phrase).map(fold), []]),
      );
      /** What first letters stand for in names: `vp` for `văn phòng`, with how often. */
      this.initials = new Map();
      const pairs = short.map(([one, other]) => [words(one), words(other)]);
      const bare = (list) => list.map(fold);
      this.long = pairs.map(([one, other]) => [bare(one), other]);
      this.short = pairs.map(([one, other]) => [bare(other), one]).sort((a, b) => b[0].length - a[0].length);
    }

    /** Every reading of a query, the plain one first: its words, and how much it is trusted. */
    of(query) {
      const text = query.normalize("NFC").toLowerCase();
      const plain = words(text).slice(0, MOST_WORDS);
      const found = new Map();
      const add = (list, trust, way, isAsked = false) => {
        if (list?.length && !found.has(list.join(" ")))
          found.set(list.join(" "), { words: list, trust, way, isAsked });
      };
      const date = whole(text);
      // A query that is a day on which something is dated asks for that day alone.
      if (date && this.lexicon.ids.has(date)) return [{ words: [date], trust: 1, way: "typed" }];
      add(plain, TRUST.typed, "typed");
      for (const method of [telex, vni]) add(this.keyed(text, method), TRUST.keyed, "keyed");
      add(this.joined(plain), TRUST.split, "split");
      for (const one of [...found.values()])
        for (const list of this.spelledOut(one.words)) add(list, one.trust * TRUST.initials, "long");
      for (const one of [...found.values()]) add(this.parted(one.words), one.trust * TRUST.split, "split");
      for (const one of [...found.values()]) {
        add(replaced(one.words, this.meaning), one.trust * TRUST.asked, one.way, true);
        add(replaced(one.words, this.asking), one.trust * TRUST.asked, one.way);
        add(withoutYear(one.words), one.trust, one.way);
      }
      for (const one of [...found.values()]) {
        const date = dated(one.words) ?? ofAnyYear(one.words);
        add(date, one.trust * TRUST.dated, one.way);
        if (!date) add(replaced(one.words, this.roman), one.trust * TRUST.roman, one.way);
        add(replaced(one.words, this.long), one.trust * TRUST.long, "long");
        add(replaced(one.words, this.short), one.trust * TRUST.short, one.way);
      }
      return [...found.values()].slice(0, MOST_READINGS);
    }

    /** A name with what has an abbreviation abbreviated; null if nothing has one. */
    brief(list) {
      return replaced(list, this.short);
    }

    /** The words that a keyboard in the wrong mode meant, where they are words of the index. */
    keyed(text, method) {
      const chunks = text.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
      let changed = false;
      const list = chunks.flatMap((chunk, at) => {
        const meant = /^[a-z0-9]{2,12}$/.test(chunk) ? method(chunk) : null;
        if (!meant || !this.knows(meant, at === chunks.length - 1)) return words(chunk);
        changed = true;
        return [meant];
      });
      return changed ? list : null;
    }

    knows(spelling, isLast) {
      if (this.lexicon.ids.has(spelling)) return true;
      return isLast && [...this.lexicon.meant(spelling, true).values()].some((value) => value >= 0.7);
    }

    /** Take down what the first letters of the words of a name can stand for. */
    learn(name) {
      for (let start = 0; start < name.length; start += 1)
        for (let end = start + 2; end <= Math.min(name.length, start + MOST_INITIALS); end += 1) {
          const run = name.slice(start, end);
          const key = run.map((word) => fold(word)[0]).join("");
          if (!this.initials.has(key)) this.initials.set(key, new Map());
          const meanings = this.initials.get(key);
          meanings.set(run.join(" "), (meanings.get(run.join(" ")) ?? 0) + 1);
        }
    }

    /** The same words with first letters spelled out, by the names in which they stand most often. */
    spelledOut(list) {
      const meant = list.map((word) => (this.lexicon.has(word) ? null : this.initials.get(fold(word))));
      if (!meant.some(Boolean)) return [];
      const ranked = meant.map(
        (found) => found && [...found].sort((a, b) => b[1] - a[1]).map(([run]) => run.split(" ")),
      );
      return [0, 1].map((rank) =>
        list.flatMap((word, at) => ranked[at]?.[rank] ?? ranked[at]?.[0] ?? [word]),
      );
    }

    /** Two words that are one, as `btk qh` is `btkqh`; null where all are known or none fit. */
    joined(list) {
      const at = list.findIndex(
        (word, place) =>
          place &&
          !(this.lexicon.has(word) && this.lexicon.has(list[place - 1])) &&
          this.lexicon.has(list[place - 1] + word),
      );
      return at < 0 ? null : [...list.slice(0, at - 1), list[at - 1] + list[at], ...list.slice(at + 1)];
    }

    /** Words run together, taken apart. */
    parted(list) {
      if (list.every((word) => this.lexicon.has(word) || word.length > 40)) return null;
      const out = list.flatMap((word) =>
        this.lexicon.has(word) || word.length > 40 ? [word] : this.lexicon.split(word) || [word],
      );
      return out.length > list.length ? out : null;
    }
  }

  globalThis.Readings = Readings;
  globalThis.anyYear = anyYear;
  globalThis.dateBefore = dateBefore;
}
