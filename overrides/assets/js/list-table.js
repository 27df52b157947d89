// Tables: rows that a field filters as one types, and columns that sort. Laying out thousands of
// rows takes a browser seconds, so a long list (`data-first`) shows a few, and more on request; the
// counts are those of all rows. Without this script the table is whole.
"use strict";

{
  const { all, find } = globalThis.dom;
  const { fold } = globalThis.spelling;
  /** How many times as many rows are shown when more are requested. */
  const GROWTH = 5;
  const alphabet = new Intl.Collator("vi", { numeric: true });

  /**
   * A row, its folded text, and what was done with it.
   * @typedef {{ row: HTMLTableRowElement, text: string, isShown: boolean, hasRoles: boolean }} Item
   */

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

  /** @param {HTMLTableElement} table */
  function headings(table) {
    return Array.from(table.tHead?.rows[0].cells ?? []);
  }

  /**
   * The items sorted by a column; the other way round if they are in that order already.
   * @param {HTMLTableElement} table
   * @param {Item[]} items
   * @param {number} column
   */
  function sorted(table, items, column) {
    const heading = headings(table)[column];
    const isAscending = heading.getAttribute("aria-sort") !== "ascending";
    for (const other of headings(table)) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", isAscending ? "ascending" : "descending");
    const rows = items.map((item) => {
      const cell = item.row.cells[column];
      return { item, key: sortKey(cell), unknown: Number(cell.querySelector(".unknown") !== null) };
    });
    const keyed = `tr > :nth-child(${column + 1})[data-key]`;
    const compare = table.tBodies[0].querySelector(keyed) ? compareKeys : alphabet.compare;
    const direction = isAscending ? 1 : -1;
    // Unknown values stay last in both directions.
    rows.sort((a, b) => a.unknown - b.unknown || compare(a.key, b.key) * direction);
    return rows.map(({ item }) => item);
  }

  /**
   * Give a row its roles: on a small screen rows are blocks, which to some screen readers are no
   * table without roles. Each cell names its column there, but for the one that names the row.
   * @param {HTMLTableRowElement} row
   * @param {string[]} columns
   */
  function setRoles(row, columns) {
    row.setAttribute("role", "row");
    Array.from(row.cells).forEach((cell, index) => {
      const roles = { col: "columnheader", row: "rowheader" };
      cell.setAttribute("role", roles[/** @type {"col" | "row"} */ (cell.scope)] ?? "cell");
      if (!cell.scope) cell.dataset.label = columns[index];
    });
  }

  /** @param {HTMLTableElement} table */
  function setTableRoles(table) {
    table.setAttribute("role", "table");
    for (const part of [table.tHead, ...table.tBodies]) part?.setAttribute("role", "rowgroup");
    if (table.tHead) setRoles(table.tHead.rows[0], []);
  }

  /** The rows of a table: which of them are shown, and how many there are. */
  class ListTable {
    /** @type {string[]} */
    words = [];

    /**
     * @param {HTMLTableElement} table
     * @param {HTMLElement | null} count Says how many rows match.
     * @param {HTMLElement | null} more Holds the button that shows more.
     */
    constructor(table, count, more) {
      this.table = table;
      this.count = count;
      this.more = more;
      this.columns = headings(table).map((heading) => heading.textContent);
      /** @type {Item[]} */
      this.items = Array.from(table.tBodies[0].rows).map((row) => {
        return { row, text: "", isShown: true, hasRoles: false };
      });
      this.first = Number(table.dataset.first || Infinity);
      this.limit = this.first;
      this.read();
      this.filter([]);
    }

    /** Take in the texts of the rows, in the form in which they are compared. */
    read() {
      for (const item of this.items) item.text = fold(item.row.textContent);
    }

    /**
     * Show the rows that hold all of some folded words.
     * @param {string[]} words
     */
    filter(words) {
      this.words = words;
      this.limit = this.first;
      this.show();
    }

    /** @param {Item} item */
    matches(item) {
      return this.words.every((word) => item.text.includes(word));
    }

    /** Show the first rows that match; a row that stays as it is is not touched. */
    show(limit = this.limit) {
      let matching = 0;
      for (const item of this.items) {
        const matches = this.matches(item);
        const isShown = matches && matching < limit;
        if (matches) matching += 1;
        if (isShown && !item.hasRoles) setRoles(item.row, this.columns);
        if (isShown !== item.isShown) item.row.hidden = !isShown;
        item.hasRoles ||= isShown;
        item.isShown = isShown;
      }
      this.showCounts(Math.min(matching, limit), matching);
    }

    /**
     * @param {number} shown
     * @param {number} matching
     */
    showCounts(shown, matching) {
      if (this.count) {
        this.count.textContent = (this.count.dataset.count ?? "#").replace("#", String(matching));
      }
      if (!this.more) return;
      this.more.hidden = shown === matching;
      const button = find(this.more, "button", HTMLButtonElement);
      button.textContent = (button.dataset.words ?? "")
        .replace("s#", String(shown))
        .replace("n#", String(matching));
    }

    /** Show more rows, and move the focus to the first of them. */
    grow() {
      const next = this.items.filter((item) => this.matches(item))[this.limit];
      this.limit *= GROWTH;
      this.show();
      next.row.querySelector("a")?.focus();
    }

    /** @param {number} column */
    sort(column) {
      this.items = sorted(this.table, this.items, column);
      this.table.tBodies[0].append(...this.items.map((item) => item.row));
      this.show();
    }

    /** Take in the answers of another day: the keys of the day before are none any more. */
    refresh() {
      this.read();
      for (const { row } of this.items) {
        for (const cell of row.cells) if (cell.querySelector(".answer")) delete cell.dataset.key;
      }
    }
  }

  /**
   * The parts around a table: its label with the field, the count, and what shows more.
   * @param {HTMLTableElement} table
   */
  function surroundings(table) {
    const wrap = table.closest(".table-wrap");
    const label = wrap?.previousElementSibling;
    if (!wrap || !label) throw new Error("A list has no field.");
    const count = label.previousElementSibling?.querySelector("[data-count]");
    const after = wrap.nextElementSibling;
    return {
      input: find(label, "input", HTMLInputElement),
      count: count instanceof HTMLElement ? count : null,
      more: after instanceof HTMLElement && after.matches(".more") ? after : null,
    };
  }

  /** @param {HTMLTableElement} table */
  function prepare(table) {
    const { input, count, more } = surroundings(table);
    const list = new ListTable(table, count, more);
    headings(table).forEach((heading, column) => {
      const button = find(heading, "button", HTMLButtonElement);
      button.disabled = false;
      button.addEventListener("click", () => list.sort(column));
    });
    input.addEventListener("input", () => list.filter(fold(input.value).split(/\s+/)));
    more?.addEventListener("click", ({ target }) => {
      if (target instanceof Element && target.closest("button")) list.grow();
    });
    document.addEventListener("day", () => list.refresh());
    // More rows cannot be requested on paper.
    addEventListener("beforeprint", () => list.show(Infinity));
    addEventListener("afterprint", () => list.show());
  }

  for (const table of all(document, "table.stacks", HTMLTableElement)) {
    setTableRoles(table);
    if (table.matches(".listing")) {
      prepare(table);
      continue;
    }
    const columns = headings(table).map((heading) => heading.textContent);
    for (const body of table.tBodies) for (const row of body.rows) setRoles(row, columns);
  }
}
