// Shows on a page the answers of a day: badges, what is in force and what is not, empty lists.
"use strict";

// `dom` is used in functions alone: this script runs before theme.js, which holds it.
{
  /** The answers that say that something is not so. */
  const OFF = new Set(["no", "not-yet", "ended", "off"]);

  /** The answers of those who are shown apart from the holders of a day. */
  const DOUBTFUL = new Set(["old", "later", "unknown"]);

  /** Whether a row says that something is so on this day. */
  const isShown = (/** @type {Element} */ row) =>
    !row.classList.contains("is-off") && !row.classList.contains("is-doubtful");

  /** A list in which those who are shown apart stand under a button. */
  class FoldedList {
    /**
     * @param {HTMLElement} fold Holds the button.
     * @param {string} label Its text, with `#` for the number of those under it.
     */
    constructor(fold, label) {
      this.label = label;
      this.fold = fold;
      this.list = /** @type {HTMLElement} */ (fold.parentElement);
      this.button = dom.find(fold, "button", HTMLButtonElement);
      this.rows = Array.from(this.list.querySelectorAll(":scope > [data-row]"));
      this.isMoved = false;
      this.button.addEventListener("click", () => {
        const isOpen = this.list.classList.toggle("is-open");
        this.button.setAttribute("aria-expanded", String(isOpen));
      });
    }

    /** Put the rows in order: those who hold it, the button, then the others. */
    update() {
      const doubtful = this.rows.filter((row) => row.classList.contains("is-doubtful"));
      const count = String(doubtful.length);
      this.fold.hidden = doubtful.length === 0;
      this.button.textContent = this.label.replace("#", count);
      for (const row of this.rows) {
        const isApart = row.classList.contains("is-doubtful");
        const isAfter = this.fold.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING;
        if (isApart !== Boolean(isAfter)) this.isMoved = true;
      }
      if (!this.isMoved) return;
      for (const row of this.rows) {
        if (row.classList.contains("is-doubtful")) this.list.append(row);
        else this.fold.before(row);
      }
    }
  }

  /** Show the notes of lists that have no row on this day, and fold empty parts away. */
  function updateLists() {
    for (const note of dom.all(document, "[data-none]", HTMLElement)) {
      const rows = Array.from(note.closest("[data-any]")?.querySelectorAll("[data-row]") ?? []);
      note.hidden = rows.some(isShown);
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

  /** Open the folds that hold a row of this day, close those that we opened. */
  function updateFolds() {
    for (const fold of dom.all(document, "details.fold", HTMLDetailsElement)) {
      const rows = Array.from(fold.querySelectorAll("[data-row]"));
      const isNeeded = rows.some((row) => row.querySelector("[data-of]") && isShown(row));
      if (isNeeded === fold.open || (!isNeeded && !fold.dataset.opened)) continue;
      fold.open = isNeeded;
      fold.dataset.opened = isNeeded ? "day" : "";
    }
  }

  class Answers {
    /** @param {HTMLFormElement} form Holds the badges in a template. */
    constructor(form) {
      this.badges = dom.find(form, "template", HTMLTemplateElement).content;
      const folds = dom.all(document, "[data-doubts]", HTMLElement);
      const label = form.dataset.doubtsLabel ?? "";
      this.lists = Array.from(folds, (fold) => new FoldedList(fold, label));
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
     * Show the badge of an answer; where it is not known, with the day of the nearest evidence.
     * @param {Element} element
     * @param {string} group
     * @param {string} answer
     */
    showBadge(element, group, answer) {
      const [word, nearest] = answer.split("~");
      const badge = this.badge(`${group}.${word}`);
      if (nearest) {
        const time = document.createElement("time");
        time.dateTime = nearest;
        time.textContent = nearest.split("-").map(Number).reverse().join("/");
        badge.append(" ", time);
      }
      element.replaceChildren(badge);
    }

    /** @param {string} day */
    show(day) {
      for (const element of this.elements) {
        const { steps = "", of: group } = element.dataset;
        const answer = answerOn(steps, day);
        const isOff = OFF.has(answer);
        if (group) {
          this.showBadge(element, group, answer);
          const row = element.closest("[data-row]");
          row?.classList.toggle("is-off", isOff);
          row?.classList.toggle("is-doubtful", DOUBTFUL.has(answer.split("~")[0] ?? ""));
        } else if (answer !== "on" && answer !== "off") element.classList.toggle("is-off", isOff);
        else if (element instanceof SVGElement) element.classList.toggle("is-unseen", isOff);
        else element.hidden = isOff;
      }
      for (const list of this.lists) list.update();
      updateLists();
      updateFolds();
      document.dispatchEvent(new CustomEvent("day", { detail: day }));
    }
  }

  globalThis.Answers = Answers;
}
