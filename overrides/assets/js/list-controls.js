// What stands above a list: the field, the facets, the order, all kept in the address
// (?loc=kind:office&tim=noi+vu&xep=-founded), and what can be done with the rows that are shown.
"use strict";

{
  const { all, find } = globalThis.dom;
  const { ListTable, listCsv, prepareComparison } = globalThis;
  /** The names in the address: a facet with its value, what is typed, the order. */
  const FACET = "loc";
  const TEXT = "tim";
  const ORDER = "xep";

  class ListControls {
    /** @param {HTMLElement} part */
    constructor(part) {
      this.part = part;
      this.list = new ListTable(find(part, "table.listing", HTMLTableElement));
      this.input = find(part, ".filter input", HTMLInputElement);
      this.chips = all(part, ".chips button", HTMLButtonElement);
      this.facets = all(part, "select[data-facet]", HTMLSelectElement);
      this.order = find(part, ".tools select", HTMLSelectElement);
      this.more = part.querySelector(".more");
      this.nothing = find(part, ".nothing", HTMLElement);
      /** Of several lists on a page the first is kept in the address. */
      this.isKept = document.querySelector(".list") === part;
    }

    prepare() {
      this.listenToFacets();
      this.listenToOrder();
      this.listenToActions();
      document.addEventListener("day", ({ detail }) => this.showDay(detail));
      // More rows cannot be requested on paper.
      addEventListener("beforeprint", () => this.list.show(Infinity));
      addEventListener("afterprint", () => this.list.show());
      addEventListener("popstate", () => this.read());
      prepareComparison(this.part, this.list);
      this.read();
      this.list.readAhead();
    }

    /** Show the list as the address asks for it. */
    read() {
      const { searchParams } = new URL(this.isKept ? location.href : "about:blank");
      const { list } = this;
      list.chosen.clear();
      for (const text of searchParams.getAll(FACET)) {
        const [facet, ...value] = text.split(":");
        list.chosen.set(facet, value.join(":"));
      }
      this.input.value = searchParams.get(TEXT) ?? "";
      const order = searchParams.get(ORDER) ?? "";
      if (order !== this.order.value) {
        this.order.value = order;
        list.sort(this.order.value);
      }
      list.type(this.input.value);
      this.show();
    }

    /** @param {boolean} isStep Whether the button for back leads to what was shown before. */
    write(isStep) {
      this.show();
      if (!this.isKept) return;
      const url = new URL(location.href);
      for (const name of [FACET, TEXT, ORDER]) url.searchParams.delete(name);
      for (const choice of this.list.chosen) url.searchParams.append(FACET, choice.join(":"));
      if (this.input.value) url.searchParams.set(TEXT, this.input.value);
      if (this.order.value) url.searchParams.set(ORDER, this.order.value);
      history[isStep ? "pushState" : "replaceState"](null, "", url);
    }

    show() {
      this.list.filter();
      this.showFacets();
      this.showCounts();
    }

    showFacets() {
      const { chosen, counts } = this.list;
      for (const chip of this.chips) {
        const isPressed = chosen.get("state") === chip.value;
        const count = counts.get(`state:${chip.value}`) ?? 0;
        chip.setAttribute("aria-pressed", String(isPressed));
        chip.hidden = !count && !isPressed;
        find(chip, ".count", HTMLElement).textContent = String(count);
      }
      for (const select of this.facets) {
        const facet = select.dataset.facet ?? "";
        select.value = chosen.get(facet) ?? "";
        for (const option of Array.from(select.options).slice(1)) {
          const count = counts.get(`${facet}:${option.value}`) ?? 0;
          const text = (option.dataset.words ?? "").replace("#", String(count));
          if (option.textContent !== text) option.textContent = text;
          option.disabled = !count && !option.selected;
        }
      }
    }

    showCounts() {
      const { chosen, matching, others } = this.list;
      const text = this.input.value.trim();
      const count = find(this.part, "[data-count]", HTMLElement);
      count.textContent = (count.dataset.count ?? "").replace("#", String(matching));
      const other = find(this.part, "[data-others]", HTMLElement);
      other.hidden = !others;
      other.textContent = (other.dataset.others ?? "").replace("#", String(others));
      find(this.part, ".tools [data-clear]", HTMLElement).hidden = !chosen.size && !text;
      this.nothing.hidden = matching > 0;
      const link = find(this.nothing, "a", HTMLAnchorElement);
      link.hidden = !text;
      link.search = new URLSearchParams({ q: text }).toString();
      link.textContent = (link.dataset.words ?? "").replace("#", () => text);
      this.showMore();
    }

    showMore() {
      const { matching, shown } = this.list;
      if (!(this.more instanceof HTMLElement)) return;
      this.more.hidden = shown === matching;
      const button = find(this.more, "button", HTMLButtonElement);
      button.textContent = (button.dataset.words ?? "")
        .replace("s#", String(shown))
        .replace("n#", String(matching));
    }

    /**
     * @param {string} facet
     * @param {string} value
     */
    choose(facet, value) {
      if (value) this.list.chosen.set(facet, value);
      else this.list.chosen.delete(facet);
      this.write(true);
    }

    clear() {
      this.list.chosen.clear();
      this.input.value = "";
      this.list.type("");
      this.write(true);
      this.input.focus();
    }

    /** @param {string} day */
    showDay(day) {
      this.part.dataset.day = day;
      this.list.refresh(day);
      this.list.sort(this.order.value);
      this.show();
    }

    listenToFacets() {
      find(this.part, "form", HTMLFormElement).addEventListener(
        "submit",
        (event) => event.preventDefault(),
      );
      this.input.addEventListener("input", () => {
        this.list.type(this.input.value);
        this.write(false);
      });
      for (const chip of this.chips) {
        chip.addEventListener("click", () => {
          const isPressed = chip.getAttribute("aria-pressed") === "true";
          this.choose("state", isPressed ? "" : chip.value);
        });
      }
      for (const select of this.facets) {
        select.addEventListener("change", () => {
          this.choose(select.dataset.facet ?? "", select.value);
        });
      }
    }

    listenToOrder() {
      this.order.addEventListener("change", () => {
        this.list.sort(this.order.value);
        this.write(true);
      });
      for (const heading of this.list.headings) {
        const button = find(heading, "button", HTMLButtonElement);
        const { column = "" } = heading.dataset;
        button.disabled = false;
        button.addEventListener("click", () => {
          this.order.value = this.order.value === column ? `-${column}` : column;
          this.list.sort(this.order.value);
          this.write(true);
        });
      }
    }

    listenToActions() {
      for (const button of all(this.part, "[data-clear]", HTMLButtonElement)) {
        button.addEventListener("click", () => this.clear());
      }
      find(this.part, "[data-others]", HTMLElement).addEventListener("click", () => {
        this.list.hasOthers = true;
        this.show();
        this.input.focus();
      });
      this.more?.querySelector("button")?.addEventListener("click", () => {
        this.list.grow();
        this.showMore();
      });
      find(this.part, "[data-print]", HTMLElement).addEventListener("click", () => print());
      const download = find(this.part, "[data-csv]", HTMLElement);
      download.addEventListener("click", () => {
        const { list: name, day } = this.part.dataset;
        listCsv(this.list, `${name}-${day}.csv`, download.dataset.page ?? "");
      });
    }
  }

  for (const part of all(document, ".list", HTMLElement)) new ListControls(part).prepare();
}
