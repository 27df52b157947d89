// A round of the self-check: questions drawn by lot; what is answered wrongly comes again at its end.
"use strict";

{
  /** How many questions a round has. */
  const ROUND = 10;

  /**
   * Some of a list, drawn by lot.
   * @param {string[]} list
   * @param {number} count
   */
  function drawn(list, count) {
    const rest = Array.from(list);
    /** @type {string[]} */
    const taken = [];
    while (rest.length && taken.length < count) {
      taken.push(...rest.splice(Math.floor(Math.random() * rest.length), 1));
    }
    return taken;
  }

  class QuizRound {
    at = 0;
    /** @type {boolean[]} */
    results = [];

    /** @param {string[]} ids */
    constructor(ids) {
      this.ids = Array.from(ids);
      this.count = ids.length;
    }

    /**
     * @param {string[]} ids
     * @param {string[]} seen
     */
    static draw(ids, seen) {
      const taken = drawn(
        ids.filter((id) => !seen.includes(id)),
        ROUND,
      );
      const isAnew = taken.length < Math.min(ROUND, ids.length);
      const others = isAnew ? ids.filter((id) => !taken.includes(id)) : [];
      return { ids: [...taken, ...drawn(others, ROUND - taken.length)], isAnew };
    }

    get id() {
      return this.ids[this.at];
    }

    get isAgain() {
      return this.at >= this.count;
    }

    /** @returns {[number: number, all: number]} */
    get place() {
      const before = this.isAgain ? this.count : 0;
      const end = this.isAgain ? this.ids.length : this.count;
      return [this.at - before + 1, end - before];
    }

    get left() {
      return this.ids.length - this.at - 1;
    }

    /** @returns {QuizScore} */
    get score() {
      return [this.results.filter(Boolean).length, this.count];
    }

    /** @param {boolean} isRight Whether the current question was answered rightly. */
    judge(isRight) {
      if (this.isAgain) return;
      this.results.push(isRight);
      if (!isRight) this.ids.push(this.id);
    }

    next() {
      this.at += 1;
    }
  }

  globalThis.QuizRound = QuizRound;
}
