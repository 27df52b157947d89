// The rows of a list: which of them are shown, under which state, and in which order. Laying out
// thousands of rows takes a browser seconds, so a long list (`data-first`) shows a few, and more on
// request; the counts are those of all rows. Without this script the table is whole.
"use strict";

{
  const { all } = globalThis.dom;
  const { fitOf, listText, listWords } = globalThis.listMatch;
  /** How many times as many rows are shown when more are requested. */
  const GROWTH = 5;
  const alphabet = new Intl.Collator("vi", { numeric: true });
  const NO_TEXT = { marked: "", folded: "" };
  /** How many rows are read at a time, so that the page answers meanwhile. */
  const READ_AT_ONCE = 200;
  /** @type {string[]} */
  const NO_FACETS = [];

  /**
   * The order of keys that the build made: by their characters.
   * @param {string} a
   * @param {string} b
   */
  function compareKeys(a, b) {
    if (a === b) return 0;
    return a < b ? -1 : 1;
  }

  /**
   * What a cell is sorted by: its own key, its date, or its text.
   * @param {HTMLTableCellElement} cell
   */
  function sortKey(cell) {
    return cell.dataset.key || cell.querySelector("time")?.dateTime || cell.textContent.trim();
  }

  /**
   * The value of a facet that a choice names: `kind:office` of `kind`.
   * @param {string} facet
   * @param {string} value
   */
  function token(facet, value) {
    return `${facet}:${value}`;
  }

  class ListTable {
    /** @type {ListWord[]} */
    words = [];
    /** @type {Map<string, string>} The value chosen of each facet. */
    chosen = new Map();
    /** Whether rows are shown, too, that fit less well than others. */
    hasOthers = false;
    /** @type {Map<string, number>} How many rows each value of a facet would leave. */
    counts = new Map();
    /** How many rows are shown or could be requested, and how many fit less well. */
    matching = 0;
    shown = 0;
    others = 0;

    /** @param {HTMLTableElement} table */
    constructor(table) {
      this.table = table;
      this.headings = Array.from(table.tHead?.rows[0].cells ?? []);
      this.groups = Array.from(table.tBodies);
      /** @type {ListItem[]} */
      this.items = all(table, "tr[data-facets]", HTMLTableRowElement).map((row, place) => {
        const group = this.groupOf(/** @type {HTMLTableSectionElement} */ (row.parentElement));
        const facets = [this.stateToken(group), ...(row.dataset.facets ?? "").split(" ")];
        return { row, place, group, facets, name: NO_TEXT, rest: NO_TEXT, fit: 3, isShown: true };
      });
      /** The rows of which the texts are not known yet. */
      this.unread = Array.from(this.items);
      this.first = Number(table.dataset.first || Infinity);
      this.limit = this.first;
    }

    /** @param {HTMLTableSectionElement} body */
    groupOf(body) {
      return this.groups.indexOf(body);
    }

    /** @param {number} group */
    stateToken(group) {
      return token("state", this.groups[group].dataset.state ?? "");
    }

    /** Take in the texts of rows, in the form in which they are compared. */
    read(count = Infinity) {
      for (const item of this.unread.splice(0, count)) {
        const naming = item.row.querySelector("th")?.textContent ?? "";
        const cells = Array.from(item.row.cells).filter(({ scope }) => !scope);
        item.name = listText(naming);
        item.rest = listText(cells.map((cell) => cell.textContent).join(" "));
      }
    }

    /** Take in all texts, a few rows at a time, before somebody types. */
    readAhead() {
      if (!this.unread.length) return;
      this.read(READ_AT_ONCE);
      setTimeout(() => this.readAhead(), 10);
    }

    /** @param {string} typed */
    type(typed) {
      this.words = listWords(typed);
      if (this.words.length) this.read();
      this.hasOthers = false;
    }

    /**
     * The facets whose chosen value an item lacks.
     * @param {ListItem} item
     */
    lacking(item) {
      if (!this.chosen.size) return NO_FACETS;
      return Array.from(this.chosen.keys()).filter((facet) => {
        return !item.facets.includes(token(facet, this.chosen.get(facet) ?? ""));
      });
    }

    /** Find the rows that match, and show the first of them. */
    filter() {
      this.limit = this.first;
      const lacking = this.items.map((item) => this.lacking(item));
      let best = 1;
      this.items.forEach((item, at) => {
        item.fit = fitOf(this.words, item.name, item.rest);
        if (!lacking[at].length) best = Math.max(best, item.fit);
      });
      const least = this.hasOthers ? 1 : best;
      this.counts.clear();
      this.others = 0;
      this.items.forEach((item, at) => {
        const isFit = item.fit >= least;
        if (!isFit && item.fit && !lacking[at].length) this.others += 1;
        if (isFit && lacking[at].length < 2) this.count(item, lacking[at][0]);
        if (!isFit || lacking[at].length) item.fit = 0;
      });
      this.show();
    }

    /**
     * Count an item for the values it has: of all facets, or of the only one it lacks.
     * @param {ListItem} item
     * @param {string | undefined} only
     */
    count(item, only) {
      for (const value of item.facets) {
        if (only !== undefined && !value.startsWith(`${only}:`)) continue;
        this.counts.set(value, (this.counts.get(value) ?? 0) + 1);
      }
    }

    /** Show the first rows that match; a row that stays as it is is not touched. */
    show(limit = this.limit) {
      const counts = this.groups.map(() => 0);
      this.matching = 0;
      for (const item of this.items) {
        const isShown = item.fit > 0 && this.matching < limit;
        if (item.fit) {
          this.matching += 1;
          counts[item.group] += 1;
        }
        if (isShown !== item.isShown) item.row.hidden = !isShown;
        item.isShown = isShown;
      }
      this.shown = Math.min(this.matching, limit);
      this.groups.forEach((body, at) => {
        body.hidden = counts[at] === 0;
        const count = body.querySelector(".group__count");
        if (count) count.textContent = String(counts[at]);
      });
      this.table.classList.add("is-ready");
      this.table.hidden = this.matching === 0;
    }

    /** Show more rows, and move the focus to the first of them. */
    grow() {
      const next = this.items.filter(({ fit }) => fit > 0)[this.limit];
      this.limit *= GROWTH;
      this.show();
      next.row.querySelector("a")?.focus();
    }

    /**
     * Sort by a column, `-` before it for the other way round; empty: as the build did.
     * @param {string} order
     */
    sort(order) {
      const name = order.replace(/^-/, "");
      const column = this.headings.findIndex((heading) => heading.dataset.column === name);
      for (const heading of this.headings) heading.removeAttribute("aria-sort");
      if (column < 0) this.items.sort((a, b) => a.group - b.group || a.place - b.place);
      else this.sortBy(column, order === name ? 1 : -1);
      this.place();
    }

    /**
     * @param {number} column
     * @param {number} direction
     */
    sortBy(column, direction) {
      const sort = direction > 0 ? "ascending" : "descending";
      this.headings[column].setAttribute("aria-sort", sort);
      const keyed = this.items.map((item) => {
        const cell = item.row.cells[column];
        return {
          item,
          key: sortKey(cell),
          unknown: Number(cell.querySelector(".unknown") !== null),
        };
      });
      const hasKeys = this.items.some(({ row }) => row.cells[column].dataset.key);
      const compare = hasKeys ? compareKeys : alphabet.compare;
      // Unknown values stay last in both directions.
      keyed.sort((a, b) =>
        a.item.group - b.item.group || a.unknown - b.unknown || compare(a.key, b.key) * direction
      );
      this.items = keyed.map(({ item }) => item);
    }

    /** Put each row under its state, in the order of the items. */
    place() {
      this.groups.forEach((body, at) => {
        body.append(...this.items.filter(({ group }) => group === at).map(({ row }) => row));
      });
    }

    /**
     * Take in the answers of another day: the keys of the day before are none any more.
     * @param {string} day
     */
    refresh(day) {
      const words = this.groups.map((body) => (body.dataset.words ?? "").split(" "));
      for (const item of this.items) {
        const answer = item.row.querySelector(".answer");
        if (!(answer instanceof HTMLElement)) continue;
        const word = answerOn(answer.dataset.steps ?? "", day).split("~")[0] ?? "";
        const group = words.findIndex((known) => known.includes(word));
        if (group >= 0) item.group = group;
        item.facets[0] = this.stateToken(item.group);
        const cell = answer.closest("td");
        if (cell) delete cell.dataset.key;
      }
      this.unread = Array.from(this.items);
      if (this.words.length) this.read();
    }
  }

  globalThis.ListTable = ListTable;
}
