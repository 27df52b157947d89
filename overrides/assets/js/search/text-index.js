// All words of the site in one stream: which stands where, in what of which thing; judges nothing.
"use strict";

{
  const { WORD } = globalThis.spelling;
  const { Lexicon, Readings, anyYear, dateBefore } = globalThis;
  /** Where words can stand. */
  const PLACE = { NAME: 0, ALIAS: 1, LINE: 2, HEADING: 3, TEXT: 4 };

  class Texts {
    constructor({ short, asking, things }) {
      this.things = things;
      this.lexicon = new Lexicon();
      this.readings = new Readings(this.lexicon, short, asking);
      /** The units of text, by number: whose they are, what they are, and where they begin. */
      this.thing = [];
      this.place = [];
      this.passage = [];
      this.start = [];
      /** The first unit of each thing. */
      this.units = [];
      this.stream = [];
      things.forEach((thing, number) => this.read(thing, number));
      this.units.push(this.start.length);
      this.start.push(this.stream.length);
      this.stream = Int32Array.from(this.stream);
      this.lexicon.close();
      this.post();
    }

    read([, , name, line, names, passages], number) {
      this.units.push(this.start.length);
      for (const one of [name, ...names]) {
        const place = one === name ? PLACE.NAME : PLACE.ALIAS;
        this.add(number, place, one, -1);
        const own = this.stream.slice(this.start.at(-1)).map((id) => this.lexicon.shown[id]);
        this.readings.learn(own);
        const brief = this.readings.brief(own);
        if (brief) this.add(number, PLACE.ALIAS, brief.join(" "), -1);
        // What is named by its day is so without the year, too.
        if (own.length === 1 && /^@.{10}$/.test(own[0]))
          this.begin(number, PLACE.ALIAS, -1, [anyYear(own[0])]);
      }
      this.add(number, PLACE.LINE, line, -1);
      for (let at = 0; at < passages.length; at += 3) {
        for (const heading of passages[at + 1].split("\n"))
          if (heading !== name) this.add(number, PLACE.HEADING, heading, at);
        this.add(number, PLACE.TEXT, passages[at + 2], at);
      }
    }

    begin(thing, place, passage, words = []) {
      this.thing.push(thing);
      this.place.push(place);
      this.passage.push(passage);
      this.start.push(this.stream.length);
      for (const word of words) this.stream.push(this.lexicon.add(word));
    }

    /** Take the words of a unit down; a date stands there as one word, too. */
    add(thing, place, text, passage) {
      this.begin(thing, place, passage);
      const folds = [];
      const put = (word) => {
        const id = this.lexicon.add(word);
        this.stream.push(id);
        folds.push(this.lexicon.folds[id]);
      };
      for (const [word] of text.matchAll(WORD)) {
        put(word);
        const date = word.length === 4 && dateBefore(folds, folds.length - 1);
        if (!date) continue;
        // A name that is a date is nothing but that; elsewhere its numbers can be looked for, too.
        if (place <= PLACE.ALIAS) {
          this.stream.length -= folds.length - date.start;
          folds.length = date.start;
        }
        put(date.word);
      }
    }

    /** For each word the places in the stream at which it stands, and how rare it is. */
    post() {
      const total = this.lexicon.spellings.length;
      this.first = new Int32Array(total + 1);
      for (const id of this.stream) this.first[id + 1] += 1;
      for (let id = 0; id < total; id += 1) this.first[id + 1] += this.first[id];
      const next = this.first.slice(0, total);
      this.unitsWith = new Int32Array(this.stream.length);
      for (let unit = 0; unit < this.start.length - 1; unit += 1)
        for (let at = this.start[unit]; at < this.start[unit + 1]; at += 1)
          this.unitsWith[next[this.stream[at]]++] = unit;
      this.rarity = Float32Array.from({ length: total }, (_, id) =>
        rarity(this.first[id + 1] - this.first[id], this.things.length),
      );
      /** What the words of each unit are worth together. */
      this.weight = new Float32Array(this.thing.length);
      for (let unit = 0; unit < this.thing.length; unit += 1)
        for (let at = this.start[unit]; at < this.start[unit + 1]; at += 1)
          this.weight[unit] += this.rarity[this.stream[at]];
    }
  }

  /** What a word that `count` of `total` have is worth. */
  function rarity(count, total) {
    return Math.log(1 + total / (1 + count)) + 0.3;
  }

  Object.assign(globalThis, { PLACE, Texts, rarity });
}
