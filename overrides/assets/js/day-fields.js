// Three fields for a day: date, month and year in this order, whatever the language of the browser.
"use strict";

// `dom` is used in functions alone: this script runs before theme.js, which holds it.
{
  const SEPARATORS = new Set(["/", ".", "-", " "]);
  /** @type {Record<string, number>} */
  const STEPS = { ArrowUp: 1, ArrowDown: -1 };

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

  /**
   * The day that is so many days, months or years later; the last one of a shorter month.
   * @param {string} day
   * @param {string} part
   * @param {number} step
   */
  function shifted(day, part, step) {
    const [year, month, date] = day.split("-").map(Number);
    if (part === "date") return new Date(Date.UTC(year, month - 1, date + step)).toJSON();
    const months = month - 1 + (part === "year" ? 12 * step : step);
    const last = new Date(Date.UTC(year, months + 1, 0)).getUTCDate();
    return new Date(Date.UTC(year, months, Math.min(date, last))).toJSON();
  }

  class DayFields {
    /**
     * @param {HTMLElement} group
     * @param {(text: string, isStep: boolean) => void} take Gets what was entered, or a step by
     *   an arrow key.
     */
    constructor(group, take) {
      this.group = group;
      this.take = take;
      this.parts = dom.all(group, "[data-part]", HTMLInputElement);
      this.shown = "";
    }

    /** What is in the fields: `11/3/2024`. */
    get text() {
      return this.parts.map(({ value }) => value.trim()).join("/");
    }

    /** @param {string} day */
    show(day) {
      this.shown = day;
      const values = day.split("-").map(Number).reverse();
      this.parts.forEach((part, at) => {
        part.value = String(values[at]);
        part.removeAttribute("aria-invalid");
      });
    }

    refuse() {
      for (const part of this.parts) part.setAttribute("aria-invalid", "true");
    }

    /** Hand over what was entered, unless it is the day that is shown. */
    enter() {
      if (parseDay(this.text) !== this.shown) this.take(this.text, false);
    }

    listen() {
      this.parts.forEach((part, at) => {
        part.addEventListener("focus", () => part.select());
        part.addEventListener("keydown", (event) => this.press(event, at));
        part.addEventListener("input", () => this.input(at));
        part.addEventListener("paste", (event) => this.paste(event));
      });
      this.group.addEventListener("focusout", ({ relatedTarget }) => {
        const isInside = relatedTarget instanceof Node && this.group.contains(relatedTarget);
        if (!isInside) this.enter();
      });
    }

    /**
     * @param {KeyboardEvent} event
     * @param {number} at
     */
    press(event, at) {
      const part = this.parts[at];
      const step = STEPS[event.key];
      if (step) {
        const from = parseDay(this.text) || this.shown;
        this.take(shifted(from, part.dataset.part ?? "", step).slice(0, 10), true);
        part.select();
      } else if (SEPARATORS.has(event.key)) {
        if (part.value) this.parts[at + 1]?.focus();
      } else if (event.key === "Backspace" && !part.value) this.parts[at - 1]?.focus();
      else return;
      event.preventDefault();
    }

    /**
     * A field that is full leads on to the next.
     * @param {number} at
     */
    input(at) {
      const part = this.parts[at];
      part.value = part.value.replace(/\D/g, "");
      if (part.value.length === part.maxLength) this.parts[at + 1]?.focus();
    }

    /**
     * A whole day fills all fields.
     * @param {ClipboardEvent} event
     */
    paste(event) {
      const day = parseDay(event.clipboardData?.getData("text") ?? "");
      if (!day) return;
      event.preventDefault();
      this.take(day, false);
    }
  }

  globalThis.parseDay = parseDay;
  globalThis.DayFields = DayFields;
}
