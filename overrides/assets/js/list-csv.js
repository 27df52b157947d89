// Saves the rows of a list that match as a file for a spreadsheet: CSV, with the mark by which
// Excel knows UTF-8, days as 2024-03-11.
"use strict";

{
  const BYTE_ORDER_MARK = "\ufeff";

  /**
   * A text as a field. One that a spreadsheet would take for a formula is marked as text.
   * @param {string} text
   */
  function field(text) {
    const safe = /^[=+\-@\t]./.test(text) ? `'${text}` : text;
    return `"${safe.replaceAll('"', '""')}"`;
  }

  /** @param {HTMLTableCellElement} cell */
  function value(cell) {
    const text = cell.textContent.trim().replace(/\s+/g, " ");
    const time = cell.querySelector(":scope > time");
    if (time instanceof HTMLTimeElement && time.textContent.trim() === text) return time.dateTime;
    return cell.querySelector(":scope > .unknown") ? "" : text;
  }

  globalThis.listCsv = (list, name, page) => {
    const headings = [...list.headings.map(({ textContent }) => textContent.trim()), page];
    const rows = list.items.filter(({ fit }) => fit > 0).map(({ row }) => {
      const link = row.querySelector("th a");
      const address = link instanceof HTMLAnchorElement ? link.href : "";
      return Array.from(row.cells, value).concat(address);
    });
    const lines = [headings, ...rows].map((cells) => `${cells.map(field).join(",")}\r\n`);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([BYTE_ORDER_MARK, ...lines], { type: "text/csv" }));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  };
}
