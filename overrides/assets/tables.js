// Lists: a field that filters as one types, and columns that sort. Without it the table is whole.
"use strict";

{
  const { fold } = globalThis.spelling;
  const alphabet = new Intl.Collator("vi", { numeric: true });
  /** Keys made by the build are ordered by their characters, dates and words by the alphabet. */
  const order = {
    keys: (a, b) => (a < b ? -1 : a > b ? 1 : 0),
    words: alphabet.compare,
  };

  /** What a cell is ordered by: a key of its own, its date, or its words. */
  function key(cell) {
    const time = cell.querySelector("time");
    return cell.dataset.key || (time ? time.dateTime : cell.textContent.trim());
  }

  function sort(table, column, heading) {
    const ascending = heading.getAttribute("aria-sort") !== "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", ascending ? "ascending" : "descending");
    const rows = [...table.tBodies[0].rows].map((row) => {
      const cell = row.cells[column];
      return [key(cell), row, cell.querySelector(".unknown") !== null];
    });
    const compare = table.tBodies[0].querySelector(`tr > :nth-child(${column + 1})[data-key]`)
      ? order.keys
      : order.words;
    // Unknown values stay last in both directions.
    const turn = ascending ? 1 : -1;
    rows.sort(([a, , aUnknown], [b, , bUnknown]) => aUnknown - bUnknown || compare(a, b) * turn);
    table.tBodies[0].append(...rows.map(([, row]) => row));
  }

  function filter(rows, words, count) {
    let shown = 0;
    for (const { row, text } of rows) {
      row.hidden = !words.every((word) => text.includes(word));
      shown += !row.hidden;
    }
    if (count) count.textContent = count.dataset.count.replace("#", shown);
  }

  /** A small screen shows rows as blocks, which to some screen readers are no table without roles. */
  function declare(table) {
    const names = [...table.tHead.rows[0].cells].map((heading) => heading.textContent);
    table.setAttribute("role", "table");
    for (const part of [table.tHead, ...table.tBodies]) part.setAttribute("role", "rowgroup");
    for (const row of table.rows) {
      row.setAttribute("role", "row");
      for (const cell of row.cells) {
        cell.setAttribute("role", { col: "columnheader", row: "rowheader" }[cell.scope] || "cell");
        // On a small screen each cell says what it is, but for the one that names the row.
        if (!cell.scope) cell.dataset.label = names[cell.cellIndex];
      }
    }
  }

  function prepareTable(table) {
    [...table.tHead.rows[0].cells].forEach((heading, column) => {
      const button = heading.querySelector("button");
      button.disabled = false;
      button.addEventListener("click", () => sort(table, column, heading));
    });
    const rows = [...table.tBodies[0].rows].map((row) => ({ row, text: fold(row.textContent) }));
    const wrap = table.closest(".table-wrap");
    const label = wrap.previousElementSibling;
    const input = label.querySelector("input");
    const count = label.previousElementSibling?.querySelector("[data-count]");
    document.addEventListener("day", () => {
      for (const one of rows) {
        one.text = fold(one.row.textContent);
        for (const cell of one.row.cells) if (cell.querySelector(".answer")) delete cell.dataset.key;
      }
    });
    input.addEventListener("input", () => filter(rows, fold(input.value).split(/\s+/), count));
  }

  document.querySelectorAll("table.stacks").forEach(declare);
  document.querySelectorAll("table.listing").forEach(prepareTable);
}
