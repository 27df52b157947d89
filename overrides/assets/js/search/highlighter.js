// Highlights the words of a query in the texts of the index, and cuts passages to what holds most.
"use strict";

{
  const { WORD } = globalThis.spelling;
  const { dateBefore } = globalThis.searchDates;
  /** How much of a passage is shown, in characters. */
  const EXTRACT = 170;
  /** @type {Record<string, string>} */
  const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

  /** @typedef {[start: number, end: number, id: number]} Span A word of the query in a text. */

  /** @param {string} text */
  function escapeHtml(text) {
    return text.replace(/[&<>"']/g, (character) => ENTITIES[character]);
  }

  /**
   * The words of a text that are among some words of the index; a date is one word.
   * @param {string} text
   * @param {Set<number>} ids
   * @param {Lexicon} lexicon
   */
  function findSpans(text, ids, lexicon) {
    /** @type {Span[]} */
    const spans = [];
    const starts = [];
    /** @type {string[]} */
    const folded = [];
    for (const { 0: word, index } of text.matchAll(WORD)) {
      const id = lexicon.bySurface.get(word) ?? -1;
      const end = index + word.length;
      starts.push(index);
      folded.push(lexicon.folds[id]);
      if (ids.has(id)) spans.push([index, end, id]);
      const date = word.length === 4 ? dateBefore(folded, folded.length - 1) : null;
      const dateId = lexicon.ids.get(date?.word ?? "") ?? -1;
      if (!date || !ids.has(dateId)) continue;
      // What was found of the date is part of it.
      const start = starts[date.start];
      while (spans.length && spans[spans.length - 1][0] >= start) spans.pop();
      spans.push([start, end, dateId]);
    }
    return spans;
  }

  /**
   * A stretch of a text as HTML, with the spans within it marked.
   * @param {string} text
   * @param {Span[]} spans
   */
  function markSpans(text, spans, from = 0, to = text.length) {
    let html = "";
    let done = from;
    for (const [start, end] of spans) {
      if (start < from || end > to) continue;
      html += escapeHtml(text.slice(done, start));
      html += `<mark>${escapeHtml(text.slice(start, end))}</mark>`;
      done = end;
    }
    return html + escapeHtml(text.slice(done, to));
  }

  /**
   * Where the stretch of a text begins that holds the most different words.
   * @param {Span[]} spans
   */
  function densestStart(spans) {
    let most = 0;
    let from = 0;
    spans.forEach(([start], at) => {
      const ids = new Set();
      for (let next = at; next < spans.length && spans[next][1] < start + EXTRACT; next += 1) {
        ids.add(spans[next][2]);
      }
      if (ids.size > most) [most, from] = [ids.size, start];
    });
    return from;
  }

  class Highlighter {
    /** @param {TextIndex} texts */
    constructor(texts) {
      this.texts = texts;
    }

    /**
     * The words of the index to mark: of those that a word of the query can mean, the likeliest.
     * @param {Hit} hit
     */
    marks({ query }) {
      query.marks ??= new Set(
        query.meant.flatMap((fits) => {
          const best = Math.max(...fits.values());
          return Array.from(fits).filter(([, fit]) => fit > best - 0.05).map(([id]) => id);
        }),
      );
      return query.marks;
    }

    /**
     * @param {string} text
     * @param {Hit} hit
     */
    spans(text, hit) {
      return findSpans(text, this.marks(hit), this.texts.lexicon);
    }

    /**
     * @param {string} text
     * @param {Hit} hit
     */
    mark(text, hit) {
      return markSpans(text, this.spans(text, hit));
    }

    /**
     * @param {string} text
     * @param {Hit} hit
     */
    extract(text, hit) {
      const spans = this.spans(text, hit);
      const first = densestStart(spans);
      const from = first < 40 ? 0 : text.lastIndexOf(" ", first - 20) + 1;
      let to = text.length;
      if (to - from > EXTRACT) {
        to = Math.max(text.lastIndexOf(" ", from + EXTRACT), from + EXTRACT / 2);
      }
      const html = markSpans(text, spans, from, to);
      return (from ? "… " : "") + html + (to < text.length ? " …" : "");
    }

    /** @param {Hit} hit */
    terms({ query, thing }) {
      const shown = query.reading.words.map((_, at) => this.shown(query.meant[at], thing));
      // A lone figure is in too many places to be marked.
      const words = shown.filter((word) => word && !/^[0-9]$/.test(word));
      return Object.fromEntries(words.map((word) => [word, true]));
    }

    /**
     * @param {WordFits} meant
     * @param {number} thing
     */
    shown(meant, thing) {
      const { stream, start, units, lexicon } = this.texts;
      let best = 0;
      let word = "";
      for (let at = start[units[thing]]; at < start[units[thing + 1]]; at += 1) {
        const fit = meant.get(stream[at]) ?? 0;
        if (fit > best) [best, word] = [fit, lexicon.shown[stream[at]]];
      }
      return word[0] === "@" ? "" : word;
    }
  }

  globalThis.Highlighter = Highlighter;
  globalThis.escapeHtml = escapeHtml;
}
