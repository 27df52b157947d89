// The meaning of a term beside it: shown on hover, focus and tap, hidden by Escape or on leaving.
"use strict";

{
  /** Time for the pointer to reach the meaning, in milliseconds. */
  const GRACE = 200;
  /** Room between the meaning and the edge of the screen, in pixels. */
  const EDGE = 8;

  /**
   * Place a note below its term if there is room, else above; never wider than the screen.
   * @param {HTMLElement} note
   * @param {HTMLElement} term
   */
  function place(note, term) {
    const lines = term.getClientRects();
    const frame = (note.offsetParent ?? document.body).getBoundingClientRect();
    const headerBottom = document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0;
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    const last = lines[lines.length - 1];
    const fits = last.bottom + note.offsetHeight + EDGE <= height;
    const above = lines[0].top - note.offsetHeight - EDGE / 2;
    const left = Math.min(last.left, width - note.offsetWidth - EDGE);
    const top = fits || above < headerBottom ? last.bottom + EDGE / 2 : above;
    note.style.left = `${Math.max(left, EDGE) - frame.left}px`;
    note.style.top = `${top - frame.top}px`;
  }

  /** The meanings of a page, of which one is shown at a time. */
  class Glossary {
    /** @type {HTMLAnchorElement | null} */
    term = null;
    /** @type {HTMLElement | null} */
    note = null;
    timer = 0;

    /** @param {HTMLElement} home Holds the meanings that are not shown. */
    constructor(home) {
      this.home = home;
    }

    /** @param {HTMLAnchorElement} term */
    show(term) {
      clearTimeout(this.timer);
      if (term === this.term) return;
      this.hide();
      const note = document.getElementById(term.getAttribute("aria-describedby") ?? "");
      if (!note) return;
      const link = document.createElement("a");
      link.href = term.href;
      link.textContent = this.home.dataset.see ?? "";
      link.tabIndex = -1; // keys follow the term itself
      note.append(link);
      document.querySelector("article")?.append(note);
      [this.term, this.note] = [term, note];
      place(note, term);
    }

    hide() {
      clearTimeout(this.timer);
      if (!this.note) return;
      this.note.lastChild?.remove();
      this.note.removeAttribute("style");
      this.home.append(this.note);
      this.term = this.note = null;
    }

    /** Hide soon, unless the pointer or the focus is on the term or its meaning by then. */
    leave() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => {
        const isKept = (/** @type {Element | null} */ element) =>
          element?.matches(":hover, :focus, :focus-within");
        if (!isKept(this.term) && !isKept(this.note)) this.hide();
      }, GRACE);
    }

    /** @param {Event} event */
    enter(event) {
      const term = termOf(event);
      if (term) this.show(term);
      else if (!this.contains(event)) this.leave();
    }

    /** @param {Event} event */
    contains({ target }) {
      return target instanceof Node && Boolean(this.note?.contains(target));
    }

    place() {
      if (this.note && this.term) place(this.note, this.term);
    }
  }

  /**
   * @param {Event} event
   * @returns {HTMLAnchorElement | null}
   */
  function termOf({ target }) {
    return target instanceof Element ? target.closest("a.gloss") : null;
  }

  /** @param {Glossary} glossary */
  function listen(glossary) {
    /** @type {HTMLAnchorElement | null} */
    let tapped = null; // the term under a finger, if its meaning was not shown before
    document.addEventListener("pointerdown", (event) => {
      const term = termOf(event);
      tapped = term !== glossary.term && event.pointerType !== "mouse" ? term : null;
      if (!term && !glossary.contains(event)) glossary.hide();
    });
    document.addEventListener("click", (event) => {
      if (!tapped || termOf(event) !== tapped) return;
      event.preventDefault();
      glossary.show(tapped);
      tapped = null;
    });
    document.addEventListener("pointerover", (event) => {
      if (event.pointerType === "mouse") glossary.enter(event);
    });
    document.addEventListener("focusin", (event) => glossary.enter(event));
    document.addEventListener("focusout", () => glossary.leave());
    document.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") glossary.hide();
    });
    addEventListener("resize", () => glossary.place());
  }

  const home = document.querySelector(".glosses");
  if (home instanceof HTMLElement) listen(new Glossary(home));
}
