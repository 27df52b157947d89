// The large search field: its results drop down under it, and the focus stays in it.
"use strict";

{
  const { all, find } = globalThis.dom;
  const client = globalThis.searchClient;
  const { base } = JSON.parse(find(document, "#__config", HTMLElement).textContent);
  const MOST = 7;

  /** @typedef {{ form: HTMLElement, field: HTMLInputElement, box: HTMLElement, list: HTMLElement, said: HTMLElement, rest: HTMLButtonElement }} Parts */

  /** @param {string} location */
  const pageUrl = (location) =>
    new URL(location, new URL(base.replace(/\/?$/, "/"), document.baseURI)).href;

  /**
   * A hit as the theme's list shows it, but as an option of the list under the field.
   * @param {string} location
   * @param {string} id
   * @param {string | Node[]} content HTML that the engine has escaped, or elements.
   */
  function option(location, id, content) {
    const link = document.createElement("a");
    Object.assign(link, { id, href: pageUrl(location), tabIndex: -1, className: "found__hit" });
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    if (typeof content === "string") link.innerHTML = content;
    else link.append(...content);
    return link;
  }

  /** @param {NearTitle} near */
  function nearParts({ name, line, kind }) {
    return [["hit__kind", kind], ["hit__name", name], ["hit__line", line]].map(([style, text]) => {
      const part = document.createElement("span");
      part.className = style;
      part.textContent = text;
      return part;
    });
  }

  class FrontSearch {
    asked = 0;
    isEntered = false;
    isPending = false;
    /** Whether the options are hits, and not the nearest names. */
    hasHits = false;

    /** @param {Parts} parts */
    constructor(parts) {
      this.parts = parts;
      const { field, form, rest } = parts;
      field.addEventListener("focus", () => client.start());
      field.addEventListener("input", () => this.ask());
      field.addEventListener("keydown", (event) => this.press(event));
      field.addEventListener("click", () => this.show(this.options.length > 0));
      form.addEventListener("submit", (event) => this.enter(event));
      form.addEventListener("focusout", ({ relatedTarget }) => {
        if (!(relatedTarget instanceof Node && form.contains(relatedTarget))) this.show(false);
      });
      rest.addEventListener("click", () => this.handOver());
      client.addEventListener("failed", () => this.fail());
    }

    get options() {
      return all(this.parts.list, "[role=option]", HTMLAnchorElement);
    }

    get chosen() {
      return this.options.findIndex((link) => link.ariaSelected === "true");
    }

    /** @param {boolean} isShown */
    show(isShown) {
      const { box, field } = this.parts;
      box.hidden = !isShown;
      field.setAttribute("aria-expanded", String(isShown && this.options.length > 0));
      if (!isShown) this.choose(-1);
    }

    /** @param {number} place The option to mark; -1 for none. */
    choose(place) {
      const { field } = this.parts;
      this.options.forEach((link, at) => link.setAttribute("aria-selected", String(at === place)));
      const link = this.options[place];
      link?.scrollIntoView({ block: "nearest" });
      if (link) field.setAttribute("aria-activedescendant", link.id);
      else field.removeAttribute("aria-activedescendant");
    }

    async ask() {
      const text = this.parts.field.value;
      this.asked += 1;
      const { asked } = this;
      this.isEntered = false;
      if (!text.trim()) {
        this.isPending = false;
        this.parts.list.replaceChildren();
        this.show(false);
        return;
      }
      this.isPending = true;
      if (client.hasFailed) this.fail();
      const answer = await client.ask(text);
      if (asked === this.asked) this.answer(answer);
    }

    /** @param {SearchAnswer} answer */
    answer(answer) {
      const { list, rest, said } = this.parts;
      const hits = answer.items.slice(0, MOST).map(([head]) => head);
      const options = hits.length
        ? hits.map(({ location, title }, at) => option(location, `found-${at}`, title))
        : answer.nearest.map((near, at) => option(near.location, `found-${at}`, nearParts(near)));
      list.replaceChildren(...options);
      list.hidden = !options.length;
      said.textContent = this.sentence(answer);
      rest.hidden = answer.items.length <= MOST;
      this.isPending = false;
      this.show(true);
      this.hasHits = hits.length > 0;
      if (this.isEntered && this.hasHits) options[0].click();
      this.isEntered = false;
    }

    /**
     * How much was found, and for what, as the dialog of every page says it.
     * @param {SearchAnswer} answer
     */
    sentence({ items, isCut, nearest, understood }) {
      const { none = "", one = "", other = "", over = "", near = "", words = "" } =
        this.parts.said.dataset;
      const many = isCut ? over : other;
      const count = items.length === 1 ? one : many.replace("#", String(items.length));
      const parts = [items.length ? count : none];
      if (understood) parts.push(`(${words} ${understood})`);
      if (!items.length && nearest.length) parts.push(`– ${near}`);
      return parts.join(" ");
    }

    fail() {
      this.isPending = false;
      this.parts.said.textContent = this.parts.said.dataset.failed ?? "";
      this.parts.list.hidden = true;
      if (this.parts.field.value.trim()) this.show(true);
    }

    /** @param {KeyboardEvent} event */
    press(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const count = this.options.length;
      if (step && count) {
        event.preventDefault();
        this.show(true);
        // In a ring: the field itself, then the hits.
        this.choose((this.chosen + 1 + step + count + 1) % (count + 1) - 1);
      } else if (event.key === "Escape") {
        // The browser would empty the field.
        event.preventDefault();
        this.show(false);
      }
    }

    /** @param {Event} event */
    enter(event) {
      event.preventDefault();
      if (!this.parts.field.value.trim()) this.parts.field.focus();
      else if (this.isPending) this.isEntered = true;
      else this.options[Math.max(this.chosen, this.hasHits ? 0 : -1)]?.click();
    }

    /** Ask the dialog of every page, which shows all hits and narrows them by kind. */
    handOver() {
      const { field, toggle } = globalThis.searchDialog;
      field.value = this.parts.field.value;
      if (!toggle.checked) toggle.click();
      field.focus();
      field.dispatchEvent(new Event("keyup"));
    }
  }

  /** @param {HTMLElement} form */
  function start(form) {
    const field = find(form, "[name=q]", HTMLInputElement);
    const box = find(form, ".found", HTMLElement);
    const list = find(box, "[role=listbox]", HTMLElement);
    const said = find(box, "[role=status]", HTMLElement);
    const rest = find(box, "button", HTMLButtonElement);
    const search = new FrontSearch({ form, field, box, list, said, rest });
    for (const link of all(document, ".examples a", HTMLAnchorElement)) {
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        field.value = link.textContent ?? "";
        field.focus();
        search.ask();
      });
    }
    // The keys to the search lead to the field in sight.
    addEventListener("keydown", (event) => {
      const isTyping = event.target instanceof Element &&
        event.target.matches("input, textarea, select");
      const isSlash = event.key === "/" && !isTyping && !event.ctrlKey && !event.altKey;
      if (!isSlash && !(event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) {
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      field.focus();
    }, true);
    if (field.value) {
      field.focus();
      search.ask();
    }
  }

  const form = document.querySelector("form.ask");
  if (form instanceof HTMLElement) start(form);
}
