// All words of the site in one stream: which word is where, in what unit of text of which thing.
"use strict";

{
  const { WORD } = globalThis.spelling;
  const { anyYear, dateBefore, nameMonths } = globalThis.searchDates;
  const { Lexicon, Readings } = globalThis;
  /** @type {typeof globalThis.PLACE} */
  const PLACE = { NAME: 0, ALIAS: 1, LINE: 2, HEADING: 3, TEXT: 4 };

  /**
   * @param {number} count
   * @param {number} total
   */
  function rarity(count, total) {
    return Math.log(1 + total / (1 + count)) + 0.3;
  }

  class TextIndex {
    lexicon = new Lexicon();
    /** @type {number[]} */
    thing = [];
    /** @type {number[]} */
    place = [];
    /** @type {number[]} */
    passage = [];
    /** @type {number[]} */
    start = [];
    /** @type {number[]} */
    units = [];
    /** @type {number[]} The stream while it grows. */
    ids = [];

    /** @param {SearchIndex} index */
    constructor({ short, asking, months, things }) {
      nameMonths(months);
      this.things = things;
      this.readings = new Readings(this.lexicon, short, asking);
      things.forEach((thing, number) => this.read(thing, number));
      this.units.push(this.start.length);
      this.start.push(this.ids.length);
      this.stream = Int32Array.from(this.ids);
      this.ids = [];
      this.lexicon.close();
      const total = this.lexicon.spellings.length;
      this.first = this.countWords(total);
      this.unitsWith = this.post(total);
      this.rarity = Float32Array.from(
        { length: total },
        (_, id) => rarity(this.first[id + 1] - this.first[id], things.length),
      );
      this.weight = this.weigh();
    }

    /**
     * Take in the texts of a thing.
     * @param {SearchThing} thing
     * @param {number} number
     */
    read([, , name, line, names, passages], number) {
      this.units.push(this.start.length);
      for (const title of [name, ...names]) this.readName(title, number, title === name);
      this.add(number, PLACE.LINE, line, -1);
      for (let at = 0; at < passages.length; at += 3) {
        for (const heading of passages[at + 1].split("\n")) {
          if (heading !== name) this.add(number, PLACE.HEADING, heading, at);
        }
        this.add(number, PLACE.TEXT, passages[at + 2], at);
      }
    }

    /**
     * @param {string} title
     * @param {number} thing
     * @param {boolean} isName Whether it is not one of the other names.
     */
    readName(title, thing, isName) {
      this.add(thing, isName ? PLACE.NAME : PLACE.ALIAS, title, -1);
      const words = this.ids.slice(this.start.at(-1)).map((id) => this.lexicon.shown[id]);
      this.readings.learn(words);
      const brief = this.readings.brief(words);
      if (brief) this.add(thing, PLACE.ALIAS, brief.join(" "), -1);
      // What is named by its day is so without the year, too.
      if (words.length === 1 && /^@.{10}$/.test(words[0])) {
        this.begin(thing, PLACE.ALIAS, -1);
        this.ids.push(this.lexicon.add(anyYear(words[0])));
      }
    }

    /**
     * Begin a unit of text.
     * @param {number} thing
     * @param {number} place
     * @param {number} passage
     */
    begin(thing, place, passage) {
      this.thing.push(thing);
      this.place.push(place);
      this.passage.push(passage);
      this.start.push(this.ids.length);
    }

    /**
     * Add a unit of text; a date in it is also one word.
     * @param {number} thing
     * @param {number} place
     * @param {string} text
     * @param {number} passage
     */
    add(thing, place, text, passage) {
      this.begin(thing, place, passage);
      /** @type {string[]} */
      const folded = [];
      const put = (/** @type {string} */ word) => {
        const id = this.lexicon.add(word);
        this.ids.push(id);
        folded.push(this.lexicon.folds[id]);
      };
      for (const [word] of text.matchAll(WORD)) {
        put(word);
        const date = word.length === 4 ? dateBefore(folded, folded.length - 1) : null;
        if (!date) continue;
        // A name that is a date is nothing but that; elsewhere its numbers can be looked for, too.
        if (place <= PLACE.ALIAS) {
          this.ids.length -= folded.length - date.start;
          folded.length = date.start;
        }
        put(date.word);
      }
    }

    /**
     * For each word, how many words of the stream come before it when they are sorted.
     * @param {number} total
     */
    countWords(total) {
      const first = new Int32Array(total + 1);
      for (const id of this.stream) first[id + 1] += 1;
      for (let id = 0; id < total; id += 1) first[id + 1] += first[id];
      return first;
    }

    /**
     * For each word, the units that hold it, one after the other.
     * @param {number} total
     */
    post(total) {
      const next = this.first.slice(0, total);
      const unitsWith = new Int32Array(this.stream.length);
      for (let unit = 0; unit < this.thing.length; unit += 1) {
        for (let at = this.start[unit]; at < this.start[unit + 1]; at += 1) {
          unitsWith[next[this.stream[at]]++] = unit;
        }
      }
      return unitsWith;
    }

    /** What the words of each unit are worth together. */
    weigh() {
      const weight = new Float32Array(this.thing.length);
      for (let unit = 0; unit < this.thing.length; unit += 1) {
        for (let at = this.start[unit]; at < this.start[unit + 1]; at += 1) {
          weight[unit] += this.rarity[this.stream[at]];
        }
      }
      return weight;
    }
  }

  globalThis.PLACE = PLACE;
  globalThis.TextIndex = TextIndex;
  globalThis.rarity = rarity;
}
