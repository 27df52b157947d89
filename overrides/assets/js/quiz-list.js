// Folds the list of all questions of the self-check away, but not from print; a button unfolds it.
"use strict";

{
  const { find } = globalThis.dom;

  /** @param {HTMLElement} list */
  globalThis.foldQuiz = (list) => {
    const template = find(document, ".quiz-fold", HTMLTemplateElement);
    const copy = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    const button = find(copy, "button", HTMLButtonElement);

    /** @param {boolean} isFolded */
    function setFolded(isFolded) {
      list.classList.toggle("is-folded", isFolded);
      button.setAttribute("aria-expanded", String(!isFolded));
    }

    /** A source leads back to where it is cited, which may be in an answer of the list. */
    function follow() {
      const target = list.querySelector(`[id="${CSS.escape(location.hash.slice(1))}"]`);
      if (!target) return;
      setFolded(false);
      target.closest("details")?.setAttribute("open", "");
      target.scrollIntoView();
    }

    setFolded(true);
    button.addEventListener("click", () => setFolded(!list.classList.contains("is-folded")));
    addEventListener("hashchange", follow);
    follow();
    template.before(copy);
  };
}
