// Chooses the day of which a page speaks, by the form and by the address (?ngay=2024-03-11).
"use strict";

// `dom` is used in functions alone: this script runs before theme.js, which holds it.
{
  const PARAMETER = "ngay";

  /**
   * A day as the address names it, also as one writes it (11/3/2024); empty if it is none.
   * @param {string} text
   */
  function parseDay(text) {
    const [, date, month, year] = text.trim().match(/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/) ?? [];
    const day = year ? `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}` : text.trim();
    if (!/^\d{4}-\d\d-\d\d$/.test(day)) return "";
    return new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day) ? day : "";
  }

  /** The day in the address, as it is written there; null if there is none. */
  function dayInAddress() {
    return new URLSearchParams(location.search).get(PARAMETER);
  }

  class DatePicker {
    /** Whether the day in the field is being typed. */
    isTyping = false;

    /** @param {HTMLFormElement} form */
    constructor(form) {
      this.form = form;
      this.field = dom.find(form, `[name=${PARAMETER}]`, HTMLInputElement);
      this.shown = form.dataset.default ?? "";
      this.answers = new Answers(form);
    }

    prepare() {
      this.listenToForm();
      this.listenToField();
      this.listenToFilter();
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
      dom.find(this.form, ".asof__note", HTMLElement).textContent = note;
      // Not while somebody types in it.
      if (document.activeElement !== this.field) this.field.value = this.shown;
      const over = this.form.querySelector(".asof__over");
      if (over instanceof HTMLElement) over.hidden = this.shown !== usual;
      this.sayDay();
      this.updateLinks();
      if (isChange || asked) this.answers.show(this.shown);
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
      for (const link of dom.all(this.form, ".asof__keys a", HTMLAnchorElement)) {
        if (link.search === query) link.setAttribute("aria-current", "date");
        else link.removeAttribute("aria-current");
      }
      for (const link of dom.all(document, "a[data-same-day]", HTMLAnchorElement)) {
        link.search = query;
      }
    }

    /** @param {string} day */
    go(day) {
      const url = new URL(location.href);
      url.searchParams.set(PARAMETER, day);
      history.pushState(null, "", url);
      this.apply(true);
    }

    listenToForm() {
      this.form.addEventListener("submit", (event) => {
        event.preventDefault();
        if (this.field.value) this.go(this.field.value);
      });
      this.form.addEventListener("click", (event) => {
        const { target } = event;
        const link = target instanceof Element ? target.closest(".asof__keys a") : null;
        const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
        if (!(link instanceof HTMLAnchorElement) || isElsewhere) return;
        event.preventDefault();
        this.go(new URLSearchParams(link.search).get(PARAMETER) ?? "");
      });
    }

    /** A day that is typed changes with each of its parts: it counts with Enter or on leaving. */
    listenToField() {
      const { field } = this;
      field.addEventListener("keydown", () => (this.isTyping = true));
      field.addEventListener("pointerdown", () => (this.isTyping = false));
      const take = () => {
        if (field.value && field.value !== this.shown) this.go(field.value);
      };
      field.addEventListener("blur", take);
      field.addEventListener("change", () => {
        if (!this.isTyping) take();
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
