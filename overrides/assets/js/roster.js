// The rosters of a day: a field that filters their lines, and under each body a button for those
// who held its posts earlier or later.
"use strict";

{
  const { all, find } = globalThis.dom;
  const { fitOf, listText, listWords } = globalThis.listMatch;

  class Roster {
    /** @param {HTMLElement} part */
    constructor(part) {
      this.part = part;
      this.input = find(part, ".filter input", HTMLInputElement);
      this.status = find(part, "[data-nobody]", HTMLElement);
      this.everyTime = find(part, "[data-all]", HTMLButtonElement);
      this.sections = all(part, ".staff", HTMLElement).map((section) => {
        const button = find(section, ".formers button", HTMLButtonElement);
        const rows = all(section, "tbody tr", HTMLTableRowElement);
        const heading = listText(section.querySelector("h2 a")?.textContent ?? "");
        return { section, button, rows, heading, label: button.textContent };
      });
    }

    prepare() {
      for (const { section, button } of this.sections) {
        button.addEventListener("click", () => {
          const isOpen = section.classList.toggle("is-whole");
          button.setAttribute("aria-expanded", String(isOpen));
        });
      }
      this.input.addEventListener("input", () => this.filter());
      this.everyTime.addEventListener("click", () => {
        document.querySelector(".asof__only input")?.dispatchEvent(new MouseEvent("click"));
        this.filter();
      });
      document.addEventListener("day", () => this.show());
      this.show();
    }

    show() {
      for (const { section, button, rows, label } of this.sections) {
        const count = rows.filter((row) => row.matches("[data-row]:is(.is-off, .is-off *)")).length;
        button.textContent = label.replace("#", String(count));
        find(section, ".formers", HTMLElement).hidden = !count;
      }
      this.filter();
    }

    filter() {
      const words = listWords(this.input.value);
      let isAnyShown = !words.length;
      for (const { section, rows, heading } of this.sections) {
        section.classList.remove("is-filtered");
        for (const row of rows) {
          const text = Array.from(row.cells, (cell) => cell.textContent).join(" ");
          row.classList.toggle("is-filtered", !fitOf(words, listText(text), heading));
        }
        const isShown = rows.some((row) => row.matches("[data-row]") && row.checkVisibility());
        section.classList.toggle("is-filtered", words.length > 0 && !isShown);
        isAnyShown ||= isShown;
      }
      this.status.textContent = isAnyShown ? "" : this.status.dataset.nobody ?? "";
      const box = document.querySelector(".asof__only input");
      this.everyTime.hidden = isAnyShown || !(box instanceof HTMLInputElement && box.checked);
    }
  }

  for (const part of all(document, ".rosters", HTMLElement)) new Roster(part).prepare();
}
