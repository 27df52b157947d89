// Turns hits into what the theme's result list shows: one item for each page.
"use strict";

{
  const { fold } = globalThis.spelling;
  const { Highlighter, escapeHtml } = globalThis;
  const MOST_PAGES = 50;
  const MOST_PASSAGES = 6;
  /** Hits weaker than this part of the best one are left out. */
  const WORTHWHILE = 0.15;
  const MOST_NEAREST = 5;
  /** Things that share a page are below the best of them if they are this part as good. */
  const BESIDE = 0.6;

  /**
   * The pairs of letters in a text.
   * @param {string} text
   */
  function letterPairs(text) {
    const length = Math.max(0, text.length - 1);
    return new Set(Array.from({ length }, (_, at) => text.slice(at, at + 2)));
  }

  class Results {
    /**
     * @param {Engine} engine
     * @param {SearchIndex["kinds"]} kinds
     */
    constructor(engine, kinds) {
      this.engine = engine;
      this.things = engine.texts.things;
      this.kinds = kinds;
      this.highlighter = new Highlighter(engine.texts);
    }

    /**
     * @param {string} text
     * @param {string} [kind]
     * @returns {SearchAnswer}
     */
    answer(text, kind) {
      const all = this.engine.search(text);
      const least = WORTHWHILE * (all[0]?.score ?? 0);
      const good = all.filter(({ score }) => score >= least);
      const offered = this.offered(good, kind);
      const hits = kind ? this.engine.search(text, kind) : good;
      const pages = this.byPage(hits.filter(({ score }) => score >= least));
      return {
        items: pages.slice(0, MOST_PAGES).map((list) => this.item(list)),
        isCut: pages.length > MOST_PAGES,
        kinds: offered,
        understood: all.length ? this.understood(all[0], text) : "",
        nearest: all.length || !text.trim() ? [] : this.nearest(text),
      };
    }

    /**
     * The kinds among the hits of the last search in the order of the index, with the number of
     * their pages, which "+" follows where there are more; the chosen one is there in any case.
     * @param {Hit[]} hits
     * @param {string} [chosen]
     * @returns {SearchAnswer["kinds"]}
     */
    offered(hits, chosen) {
      const counts = new Map(chosen ? [[chosen, 0]] : []);
      for (const [{ thing }] of this.byPage(hits)) {
        const [kind] = this.things[thing];
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
      }
      return Object.entries(this.kinds)
        .filter(([kind]) => counts.has(kind))
        .map((
          [kind, label],
        ) => [kind, label, `${counts.get(kind)}${this.engine.isCut ? "+" : ""}`]);
    }

    /**
     * The hits of each page, the best page first.
     * @param {Hit[]} hits
     */
    byPage(hits) {
      /** @type {Map<string, Hit[]>} */
      const pages = new Map();
      for (const hit of hits) {
        const [page] = this.things[hit.thing][1].split("#");
        const list = pages.get(page) ?? [];
        pages.set(page, list);
        list.push(hit);
      }
      return Array.from(pages.values());
    }

    /**
     * A page: itself and its passages; or, where things share a page, the best and the others.
     * @param {Hit[]} hits
     */
    item([best, ...others]) {
      const [, location, , line, , passages] = this.things[best.thing];
      // The theme takes the last one for the head of the item where none is a page as a whole.
      if (location.includes("#")) {
        const good = others.filter(({ score }) => score > BESIDE * best.score);
        return [...good, best].map((hit) => this.head(hit, ""));
      }
      // A name that holds the whole query needs no passage to prove it.
      const isNameEnough = best.isNamed && !best.isHeading;
      const first = best.passages[0];
      // Nor is a passage needed that the line has said already.
      const isInLine = first !== undefined &&
        passages[first + 2].startsWith(line.replace(/ …$/, ""));
      const isHeadPassage = !isNameEnough && !isInLine && first !== undefined && !passages[first];
      const isFirstShown = !isNameEnough && !isHeadPassage;
      const parts = best.passages.filter((at) => passages[at]).slice(0, MOST_PASSAGES);
      return [
        this.head(best, isHeadPassage ? passages[first + 2] : ""),
        ...parts.map((at, rank) => this.passage(best, at, isFirstShown && rank === 0)),
      ];
    }

    /**
     * @param {Hit} hit
     * @param {number} at
     * @param {boolean} isShown Whether it is not folded away.
     * @returns {SearchItem}
     */
    passage(hit, at, isShown) {
      const [, location, , , , passages] = this.things[hit.thing];
      const [heading] = passages[at + 1].split("\n");
      return {
        location: `${location}#${passages[at]}`,
        title: this.highlighter.mark(heading, hit),
        text: `<p>${this.highlighter.extract(passages[at + 2], hit)}</p>`,
        // The theme shows what scores as the page does, and folds the rest under it.
        score: isShown ? hit.score + (hit.isHeading ? 0.01 : 0) : 0,
        terms: this.highlighter.terms(hit),
      };
    }

    /**
     * The head of an item: kind, name, the line that tells it apart, a passage if there is one.
     * @param {Hit} hit
     * @param {string} passage
     * @returns {SearchItem}
     */
    head(hit, passage) {
      const [kind, location, name, line] = this.things[hit.thing];
      const title = [
        `<span class="hit__kind">${escapeHtml(this.kinds[kind])}</span>`,
        `<span class="hit__name">${this.highlighter.mark(name, hit)}</span>`,
        line && `<span class="hit__line">${this.highlighter.mark(line, hit)}</span>`,
        passage && `<span class="hit__text">${this.highlighter.extract(passage, hit)}</span>`,
      ];
      return {
        location,
        title: title.filter(Boolean).join(" "),
        text: "",
        score: hit.score,
        terms: this.highlighter.terms(hit),
      };
    }

    /**
     * What was looked for; empty if that is what was typed.
     * @param {Hit} hit
     * @param {string} text
     */
    understood({ query, thing }, text) {
      const { way, words } = query.reading;
      if (way === "typed" && !query.isGuess) return "";
      const shown = words.map((word, at) => {
        if (word[0] === "@") return word.slice(1).split("-").map(Number).reverse().join("/");
        return this.highlighter.shown(query.meant[at], thing) || word;
      });
      const understood = shown.join(" ").normalize("NFC");
      return understood === text.trim().toLowerCase().normalize("NFC") ? "" : understood;
    }

    /**
     * The titles that share most pairs of letters with what was typed.
     * @param {string} text
     */
    nearest(text) {
      const wanted = letterPairs(fold(text.slice(0, 100)));
      const titles = this.things.map(([kind, location, name, line]) => {
        const own = letterPairs(fold(name));
        const common = Array.from(wanted).filter((pair) => own.has(pair)).length;
        const score = (2 * common) / (own.size + wanted.size + 1);
        return { location, name, line, kind: this.kinds[kind], score };
      });
      titles.sort((a, b) => b.score - a.score);
      return titles.slice(0, MOST_NEAREST).filter(({ score }) => score > 0.1);
    }
  }

  globalThis.Results = Results;
}
