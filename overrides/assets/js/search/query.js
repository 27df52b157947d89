// A reading of a query, with the words of the index that each of its words can mean.
"use strict";

{
  class Query {
    /** @type {number[]} */
    weights = [];
    total = 0;

    /**
     * @param {Reading} reading
     * @param {WordFits[]} meant
     * @param {number} trust
     * @param {string} guess Which slips are considered; empty for none.
     */
    constructor(reading, meant, trust, guess) {
      this.reading = reading;
      this.meant = meant;
      this.trust = trust;
      this.isGuess = Boolean(guess);
      /** @type {Map<number, [word: number, fit: number][]>} */
      this.byId = new Map();
      meant.forEach((fits, word) => {
        for (const [id, fit] of fits) {
          const list = this.byId.get(id) ?? [];
          this.byId.set(id, list);
          list.push([word, fit]);
        }
      });
    }

    /**
     * The part of the query that is held where each word fits as well as `fit` says.
     * @param {(word: number) => number} fit
     */
    share(fit) {
      let sum = 0;
      for (let word = 0; word < this.weights.length; word += 1) {
        sum += this.weights[word] * fit(word);
      }
      return sum / this.total;
    }
  }

  globalThis.Query = Query;
}
