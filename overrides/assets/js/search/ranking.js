// Ranks all that can be found for a query; knows nothing of workers or of how hits are shown.
"use strict";

{
  const { fold, spell } = globalThis.spelling;
  const { PLACE, Texts, rarity } = globalThis;
  /** What a word counts for by the place where it stands: name, other name, line, heading, text. */
  const WORTH = [1, 0.95, 0.6, 0.7, 0.4];
  /** What a kind counts for beside the others: a source tells where a fact was read, and is seldom asked for. */
  const KIND = { sources: 0.65, pages: 0.97, events: 0.94, terms: 0.97, needs: 0.9, onboarding: 0.9 };
  /** Whoever asks what something is wants its meaning. */
  const MEANING = 1.3;
  const CANDIDATES = 80;
  /** What a word counts for that stands nowhere, beside one that stands somewhere else. */
  const NOWHERE = 0.2;
  const MOST_CHARACTERS = 200;
  /** How much of a query, by the weight of its words, a thing must have. */
  const LEAST = 0.45;
  /** A hit this good needs no guesses about slips of the finger. */
  const STRONG = 1.5;
  const GUESS = 0.8;
  /** Where a word stands nowhere, a slip is likely. */
  const LIKELY = 0.97;
  /** Hits below this have next to nothing of the query. */
  const LEAST_WORTH = 0.1;
  const MOST_GUESSED = 4;
  /** A guess must be this good, and this much better than what was found without it. */
  const LEAST_GUESSED = 0.45;
  const BETTER = 1.25;
  /** What stands for a name: the name and the rest of the query beside it; a heading that is the query. */
  const JOINT = 0.85;
  const HEAD = 0.75;
  const BESIDE = 0.9;
  const NONE = { cover: 0, near: 0, fit: 0, best: [], worth: 0 };

  /** How well a name fits; best if it is the query. */
  function named({ cover, near, fit, opens }) {
    const whole = cover > 0.65 && fit > 0.999 ? 0.6 * cover * near : 0;
    return cover ** 2 * (0.45 + 0.3 * fit + 0.25 * near + (opens ? 0.35 * near : 0)) + whole;
  }

  class Query {
    constructor(reading, meant, trust, guess) {
      this.reading = reading;
      this.trust = trust;
      this.isGuess = Boolean(guess);
      this.meant = meant;
      /** For each word of the index the words of the query that it can be, with how well it fits. */
      this.byId = new Map();
      meant.forEach((found, at) => {
        for (const [id, value] of found) {
          if (!this.byId.has(id)) this.byId.set(id, []);
          this.byId.get(id).push([at, value]);
        }
      });
    }

    /** The part of the query that is held where each word fits as well as `value` says. */
    share(value) {
      let sum = 0;
      for (let at = 0; at < this.weights.length; at += 1) sum += this.weights[at] * value(at);
      return sum / this.total;
    }
  }

  class Engine {
    constructor(index) {
      this.texts = new Texts(index);
      const count = index.things.length;
      this.worth = new Float32Array(count);
      this.fits = new Float32Array(count);
      this.touched = new Uint32Array(this.texts.thing.length);
      /** For each word of the index its place among those that the query can mean, from 1; 0: it is none. */
      this.slots = new Uint16Array(this.texts.lexicon.spellings.length);
      this.turn = 0;
    }

    /** The hits, best first, `{thing, score, passages, query, ...}`; of one kind, if one is named. */
    search(text, kind) {
      const typed = text.slice(0, MOST_CHARACTERS);
      const isOpen = !/\s$/.test(typed);
      const best = new Map();
      const readings = this.texts.readings.of(typed);
      const take = (list, guess, least) => {
        for (const reading of list)
          for (const hit of this.rank(this.query(reading, isOpen, guess), kind))
            if (hit.score >= least && !(best.get(hit.thing)?.score >= hit.score)) best.set(hit.thing, hit);
        return Math.max(0, ...[...best.values()].map(({ score }) => score));
      };
      let top = take(readings, "", LEAST_WORTH);
      const some = readings.slice(0, MOST_GUESSED);
      // First words that stand nowhere; a word that does stand somewhere only for much better hits.
      if (top < STRONG) top = take(some, "unknown", LEAST_GUESSED);
      if (top < STRONG) take(some, "any", Math.max(LEAST_GUESSED, BETTER * top));
      return [...best.values()].sort((a, b) => b.score - a.score || a.thing - b.thing);
    }

    query(reading, isOpen, guess) {
      const { lexicon } = this.texts;
      const typed = reading.words.map((word) => (word[0] === "@" ? word : spell(word)));
      // Where some words have accents, those without are meant to have none.
      const hasAccents = typed.some((word) => word !== fold(word));
      const last = typed.length - 1;
      const meant = typed.map((word, at) => {
        const isDate = word[0] === "@";
        const found = lexicon.meant(word, isDate || (isOpen && at === last), hasAccents);
        if (guess === "any" || (guess && !found.size))
          for (const [id, value] of lexicon.nearly(word)) if (!found.has(id)) found.set(id, value);
        return found;
      });
      return new Query(reading, meant, { "": 1, unknown: LIKELY, any: GUESS }[guess], guess);
    }

    rank(query, kind) {
      const { things } = this.texts;
      const sums = new Float32Array(things.length),
        covers = new Float32Array(things.length);
      this.turn += 1;
      query.weights = query.meant.map((found) => this.gather(found, sums, covers));
      query.total = query.weights.reduce((sum, one) => sum + one, 0);
      const chosen = [];
      for (let thing = 0; thing < things.length; thing += 1) {
        if (!(covers[thing] >= LEAST * query.total)) continue;
        if (!kind || things[thing][0] === kind) chosen.push(thing);
      }
      chosen.sort((a, b) => sums[b] - sums[a]);
      const matches = [null, ...query.byId.values()];
      [...query.byId.keys()].forEach((id, at) => (this.slots[id] = at + 1));
      const trust = query.reading.trust * query.trust;
      const worths = query.reading.isAsked ? { ...KIND, terms: MEANING } : KIND;
      const hits = chosen.slice(0, CANDIDATES).map((thing) => {
        const { worth, ...passages } = this.measure(thing, query, matches);
        const cover = covers[thing] / query.total;
        // Of two that fit alike, the one that tells more.
        const length =
          this.texts.start[this.texts.units[thing + 1]] - this.texts.start[this.texts.units[thing]];
        const told = 1 + 0.004 * Math.log2(1 + length);
        const score =
          trust *
          told *
          cover ** 2 *
          (worth + (0.35 * sums[thing]) / query.total) *
          (worths[things[thing][0]] ?? 1);
        return { thing, score, query, ...passages };
      });
      for (const id of query.byId.keys()) this.slots[id] = 0;
      return hits;
    }

    /** Add to each thing the best place in which it has a word; return what the word weighs. */
    gather(found, sums, covers) {
      const { first, unitsWith, thing, place } = this.texts;
      const { worth, fits } = this;
      worth.fill(0);
      fits.fill(0);
      for (const [id, value] of found)
        for (let at = first[id]; at < first[id + 1]; at += 1) {
          const unit = unitsWith[at];
          const one = thing[unit];
          this.touched[unit] = this.turn;
          if (value * WORTH[place[unit]] > worth[one]) worth[one] = value * WORTH[place[unit]];
          if (value > fits[one]) fits[one] = value;
        }
      let holding = 0;
      for (let one = 0; one < fits.length; one += 1) holding += fits[one] >= 0.5;
      const weight = rarity(holding, fits.length) * (found.size ? 1 : NOWHERE);
      for (let one = 0; one < fits.length; one += 1) {
        sums[one] += weight * worth[one];
        covers[one] += weight * fits[one];
      }
      return weight;
    }

    /** How well the name, the line and the best passage of a thing fit; its passages that fit, best first. */
    measure(thing, query, matches) {
      const { units, place, passage } = this.texts;
      let name = NONE,
        line = 0,
        part = 0,
        head = 0,
        heading = NONE;
      const parts = [];
      const around = query.weights.map(() => 0);
      for (let unit = units[thing]; unit < units[thing + 1]; unit += 1) {
        if (place[unit] === PLACE.HEADING && passage[unit] !== passage[unit - 1]) heading = NONE;
        if (this.touched[unit] !== this.turn && !(place[unit] === PLACE.TEXT && heading.worth)) continue;
        const one = this.compare(unit, query, matches);
        if (place[unit] <= PLACE.HEADING) one.worth = WORTH[place[unit]] * named(one);
        if (place[unit] === PLACE.HEADING) head = Math.max(head, HEAD * named(one));
        if (place[unit] <= PLACE.ALIAS && one.worth > name.worth) name = one;
        if (place[unit] === PLACE.LINE) line = one.cover ** 2 * (0.4 + 0.6 * one.near);
        if (place[unit] === PLACE.HEADING && one.worth > heading.worth) heading = one;
        if (place[unit] === PLACE.LINE || place[unit] === PLACE.HEADING)
          one.best.forEach((value, at) => (around[at] = Math.max(around[at], value)));
        if (place[unit] !== PLACE.TEXT) continue;
        const value = this.part(one, heading, query);
        part = Math.max(part, value);
        parts.push({ value, at: passage[unit] });
        heading = NONE;
      }
      // A name and the rest of the query beside it: a person and a post, a law and an article.
      const joint = query.share((at) => Math.max(name.best[at] ?? 0, around[at]));
      const whole =
        name.fit > 0.999 && joint > 0.9
          ? JOINT * named({ cover: joint, near: name.bound, fit: 1, opens: name.opens })
          : 0;
      const beside = name.cover > 0.35 ? BESIDE * named({ ...name, cover: joint, fit: 0 }) : 0;
      const worth = Math.max(name.worth, whole, head, beside) + 0.4 * name.fit * joint ** 2;
      parts.sort((a, b) => b.value - a.value);
      return {
        worth: worth + 0.5 * Math.max(part, name.worth) + 0.25 * Math.max(line, name.worth),
        passages: parts.filter(({ value }) => value >= 0.4 * part).map(({ at }) => at),
        isHeading: head > name.worth,
        isNamed: name.cover > 0.9 || joint > 0.95,
      };
    }

    /** How well a passage fits, by its heading and its text together. */
    part(text, heading, query) {
      const cover = query.share((at) => Math.max(text.best[at], heading.best[at] ?? 0));
      const near = Math.max(text.near * text.cover, heading.near * heading.cover);
      const phrase = query.weights.length > 2 && text.near > 0.99 && text.cover > 0.95 ? 0.5 : 0;
      return cover ** 2 * (0.3 + 0.7 * near) + phrase + 1.4 * heading.worth;
    }

    /** How much of the query a unit of text holds, how near together, and how much of the unit that is. */
    compare(unit, { weights, total }, matches) {
      const { stream, start, rarity: rarities, weight } = this.texts;
      const best = weights.map(() => 0),
        near = weights.map(() => 0),
        seen = weights.map(() => -9);
      const [from, to] = [start[unit], start[unit + 1]];
      let inside = 0,
        opens = false;
      for (let at = from; at < to; at += 1) {
        const slot = this.slots[stream[at]];
        if (!slot) continue;
        let top = 0;
        for (const [word, value] of matches[slot]) {
          if (value > best[word]) best[word] = value;
          if (value > top) top = value;
          if (word && seen[word - 1] >= 0)
            near[word] = Math.max(near[word], seen[word - 1] === at - 1 ? value : 0.3 * value);
          if (at === from && word === 0) opens = true;
        }
        for (const [word] of matches[slot]) seen[word] = at;
        if (top >= 0.5) inside += rarities[stream[at]];
      }
      let cover = 0,
        links = 0;
      for (let word = 0; word < weights.length; word += 1) {
        cover += weights[word] * best[word];
        links += near[word];
      }
      return {
        cover: cover / total,
        near: weights.length > 1 ? links / (weights.length - 1) : 1,
        /** The same for a name that is only a part of the query. */
        bound: links / Math.max(1, to - from - 1),
        fit: weight[unit] ? inside / weight[unit] : 0,
        opens,
        best,
      };
    }
  }

  globalThis.Engine = Engine;
}
