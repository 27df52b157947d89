// Ranks all that can be found for a query.
"use strict";

{
  const { fold, spell } = globalThis.spelling;
  const { Matcher, PLACE_WORTH, Query, TextIndex, rarity } = globalThis;
  /**
   * What a kind counts for beside the others: a source says where a fact was read, and is seldom
   * looked for.
   * @type {Record<string, number>}
   */
  const KIND_WORTH = {
    sources: 0.65,
    pages: 0.97,
    events: 0.94,
    terms: 0.97,
    needs: 0.9,
    onboarding: 0.9,
  };
  /** The same for terms where the query asks for a meaning. */
  const MEANING_WORTH = 1.3;
  const MOST_CANDIDATES = 80;
  const MOST_CHARACTERS = 200;
  /** What a word counts for that is nowhere, beside one that is somewhere else. */
  const NOWHERE = 0.2;
  /** The part of a query, by the weight of its words, that a thing must have. */
  const LEAST_COVER = 0.45;
  /** A hit this good needs no guesses about mistyped words. */
  const STRONG = 1.5;
  /** Hits below this have next to nothing of the query. */
  const LEAST_SCORE = 0.1;
  /** How many readings are tried with guesses. */
  const MOST_GUESSED = 4;
  /** A guess must be this good, and this much better than what was found without it. */
  const LEAST_GUESSED = 0.45;
  const BETTER = 1.25;
  /**
   * How much a query is trusted by its guesses: none, for words that are nowhere, for any word.
   * @type {Record<string, number>}
   */
  const GUESS_TRUST = { "": 1, unknown: 0.97, any: 0.8 };

  class Engine {
    /** @param {SearchIndex} index */
    constructor(index) {
      this.texts = new TextIndex(index);
      this.matcher = new Matcher(this.texts);
      const count = index.things.length;
      /** For each thing how well it has the current word: by place, and by itself. */
      this.worths = new Float32Array(count);
      this.fits = new Float32Array(count);
      /** Whether the last search left out hits because there are too many. */
      this.isCut = false;
    }

    /**
     * The hits, best first.
     * @param {string} text
     * @param {string} [kind] Of this kind alone.
     */
    search(text, kind) {
      const typed = text.slice(0, MOST_CHARACTERS);
      const isOpen = !/\s$/.test(typed);
      const readings = this.texts.readings.of(typed);
      const likeliest = readings.slice(0, MOST_GUESSED);
      /** @type {Map<number, Hit>} */
      const best = new Map();
      this.isCut = false;
      const plain = readings.map((reading) => this.query(reading, isOpen, ""));
      let top = this.collect(best, plain, LEAST_SCORE, kind);
      // First words that are nowhere; a word that is somewhere only for much better hits.
      for (const guess of ["unknown", "any"]) {
        if (top >= STRONG) break;
        const guesses = likeliest.map((reading) => this.query(reading, isOpen, guess));
        const least = guess === "any" ? BETTER * top : 0;
        top = this.collect(best, guesses, Math.max(LEAST_GUESSED, least), kind);
      }
      return Array.from(best.values()).sort((a, b) => b.score - a.score || a.thing - b.thing);
    }

    /**
     * Add the hits for some queries to the best of each thing; return the highest score.
     * @param {Map<number, Hit>} best
     * @param {Query[]} queries
     * @param {number} least
     * @param {string} [kind]
     */
    collect(best, queries, least, kind) {
      for (const hit of queries.flatMap((query) => this.rank(query, kind))) {
        const known = best.get(hit.thing);
        const isBetter = !known || known.score < hit.score;
        if (hit.score >= least && isBetter) best.set(hit.thing, hit);
      }
      return Math.max(0, ...Array.from(best.values(), ({ score }) => score));
    }

    /**
     * @param {Reading} reading
     * @param {boolean} isOpen Whether more letters of the last word may follow.
     * @param {string} guess For which words slips are considered: none, `unknown`, `any`.
     */
    query(reading, isOpen, guess) {
      const { lexicon } = this.texts;
      const typed = reading.words.map((word) => (word[0] === "@" ? word : spell(word)));
      // Where some words have accents, those without are meant to have none.
      const hasAccents = typed.some((word) => word !== fold(word));
      const meant = typed.map((word, at) => {
        const isDate = word[0] === "@";
        const isBegun = isDate || (isOpen && at === typed.length - 1);
        const fits = lexicon.meant(word, isBegun, hasAccents);
        if (guess === "any" || (guess && !fits.size)) {
          for (const [id, fit] of lexicon.nearly(word)) if (!fits.has(id)) fits.set(id, fit);
        }
        return fits;
      });
      return new Query(reading, meant, GUESS_TRUST[guess], guess);
    }

    /**
     * The hits for a query, in no order.
     * @param {Query} query
     * @param {string} [kind]
     */
    rank(query, kind) {
      const { things } = this.texts;
      const sums = new Float32Array(things.length);
      const covers = new Float32Array(things.length);
      this.matcher.begin(query);
      query.weights = query.meant.map((fits) => this.gather(fits, sums, covers));
      query.total = query.weights.reduce((sum, weight) => sum + weight, 0);
      const candidates = [];
      for (let thing = 0; thing < things.length; thing += 1) {
        const isHeld = covers[thing] >= LEAST_COVER * query.total;
        if (isHeld && (!kind || things[thing][0] === kind)) candidates.push(thing);
      }
      this.isCut ||= candidates.length > MOST_CANDIDATES;
      candidates.sort((a, b) => sums[b] - sums[a]);
      return candidates.slice(0, MOST_CANDIDATES).map((thing) =>
        this.hit(thing, query, sums[thing], covers[thing] / query.total)
      );
    }

    /**
     * Add to each thing the best place in which it has a word; return what the word weighs.
     * @param {WordFits} meant
     * @param {Float32Array} sums
     * @param {Float32Array} covers
     */
    gather(meant, sums, covers) {
      const { first, unitsWith, thing: thingOf, place } = this.texts;
      const { worths, fits } = this;
      const { touched, turn } = this.matcher;
      worths.fill(0);
      fits.fill(0);
      for (const [id, fit] of meant) {
        for (let at = first[id]; at < first[id + 1]; at += 1) {
          const unit = unitsWith[at];
          const thing = thingOf[unit];
          const worth = fit * PLACE_WORTH[place[unit]];
          touched[unit] = turn;
          if (worth > worths[thing]) worths[thing] = worth;
          if (fit > fits[thing]) fits[thing] = fit;
        }
      }
      let holding = 0;
      for (const fit of fits) if (fit >= 0.5) holding += 1;
      const weight = rarity(holding, fits.length) * (meant.size ? 1 : NOWHERE);
      for (let thing = 0; thing < fits.length; thing += 1) {
        sums[thing] += weight * worths[thing];
        covers[thing] += weight * fits[thing];
      }
      return weight;
    }

    /**
     * @param {number} thing
     * @param {Query} query
     * @param {number} placed The weight of its words, each by its best place.
     * @param {number} cover The part of the query that it has.
     * @returns {Hit}
     */
    hit(thing, query, placed, cover) {
      const { start, units, things } = this.texts;
      const { worth, ...measure } = this.matcher.measure(thing);
      const [kind] = things[thing];
      const isMeaning = query.reading.isAsked && kind === "terms";
      const kindWorth = isMeaning ? MEANING_WORTH : KIND_WORTH[kind] ?? 1;
      // Of two that fit alike, the one that says more.
      const length = start[units[thing + 1]] - start[units[thing]];
      const lengthWorth = 1 + 0.004 * Math.log2(1 + length);
      const trust = query.reading.trust * query.trust;
      const score = trust * lengthWorth * cover ** 2 * (worth + (0.35 * placed) / query.total) *
        kindWorth;
      return { thing, score, query, ...measure };
    }
  }

  globalThis.Engine = Engine;
}
