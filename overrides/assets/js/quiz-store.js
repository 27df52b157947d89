// What is kept in this browser of the self-check: questions seen, those answered wrongly, scores.
"use strict";

{
  /** @returns {QuizState} */
  function emptyState() {
    return { seen: [], wrong: [], last: null, best: null };
  }

  /**
   * @param {unknown} value
   * @returns {value is QuizScore}
   */
  function isScore(value) {
    if (!Array.isArray(value) || value.length !== 2 || !value.every(Number.isInteger)) return false;
    return 0 <= value[0] && value[0] <= value[1];
  }

  /** Keeps the state between visits; in memory alone where the browser keeps nothing. */
  class QuizStore {
    state = emptyState();
    key = `self-check ${location.pathname}`;

    /** @param {(id: string) => boolean} isKnown Whether there is still such a question. */
    constructor(isKnown) {
      try {
        const { seen, wrong, last, best } = JSON.parse(localStorage.getItem(this.key) ?? "{}");
        if (Array.isArray(seen)) this.state.seen = seen.filter(isKnown);
        if (Array.isArray(wrong)) this.state.wrong = wrong.filter(isKnown);
        if (isScore(last)) this.state.last = last;
        if (isScore(best)) this.state.best = best;
      } catch {
        // Nothing that could be read was kept.
      }
    }

    /** @param {Partial<QuizState>} changes */
    set(changes) {
      this.state = { ...this.state, ...changes };
      try {
        localStorage.setItem(this.key, JSON.stringify(this.state));
      } catch {
        // It is kept until the page is left.
      }
    }

    clear() {
      this.state = emptyState();
      try {
        localStorage.removeItem(this.key);
      } catch {
        // There was nothing.
      }
    }
  }

  globalThis.QuizStore = QuizStore;
}
