// Compares two rows of a list: once asked for, each row has a box to tick, and two that are ticked
// can be seen side by side.
"use strict";

{
  const { find } = globalThis.dom;

  /**
   * @param {string} tag
   * @param {...(string | Node)} parts
   */
  function element(tag, ...parts) {
    const made = document.createElement(tag);
    made.append(...parts);
    return made;
  }

  /** @param {Element | undefined} cell */
  function content(cell) {
    return Array.from(cell?.childNodes ?? [])
      .filter((node) => !(node instanceof HTMLInputElement))
      .map((node) => node.cloneNode(true));
  }

  class Comparison {
    /** @type {HTMLInputElement[]} The boxes that are ticked, at most two. */
    ticked = [];

    /**
     * @param {HTMLElement} part
     * @param {ListTable} list
     */
    constructor(part, list) {
      this.list = list;
      this.line = find(part, ".comparing", HTMLElement);
      this.button = find(this.line, "button", HTMLButtonElement);
      this.dialog = find(part, "dialog.compared", HTMLDialogElement);
      this.opener = find(part, "[data-compare]", HTMLButtonElement);
      this.opener.addEventListener("click", () => this.toggle());
      this.button.addEventListener("click", () => this.show());
      const close = find(this.dialog, "button", HTMLButtonElement);
      close.addEventListener("click", () => this.dialog.close());
    }

    toggle() {
      const isOn = this.line.hidden === true;
      this.line.hidden = !isOn;
      this.opener.setAttribute("aria-pressed", String(isOn));
      this.list.table.classList.toggle("has-boxes", isOn);
      for (const { row } of this.list.items) if (!row.querySelector("input")) this.addBox(row);
    }

    /** @param {HTMLTableRowElement} row */
    addBox(row) {
      const box = document.createElement("input");
      const name = find(row, "th", HTMLTableCellElement);
      box.type = "checkbox";
      box.ariaLabel = (this.line.dataset.words ?? "").replace("#", () => name.textContent.trim());
      box.addEventListener("change", () => this.tick(box));
      name.prepend(box);
    }

    /**
     * A third tick takes the place of the first.
     * @param {HTMLInputElement} box
     */
    tick(box) {
      this.ticked = this.ticked.filter((other) => other !== box);
      if (box.checked) this.ticked.push(box);
      if (this.ticked.length > 2) {
        const first = this.ticked.shift();
        if (first) first.checked = false;
      }
      this.button.disabled = this.ticked.length < 2;
    }

    show() {
      const rows = this.ticked.map((box) => box.closest("tr"));
      const naming = this.list.headings.findIndex(({ className }) => className === "naming");
      const head = element("tr", element("td"), ...rows.map((row) => this.heading(row, naming)));
      const body = this.list.headings.flatMap((heading, column) => {
        if (column === naming) return [];
        const cells = rows.map((row) => element("td", ...content(row?.cells[column])));
        const name = element("th", heading.textContent);
        name.setAttribute("scope", "row");
        const line = element("tr", name, ...cells);
        line.classList.toggle("differs", cells[0].textContent !== cells[1].textContent);
        return [line];
      });
      const table = element("table", element("thead", head), element("tbody", ...body));
      find(this.dialog, "div", HTMLElement).replaceChildren(table);
      this.dialog.showModal();
    }

    /**
     * @param {HTMLTableRowElement | null} row
     * @param {number} naming
     */
    heading(row, naming) {
      const heading = element("th", ...content(row?.cells[naming]));
      heading.setAttribute("scope", "col");
      return heading;
    }
  }

  globalThis.prepareComparison = (part, list) => new Comparison(part, list);
}
