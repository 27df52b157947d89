// Shows on a page the answers of a day: badges, what is in force and what is not, empty lists.
"use strict";

// `dom` is used in functions alone: this script runs before theme.js, which holds it.
{
  /** The answers that say that something is not so. */
  const OFF = new Set(["no", "not-yet", "ended", "off"]);

  /** Show the notes of lists that have no row on this day, and fold empty parts away. */
  function updateLists() {
    for (const note of dom.all(document, "[data-none]", HTMLElement)) {
      const rows = Array.from(note.closest("[data-any]")?.querySelectorAll("[data-row]") ?? []);
      note.hidden = rows.some((row) => !row.classList.contains("is-off"));
    }
    for (const part of dom.all(document, "[data-fold]", HTMLElement)) {
      const shown = part.querySelector("tbody:not(.is-off) tr:not(.is-off, [hidden])");
      part.classList.toggle("is-off", !shown);
    }
    const empty = document.querySelector("[data-empty]");
    if (empty instanceof HTMLElement) {
      empty.hidden = document.querySelector(empty.dataset.empty ?? "") !== null;
    }
  }

  class Answers {
    /** @param {HTMLFormElement} form Holds the badges in a template. */
    constructor(form) {
      this.badges = dom.find(form, "template", HTMLTemplateElement).content;
      this.elements = [
        ...dom.all(document, "[data-steps]", HTMLElement),
        ...dom.all(document, "[data-steps]", SVGElement),
      ];
    }

    /**
     * A copy of a badge.
     * @param {string} name
     */
    badge(name) {
      const badge = dom.find(this.badges, `[data-word="${name}"]`, HTMLElement);
      return /** @type {HTMLElement} */ (badge.cloneNode(true));
    }

    /**
     * Show the badge of an answer; where it is not known, with the nearest day that a source shows.
     * @param {Element} element
     * @param {string} group
     * @param {string} answer
     */
    showBadge(element, group, answer) {
      const [word, nearest] = answer.split("~");
      /** @type {(Node | string)[]} */
      const content = [this.badge(`${group}.${word}`)];
      if (nearest) {
        const aside = this.badge("nearest");
        const time = dom.find(aside, "time", HTMLTimeElement);
        time.dateTime = nearest;
        time.textContent = nearest.split("-").map(Number).reverse().join("/");
        content.push(" ", aside);
      }
      element.replaceChildren(...content);
    }

    /** @param {string} day */
    show(day) {
      for (const element of this.elements) {
        const { steps = "", of: group } = element.dataset;
        const answer = answerOn(steps, day);
        const isOff = OFF.has(answer);
        if (group) {
          this.showBadge(element, group, answer);
          element.closest("[data-row]")?.classList.toggle("is-off", isOff);
        } else if (answer === "on" || answer === "off") element.toggleAttribute("hidden", isOff);
        else element.classList.toggle("is-off", isOff);
      }
      updateLists();
      document.dispatchEvent(new CustomEvent("day", { detail: day }));
    }
  }

  globalThis.Answers = Answers;
}
