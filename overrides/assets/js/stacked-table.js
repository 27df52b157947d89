// Tables whose rows are blocks on a small screen: to some screen readers such rows are no table
// without roles, and each cell names its column there.
"use strict";

{
  const { all } = globalThis.dom;

  /**
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

  for (const table of all(document, "table.stacks", HTMLTableElement)) {
    table.setAttribute("role", "table");
    for (const part of [table.tHead, ...table.tBodies]) part?.setAttribute("role", "rowgroup");
    const headings = table.tHead?.rows[0];
    if (headings) setRoles(headings, []);
    const columns = Array.from(headings?.cells ?? [], ({ textContent }) => textContent);
    for (const body of table.tBodies) for (const row of body.rows) setRoles(row, columns);
  }
}
