// Measures how well the texts of a thing fit a query: its names, its line, its passages.
"use strict";

{
  const { PLACE, Query } = globalThis;
  /** What a word counts for by its place: name, other name, line, heading, text. */
  const PLACE_WORTH = [1, 0.95, 0.6, 0.7, 0.4];
  /** What counts as the name: the name and the rest of the query beside it; a heading. */
  const JOINT = 0.85;
  const HEAD = 0.75;
  const BESIDE = 0.9;
  /** A word that fits less well is not counted as a part of the unit. */
  const LEAST_FIT = 0.5;
  /** @type {Match} */
  const NONE = { cover: 0, near: 0, bound: 0, fit: 0, opens: false, best: [], worth: 0 };

  /**
   * What the units of a thing are found to hold, as they are read one after the other.
   * @typedef {object} Findings
   * @property {Match} name The name that fits best.
   * @property {number} line How well the line fits.
   * @property {number} head How well a heading fits as a name.
   * @property {Match} heading The best heading of the current passage.
   * @property {number[]} around For each word of the query, how well lines and headings hold it.
   * @property {{ value: number, passage: number }[]} passages How well each passage fits.
   */

  /**
   * How well a name fits; best if it is the query.
   * @param {Pick<Match, "cover" | "near" | "fit" | "opens">} match
   */
  function nameWorth({ cover, near, fit, opens }) {
    const whole = cover > 0.65 && fit > 0.999 ? 0.6 * cover * near : 0;
    return cover ** 2 * (0.45 + 0.3 * fit + 0.25 * near + (opens ? 0.35 * near : 0)) + whole;
  }

  class Matcher {
    turn = 0;
    /** @type {[word: number, fit: number][][]} By slot: words of the query, how well they fit. */
    matches = [];

    /** @param {TextIndex} texts */
    constructor(texts) {
      this.texts = texts;
      /** For each unit the last turn in which it held a word of the query. */
      this.touched = new Uint32Array(texts.thing.length);
      /** For each word of the index its place among those that the query can mean; 0: none. */
      this.slots = new Uint16Array(texts.lexicon.spellings.length);
      this.query = new Query({ words: [], trust: 1, way: "typed", isAsked: false }, [], 1, "");
    }

    /** @param {Query} query */
    begin(query) {
      for (const id of this.query.byId.keys()) this.slots[id] = 0;
      this.turn += 1;
      this.query = query;
      this.matches = [[], ...query.byId.values()];
      Array.from(query.byId.keys()).forEach((id, at) => (this.slots[id] = at + 1));
    }

    /**
     * @param {number} thing
     * @returns {Measure}
     */
    measure(thing) {
      const { units } = this.texts;
      const around = this.query.weights.map(() => 0);
      /** @type {Findings} */
      const findings = { name: NONE, line: 0, head: 0, heading: NONE, around, passages: [] };
      for (let unit = units[thing]; unit < units[thing + 1]; unit += 1) this.read(unit, findings);
      return this.judge(findings);
    }

    /**
     * @param {number} unit
     * @param {Findings} findings
     */
    read(unit, findings) {
      const { place, passage } = this.texts;
      const kind = place[unit];
      const isText = kind === PLACE.TEXT;
      if (kind === PLACE.HEADING && passage[unit] !== passage[unit - 1]) findings.heading = NONE;
      if (this.touched[unit] !== this.turn && !(isText && findings.heading.worth)) return;
      const match = this.compare(unit);
      if (isText) {
        const value = this.passageWorth(match, findings.heading);
        findings.passages.push({ value, passage: passage[unit] });
        findings.heading = NONE;
        return;
      }
      match.worth = PLACE_WORTH[kind] * nameWorth(match);
      if (kind <= PLACE.ALIAS) {
        if (match.worth > findings.name.worth) findings.name = match;
        return;
      }
      match.best.forEach((fit, word) => {
        findings.around[word] = Math.max(findings.around[word], fit);
      });
      if (kind === PLACE.LINE) {
        findings.line = match.cover ** 2 * (0.4 + 0.6 * match.near);
        return;
      }
      findings.head = Math.max(findings.head, HEAD * nameWorth(match));
      if (match.worth > findings.heading.worth) findings.heading = match;
    }

    /**
     * @param {Findings} findings
     * @returns {Measure}
     */
    judge({ name, line, head, around, passages }) {
      // A name and the rest of the query beside it: a person and a post, a law and an article.
      const joint = this.query.share((word) => Math.max(name.best[word] ?? 0, around[word]));
      const whole = { cover: joint, near: name.bound, fit: 1, opens: name.opens };
      const isWhole = name.fit > 0.999 && joint > 0.9;
      const isBeside = name.cover > 0.35;
      const worth = Math.max(
        name.worth,
        isWhole ? JOINT * nameWorth(whole) : 0,
        head,
        isBeside ? BESIDE * nameWorth({ ...name, cover: joint, fit: 0 }) : 0,
      ) + 0.4 * name.fit * joint ** 2;
      const best = Math.max(0, ...passages.map(({ value }) => value));
      passages.sort((a, b) => b.value - a.value);
      return {
        worth: worth + 0.5 * Math.max(best, name.worth) + 0.25 * Math.max(line, name.worth),
        passages: passages.filter(({ value }) => value >= 0.4 * best).map(({ passage }) => passage),
        isHeading: head > name.worth,
        isNamed: name.cover > 0.9 || joint > 0.95,
      };
    }

    /**
     * How well a passage fits, by its heading and its text together.
     * @param {Match} text
     * @param {Match} heading
     */
    passageWorth(text, heading) {
      const cover = this.query.share((word) => Math.max(text.best[word], heading.best[word] ?? 0));
      const near = Math.max(text.near * text.cover, heading.near * heading.cover);
      const isPhrase = this.query.weights.length > 2 && text.near > 0.99 && text.cover > 0.95;
      return cover ** 2 * (0.3 + 0.7 * near) + (isPhrase ? 0.5 : 0) + 1.4 * heading.worth;
    }

    /**
     * @param {number} unit
     * @returns {Match}
     */
    compare(unit) {
      const { weights, total } = this.query;
      const { stream, start, rarity: rarities, weight } = this.texts;
      const best = weights.map(() => 0);
      const near = weights.map(() => 0);
      const seen = weights.map(() => -9);
      const [from, to] = [start[unit], start[unit + 1]];
      let inside = 0;
      let opens = false;
      for (let at = from; at < to; at += 1) {
        const slot = this.slots[stream[at]];
        if (!slot) continue;
        let top = 0;
        for (const [word, fit] of this.matches[slot]) {
          if (fit > best[word]) best[word] = fit;
          if (fit > top) top = fit;
          const before = word ? seen[word - 1] : -1;
          if (before >= 0) near[word] = Math.max(near[word], before === at - 1 ? fit : 0.3 * fit);
          if (at === from && word === 0) opens = true;
        }
        for (const [word] of this.matches[slot]) seen[word] = at;
        if (top >= LEAST_FIT) inside += rarities[stream[at]];
      }
      let cover = 0;
      let links = 0;
      for (let word = 0; word < weights.length; word += 1) {
        cover += weights[word] * best[word];
        links += near[word];
      }
      return {
        cover: cover / total,
        near: weights.length > 1 ? links / (weights.length - 1) : 1,
        bound: links / Math.max(1, to - from - 1),
        fit: weight[unit] ? inside / weight[unit] : 0,
        opens,
        best,
        worth: 0,
      };
    }
  }

  globalThis.Matcher = Matcher;
  globalThis.PLACE_WORTH = PLACE_WORTH;
}
