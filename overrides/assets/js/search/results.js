// Turns hits into what the theme's result list shows: one item a page, the words that matched marked.
"use strict";

{
  const { WORD, fold } = globalThis.spelling;
  const { dateBefore } = globalThis;
  const MOST_PAGES = 50;
  const MOST_PASSAGES = 6;
  /** Weaker hits than this part of the best one are left out. */
  const WORTHWHILE = 0.15;
  /** How much of a passage is shown, in characters. */
  const EXTRACT = 170;
  const NEAREST = 5;
  /** Things that share a page stand under the best of them if they are this part as good. */
  const BESIDE = 0.6;

  const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  function escape(text) {
    return text.replace(/[&<>"']/g, (sign) => SIGNS[sign]);
  }

  /** The words of a text of the index that are among some word numbers, as `[start, end, number]`; a date is one. */
  function found(text, ids, lexicon) {
    const spans = [],
      places = [],
      folds = [];
    for (const { 0: word, index } of text.matchAll(WORD)) {
      const id = lexicon.bySurface.get(word);
      const end = index + word.length;
      places.push(index);
      folds.push(lexicon.folds[id]);
      if (ids.has(id)) spans.push([index, end, id]);
      const date = word.length === 4 && dateBefore(folds, folds.length - 1);
      const whole = date && lexicon.ids.get(date.word);
      if (!ids.has(whole)) continue;
      // What was found of the date is part of it.
      while (spans.length && spans.at(-1)[0] >= places[date.start]) spans.pop();
      spans.push([places[date.start], end, whole]);
    }
    return spans;
  }

  function marked(text, spans) {
    let html = "",
      done = 0;
    for (const [start, end] of spans) {
      html += `${escape(text.slice(done, start))}<mark>${escape(text.slice(start, end))}</mark>`;
      done = end;
    }
    return html + escape(text.slice(done));
  }

  class Hits {
    constructor(engine, kinds) {
      this.engine = engine;
      this.texts = engine.texts;
      this.kinds = kinds;
    }

    /** The answer to a query, in the form of the theme's protocol, with what its result list does not know. */
    answer(text, kind) {
      const all = this.engine.search(text);
      const least = WORTHWHILE * (all[0]?.score ?? 0);
      const kinds = new Set(
        all.filter(({ score }) => score >= least).map(({ thing }) => this.texts.things[thing][0]),
      );
      const hits = kind ? this.engine.search(text, kind) : all;
      const pages = new Map();
      for (const hit of hits) {
        if (hit.score < least) break;
        const page = this.texts.things[hit.thing][1].split("#")[0];
        if (!pages.has(page)) pages.set(page, []);
        pages.get(page).push(hit);
      }
      return {
        items: [...pages.values()].slice(0, MOST_PAGES).map((list) => this.item(list)),
        isCut: pages.size > MOST_PAGES,
        kinds: Object.entries(this.kinds).filter(([name]) => kinds.has(name)),
        understood: all.length ? this.understood(all[0], text) : "",
        nearest: all.length || !text.trim() ? [] : this.nearest(text),
      };
    }

    /** A page: itself and its passages; or, where things share a page, the best of them and the others. */
    item(list) {
      const [best, ...others] = list;
      // The theme takes the last one for the head of the item where none is a page as a whole.
      if (this.texts.things[best.thing][1].includes("#"))
        return [...others.filter(({ score }) => score > BESIDE * best.score), best].map((hit) =>
          this.head(hit),
        );
      const ids = this.marks(best);
      const { things } = this.texts;
      const passages = things[best.thing][5];
      // A name that holds the whole query needs no passage to prove it; where one does, it is shown.
      const isTold = best.isNamed && !best.isHeading;
      const first = best.passages[0];
      const line = things[best.thing][3].replace(/ …$/, "");
      // Nor one that the line has said already.
      const isSaid = first !== undefined && passages[first + 2].startsWith(line);
      const whole = !isTold && !isSaid && first !== undefined && !passages[first] ? first : -1;
      const parts = best.passages
        .filter((at) => passages[at])
        .slice(0, MOST_PASSAGES)
        .map((at, rank) => ({
          location: `${things[best.thing][1]}#${passages[at]}`,
          title: this.mark(passages[at + 1].split("\n")[0], ids),
          text: `<p>${this.extract(passages[at + 2], best)}</p>`,
          // The theme shows what scores as the page does, and folds the rest under it.
          score: rank || isTold || whole >= 0 ? 0 : best.score + (best.isHeading ? 0.01 : 0),
          terms: this.terms(best),
        }));
      return [this.head(best, whole >= 0 && passages[whole + 2]), ...parts];
    }

    /** The words of the index to mark: of those that a word of the query can mean, the likeliest. */
    marks({ query }) {
      query.marks ??= new Set(
        query.meant.flatMap((found) => {
          const best = Math.max(...found.values());
          return [...found].filter(([, value]) => value > best - 0.05).map(([id]) => id);
        }),
      );
      return query.marks;
    }

    /** What stands above an item: kind, name, the line that tells it apart, the passage. */
    head(hit, passage) {
      const ids = this.marks(hit);
      const [kind, location, name, line] = this.texts.things[hit.thing];
      const title = [
        `<span class="hit__kind">${escape(this.kinds[kind])}</span>`,
        `<span class="hit__name">${this.mark(name, ids)}</span>`,
        line && `<span class="hit__line">${this.mark(line, ids)}</span>`,
        passage && `<span class="hit__text">${this.extract(passage, hit)}</span>`,
      ];
      return {
        location,
        title: title.filter(Boolean).join(" "),
        text: "",
        score: hit.score,
        terms: this.terms(hit),
      };
    }

    mark(text, ids) {
      return marked(text, found(text, ids, this.texts.lexicon));
    }

    /** The stretch of a passage in which most of the query stands. */
    extract(text, hit) {
      const { lexicon } = this.texts;
      const spans = found(text, this.marks(hit), lexicon);
      let best = 0,
        from = 0;
      spans.forEach(([start], at) => {
        const words = new Set();
        for (let next = at; next < spans.length && spans[next][1] < start + EXTRACT; next += 1)
          words.add(spans[next][2]);
        if (words.size > best) [best, from] = [words.size, start];
      });
      from = from < 40 ? 0 : text.lastIndexOf(" ", from - 20) + 1;
      let to = text.length;
      if (text.length - from > EXTRACT)
        to = Math.max(text.lastIndexOf(" ", from + EXTRACT), from + EXTRACT / 2);
      const inside = spans
        .filter(([start, end]) => start >= from && end <= to)
        .map(([start, end]) => [start - from, end - from]);
      return (from ? "… " : "") + marked(text.slice(from, to), inside) + (to < text.length ? " …" : "");
    }

    /** The words to mark on the page itself, as they are spelled there. */
    terms({ query, thing }) {
      const shown = query.reading.words.map((word, at) => this.shown(query.meant[at], thing)).filter(Boolean);
      // A lone figure stands in too many places to be marked.
      return Object.fromEntries(shown.filter((word) => !/^[0-9]$/.test(word)).map((word) => [word, true]));
    }

    /** The word of a thing that fits best, as it stands there. */
    shown(meant, thing) {
      const { stream, start, units, lexicon } = this.texts;
      let best = 0,
        word = "";
      for (let at = start[units[thing]]; at < start[units[thing + 1]]; at += 1) {
        const value = meant.get(stream[at]) ?? 0;
        if (value > best) [best, word] = [value, lexicon.shown[stream[at]]];
      }
      return word[0] === "@" ? "" : word;
    }

    /** What was looked for, where that is not what was typed. */
    understood({ query, thing }, text) {
      const { way, words } = query.reading;
      if (way === "typed" && !query.isGuess) return "";
      const told = words.map((word, at) => {
        if (word[0] === "@") return word.slice(1).split("-").map(Number).reverse().join("/");
        return this.shown(query.meant[at], thing) || word;
      });
      const words_ = told.join(" ");
      return words_.normalize("NFC") === text.trim().toLowerCase().normalize("NFC")
        ? ""
        : words_.normalize("NFC");
    }

    /** The titles that share most pairs of letters with what was typed. */
    nearest(text) {
      const pairs = (words) =>
        new Set(Array.from({ length: Math.max(0, words.length - 1) }, (_, at) => words.slice(at, at + 2)));
      const wanted = pairs(fold(text.slice(0, 100)));
      const scored = this.texts.things.map(([kind, location, name, line]) => {
        const own = pairs(fold(name));
        let common = 0;
        for (const pair of wanted) common += own.has(pair);
        return {
          location,
          name,
          line,
          kind: this.kinds[kind],
          score: (2 * common) / (own.size + wanted.size + 1),
        };
      });
      return scored
        .sort((a, b) => b.score - a.score)
        .slice(0, NEAREST)
        .filter(({ score }) => score > 0.1);
    }
  }

  globalThis.Hits = Hits;
}
