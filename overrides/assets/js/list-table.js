// Lists: a field that filters as one types, and columns that sort. Without it the table is whole.
// To lay out thousands of rows takes a browser seconds, so of a long list (`data-first`) it shows a few,
// and more when they are asked for. Counts are those of all.
"use strict";

{
  const { fold } = globalThis.spelling;
  const alphabet = new Intl.Collator("vi", { numeric: true });
  /** Keys made by the build are ordered by their characters, dates and words by the alphabet. */
  const order = {
    keys: (a, b) => (a < b ? -1 : a > b ? 1 : 0),
    words: alphabet.compare,
  };
  /** How many times as many rows are shown when more are asked for. */
  const GROWTH = 5;

  /** What a cell is ordered by: a key of its own, its date, or its words. */
  function key(cell) {
    const time = cell.querySelector("time");
    return cell.dataset.key || (time ? time.dateTime : cell.textContent.trim());
  }

  /** The items of a list in the order of a column; the other way round if they stand in it already. */
  function sorted(table, items, column, heading) {
    const ascending = heading.getAttribute("aria-sort") !== "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", ascending ? "ascending" : "descending");
    const rows = items.map((item) => {
      const cell = item.row.cells[column];
      return [key(cell), item, cell.querySelector(".unknown") !== null];
    });
    const compare = table.tBodies[0].querySelector(`tr > :nth-child(${column + 1})[data-key]`)
      ? order.keys
      : order.words;
    // Unknown values stay last in both directions.
    const turn = ascending ? 1 : -1;
    rows.sort(([a, , aUnknown], [b, , bUnknown]) => aUnknown - bUnknown || compare(a, b) * turn);
    return rows.map(([, item]) => item);
  }

  const namesOf = (table) => [...table.tHead.rows[0].cells].map((heading) => heading.textContent);

  /** A small screen shows rows as blocks, which to some screen readers are no table without roles. */
  function declare(row, names) {
    row.setAttribute("role", "row");
    [...row.cells].forEach((cell, column) => {
      cell.setAttribute("role", { col: "columnheader", row: "rowheader" }[cell.scope] || "cell");
      // On a small screen each cell says what it is, but for the one that names the row.
      if (!cell.scope) cell.dataset.label = names[column];
    });
  }

  function declareTable(table) {
    table.setAttribute("role", "table");
    for (const part of [table.tHead, ...table.tBodies]) part.setAttribute("role", "rowgroup");
    declare(table.tHead.rows[0], []);
  }

  /** The rows of a list: which of them are shown, and how many there are. */
  class List {
    constructor(table, count, more) {
      Object.assign(this, { table, count, more, words: [] });
      this.names = namesOf(table);
      this.items = [...table.tBodies[0].rows].map((row) => ({ row, text: "", shown: true, declared: false }));
      this.first = Number(table.dataset.first || Infinity);
      this.read();
      this.find([]);
    }

    /** Take in the words of the rows, in the spelling in which they are compared. */
    read() {
      for (const item of this.items) item.text = fold(item.row.textContent);
    }

    find(words) {
      this.words = words;
      this.limit = this.first;
      this.show();
    }

    matches(item) {
      return this.words.every((word) => item.text.includes(word));
    }

    /** Show the first rows that match; a row that stays as it is is not touched. */
    show(limit = this.limit) {
      let found = 0;
      for (const item of this.items) {
        const matches = this.matches(item);
        const shown = matches && found < limit;
        found += matches;
        if (shown && !item.declared) declare(item.row, this.names);
        if (shown !== item.shown) item.row.hidden = !shown;
        item.declared ||= shown;
        item.shown = shown;
      }
      this.tell(Math.min(found, limit), found);
    }

    tell(shown, found) {
      if (this.count) this.count.textContent = this.count.dataset.count.replace("#", found);
      if (!this.more) return;
      this.more.hidden = shown === found;
      const button = this.more.querySelector("button");
      button.textContent = button.dataset.words.replace("s#", shown).replace("n#", found);
    }

    /** Show more rows, and lead the keyboard to the first of them. */
    grow() {
      const next = this.items.filter((item) => this.matches(item))[this.limit];
      this.limit *= GROWTH;
      this.show();
      next.row.querySelector("a")?.focus();
    }

    sort(column, heading) {
      this.items = sorted(this.table, this.items, column, heading);
      this.table.tBodies[0].append(...this.items.map((item) => item.row));
      this.show();
    }

    /** The answers of a day have come: what was a key of another day is none any more. */
    change() {
      this.read();
      for (const { row } of this.items)
        for (const cell of row.cells) if (cell.querySelector(".answer")) delete cell.dataset.key;
    }
  }

  function prepare(table) {
    const wrap = table.closest(".table-wrap");
    const label = wrap.previousElementSibling;
    const count = label.previousElementSibling?.querySelector("[data-count]");
    const more = wrap.nextElementSibling?.matches(".more") ? wrap.nextElementSibling : null;
    const list = new List(table, count, more);
    [...table.tHead.rows[0].cells].forEach((heading, column) => {
      const button = heading.querySelector("button");
      button.disabled = false;
      button.addEventListener("click", () => list.sort(column, heading));
    });
    const input = label.querySelector("input");
    input.addEventListener("input", () => list.find(fold(input.value).split(/\s+/)));
    more?.addEventListener("click", (event) => event.target.closest("button") && list.grow());
    document.addEventListener("day", () => list.change());
    // Nothing can be asked for on paper.
    addEventListener("beforeprint", () => list.show(Infinity));
    addEventListener("afterprint", () => list.show());
  }

  for (const table of document.querySelectorAll("table.stacks")) {
    declareTable(table);
    if (table.matches(".listing")) prepare(table);
    else for (const body of table.tBodies) for (const row of body.rows) declare(row, namesOf(table));
  }
}
