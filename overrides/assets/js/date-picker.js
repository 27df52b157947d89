// Chooses the day of which a page speaks, by the form and by the address (?ngay=2024-03-11).
"use strict";

// `dom` is used in functions alone: this script runs before theme.js, which holds it.
{
  const PARAMETER = "ngay";

  /** The day in the address, as it is written there; null if there is none. */
  function dayInAddress() {
    return new URLSearchParams(location.search).get(PARAMETER);
  }

  class DatePicker {
    /** Whether the last change was a step by an arrow key. */
    isStepping = false;

    /** @param {HTMLFormElement} form */
    constructor(form) {
      this.form = form;
      const group = dom.find(form, ".asof__field", HTMLElement);
      this.fields = new DayFields(group, (text, isStep) => this.take(text, isStep));
      this.shown = form.dataset.default ?? "";
      this.answers = new Answers(form);
    }

    prepare() {
      this.listenToForm();
      this.fields.listen();
      this.listenToFilter();
      this.listenToMenus();
      this.listenToCopy();
      addEventListener("popstate", () => this.apply(true));
      this.apply(false);
    }

    /**
     * Show the day of the address.
     * @param {boolean} isChange Whether another day was shown before.
     */
    apply(isChange) {
      const asked = dayInAddress();
      const day = parseDay(asked ?? "");
      const { last = "", late = "", wrong = "", default: usual = "" } = this.form.dataset;
      this.shown = day > last ? last : day || usual;
      let note = "";
      if (day > last) note = late;
      else if (asked && !day) note = wrong.replace("#", () => asked);
      this.note(note);
      this.fields.show(this.shown);
      const over = this.form.querySelector(".asof__over");
      if (over instanceof HTMLElement) over.hidden = this.shown !== usual;
      this.sayDay();
      this.updateLinks();
      if (isChange || asked) this.answers.show(this.shown);
    }

    /** @param {string} text */
    note(text) {
      dom.find(this.form, ".asof__note", HTMLElement).textContent = text;
    }

    /** Write the day out in the form: `d#`, `m#` and `y#` are its parts. */
    sayDay() {
      const [year, month, date] = this.shown.split("-").map(Number);
      dom.find(this.form, "[data-said]", HTMLElement).textContent = (this.form.dataset.words ?? "")
        .replace("d#", String(date))
        .replace("m#", String(month))
        .replace("y#", String(year));
    }

    /** Mark the link of the chosen key day; links to other pages lead to the same day. */
    updateLinks() {
      const query = `?${PARAMETER}=${this.shown}`;
      for (const link of dom.all(this.form, "a[data-day]", HTMLAnchorElement)) {
        if (link.search === query) link.setAttribute("aria-current", "date");
        else link.removeAttribute("aria-current");
      }
      for (const link of dom.all(document, "a[data-same-day]", HTMLAnchorElement)) {
        link.search = query;
      }
    }

    /**
     * Take what was entered in the fields. Steps by arrow keys are one step of the history.
     * @param {string} text
     * @param {boolean} isStep
     */
    take(text, isStep) {
      const day = parseDay(text);
      if (day) this.go(day, isStep && this.isStepping);
      else {
        this.note((this.form.dataset.wrong ?? "").replace("#", () => text));
        this.fields.refuse();
      }
      this.isStepping = isStep;
    }

    /**
     * @param {string} day
     * @param {boolean} [isSame] Whether it takes the place of the day before in the history.
     */
    go(day, isSame) {
      const url = new URL(location.href);
      url.searchParams.set(PARAMETER, day);
      history[isSame ? "replaceState" : "pushState"](null, "", url);
      this.apply(true);
    }

    listenToForm() {
      this.form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.fields.enter();
      });
      this.form.addEventListener("click", (event) => {
        const { target } = event;
        const link = target instanceof Element ? target.closest("a[data-day]") : null;
        const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
        if (!(link instanceof HTMLAnchorElement) || isElsewhere) return;
        event.preventDefault();
        this.go(new URLSearchParams(link.search).get(PARAMETER) ?? "");
        this.closeMenus(null);
      });
    }

    /** @param {Node | null} within The menu that contains it stays open. */
    closeMenus(within) {
      for (const menu of dom.all(this.form, "details[open]", HTMLDetailsElement)) {
        if (within && menu.contains(within)) continue;
        if (menu.contains(document.activeElement)) menu.querySelector("summary")?.focus();
        menu.open = false;
      }
    }

    listenToMenus() {
      document.addEventListener("click", ({ target }) => {
        if (target instanceof Node) this.closeMenus(target);
      });
      this.form.addEventListener("keydown", ({ key }) => {
        if (key === "Escape") this.closeMenus(null);
      });
    }

    /** A page that was not served by HTTPS may not write to the clipboard. */
    listenToCopy() {
      const button = dom.find(this.form, "[data-copy]", HTMLButtonElement);
      button.hidden = !navigator.clipboard;
      button.addEventListener("click", async () => {
        const url = new URL(location.href);
        url.searchParams.set(PARAMETER, this.shown);
        await navigator.clipboard.writeText(url.href);
        const said = dom.find(this.form, ".asof__copied", HTMLElement);
        said.textContent = button.dataset.copy ?? "";
      });
    }

    /** The box that hides what is not in force on the day. */
    listenToFilter() {
      const box = this.form.querySelector(".asof__only input");
      if (!(box instanceof HTMLInputElement)) return;
      const views = dom.all(document, ".only-now", HTMLElement);
      box.addEventListener("change", () => {
        for (const view of views) view.classList.toggle("only-now", box.checked);
      });
    }
  }

  const root = document.documentElement;
  root.classList.add("any-day");
  // A page opened on another day than its own is not drawn before that day is shown.
  if (dayInAddress() !== null) root.classList.add("is-waiting");
  document.addEventListener("DOMContentLoaded", () => {
    try {
      const form = document.querySelector("form.asof");
      if (form instanceof HTMLFormElement) new DatePicker(form).prepare();
    } finally {
      root.classList.remove("is-waiting");
    }
  });
}
