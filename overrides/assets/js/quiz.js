// The self-check: rounds of questions from the list on the page, which stays for print. All texts
// are in the page; what was seen and scored is kept in this browser.
"use strict";

{
  const { all, find } = globalThis.dom;
  /** How many questions a round has. */
  const ROUND = 10;

  /**
   * A text with values put in: "{right} of {all}".
   * @param {string} text
   * @param {Record<string, string | number>} values
   */
  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
  }

  /**
   * Some of a list, drawn by lot.
   * @param {string[]} list
   * @param {number} count
   */
  function draw(list, count) {
    const rest = Array.from(list);
    /** @type {string[]} */
    const drawn = [];
    while (rest.length && drawn.length < count) {
      drawn.push(...rest.splice(Math.floor(Math.random() * rest.length), 1));
    }
    return drawn;
  }

  /**
   * @param {HTMLElement} item
   * @returns {QuizQuestion}
   */
  function readQuestion(item) {
    const answer = find(item, "details", HTMLElement);
    return {
      id: item.dataset.id ?? "",
      text: find(item, "p", HTMLElement).textContent,
      options: all(item, "ol > li", HTMLElement).map((option) => option.textContent),
      right: Number(answer.dataset.right),
      reason: find(answer, "p", HTMLElement),
    };
  }

  /**
   * A row with an option of a question.
   * @param {string} text
   * @param {number} index
   */
  function optionRow(text, index) {
    const choice = document.createElement("input");
    Object.assign(choice, { type: "radio", name: "answer", value: String(index) });
    const span = document.createElement("span");
    span.textContent = text;
    const label = document.createElement("label");
    label.append(choice, span);
    return label;
  }

  /** The panel that asks one question at a time. */
  class Quiz {
    /** @type {string[]} The ids of the questions of this round. */
    round = [];
    /** The index of the current question. */
    at = 0;
    score = 0;

    /**
     * @param {HTMLElement} panel
     * @param {HTMLElement} list
     */
    constructor(panel, list) {
      this.panel = panel;
      const items = all(list, ":scope > li", HTMLElement);
      this.questions = new Map(items.map(readQuestion).map((question) => [question.id, question]));
      this.store = new QuizStore((id) => this.questions.has(id));
      this.form = find(panel, "form", HTMLFormElement);
      this.result = this.find(".quiz-said");
      this.submit = this.find('[data-do="submit"]');
      this.next = this.find('[data-do="next"]');
    }

    prepare() {
      this.listen();
      this.showKept("");
    }

    /** @param {string} selector */
    find(selector) {
      return find(this.panel, selector, HTMLElement);
    }

    /**
     * Show one part of the panel: `start`, `question` or `done`.
     * @param {string} name
     */
    showPart(name) {
      for (const part of all(this.panel, "[data-part]", HTMLElement)) {
        part.hidden = part.dataset.part !== name;
      }
    }

    /**
     * Say what is kept of earlier rounds, or something else.
     * @param {string} message
     */
    showKept(message) {
      const { seen, last, best } = this.store.state;
      const place = this.find("[data-kept]");
      const { none = "", some = "", score = "" } = place.dataset;
      place.textContent = message || none;
      if (message || !last) return;
      const told = (/** @type {QuizScore} */ [right, count]) => fill(score, { right, all: count });
      place.textContent = fill(some, {
        last: told(last),
        best: told(best ?? last),
        seen: seen.length,
        all: this.questions.size,
      });
    }

    /** Begin a round of questions not seen yet; where they run out, all begin anew. */
    start() {
      const { seen } = this.store.state;
      const ids = Array.from(this.questions.keys());
      this.round = draw(ids.filter((id) => !seen.includes(id)), ROUND);
      if (this.round.length < Math.min(ROUND, ids.length)) {
        const others = ids.filter((id) => !this.round.includes(id));
        this.store.set({ seen: [] });
        this.round.push(...draw(others, ROUND - this.round.length));
      }
      this.at = 0;
      this.score = 0;
      this.showPart("question");
      this.ask();
    }

    /** The current question. */
    get question() {
      const question = this.questions.get(this.round[this.at]);
      if (!question) throw new Error("The round is over.");
      return question;
    }

    ask() {
      const place = this.find(".quiz-place");
      const values = { number: this.at + 1, all: this.round.length };
      place.textContent = fill(place.dataset.place ?? "", values);
      this.find("[data-ask]").textContent = this.question.text;
      this.find("[data-options]").replaceChildren(...this.question.options.map(optionRow));
      this.result.replaceChildren();
      this.result.className = "quiz-said";
      this.submit.hidden = false;
      this.next.hidden = true;
      this.find("legend").focus();
    }

    answer() {
      const choices = all(this.form, "input", HTMLInputElement);
      const chosen = choices.find((choice) => choice.checked);
      if (!chosen) {
        this.result.textContent = this.result.dataset.choose ?? "";
        choices[0].focus();
        return;
      }
      const { id, right } = this.question;
      const isRight = Number(chosen.value) === right;
      if (isRight) this.score += 1;
      this.store.set({ seen: Array.from(new Set([...this.store.state.seen, id])) });
      this.markChoices(choices, chosen);
      this.showReason(isRight);
      this.submit.hidden = true;
      this.next.hidden = false;
      const { next = "", finish = "" } = this.next.dataset;
      this.next.textContent = this.at + 1 < this.round.length ? next : finish;
      this.result.focus();
    }

    /**
     * Say beside the options which one is right and which was chosen, not by colour alone.
     * @param {HTMLInputElement[]} choices
     * @param {HTMLInputElement} chosen
     */
    markChoices(choices, chosen) {
      for (const choice of choices) {
        choice.disabled = true;
        const notes = [];
        if (Number(choice.value) === this.question.right) notes.push(this.result.dataset.isRight);
        if (choice === chosen) notes.push(this.result.dataset.isChosen);
        const note = document.createElement("em");
        note.textContent = ` (${notes.join(", ")})`;
        if (notes.length) choice.nextElementSibling?.append(note);
      }
    }

    /** @param {boolean} isRight */
    showReason(isRight) {
      const { right = "", wrong = "" } = this.result.dataset;
      const verdict = document.createElement("strong");
      verdict.textContent = isRight ? right : wrong;
      const reason = /** @type {HTMLElement} */ (this.question.reason.cloneNode(true));
      // What is cited keeps its one place in the list.
      for (const element of all(reason, "[id]", Element)) element.removeAttribute("id");
      reason.prepend(verdict, " ");
      this.result.replaceChildren(reason);
      this.result.classList.add(isRight ? "is-right" : "is-wrong");
    }

    finish() {
      /** @type {QuizScore} */
      const result = [this.score, this.round.length];
      const { best } = this.store.state;
      const isBest = !best || result[0] / result[1] >= best[0] / best[1];
      this.store.set({ last: result, best: isBest ? result : best });
      const place = this.find(".quiz-score");
      this.showPart("done");
      place.textContent = fill(place.dataset.done ?? "", { right: result[0], all: result[1] });
      place.focus();
    }

    reset() {
      this.store.clear();
      this.showPart("start");
      this.showKept(this.find("[data-kept]").dataset.cleared ?? "");
      this.find('[data-part="start"] [data-do="start"]').focus();
    }

    listen() {
      this.form.addEventListener("submit", (event) => {
        event.preventDefault();
        if (this.next.hidden) this.answer();
      });
      this.next.addEventListener("click", () => {
        this.at += 1;
        if (this.at < this.round.length) this.ask();
        else this.finish();
      });
      for (const button of all(this.panel, '[data-do="start"]', HTMLElement)) {
        button.addEventListener("click", () => this.start());
      }
      for (const button of all(this.panel, '[data-do="reset"]', HTMLElement)) {
        button.addEventListener("click", () => this.reset());
      }
    }
  }

  const list = document.querySelector("ol.quiz");
  if (list instanceof HTMLElement) {
    const template = find(document, ".quiz-form", HTMLTemplateElement);
    const copy = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    new Quiz(find(copy, ".quiz-panel", HTMLElement), list).prepare();
    template.before(copy);
    foldQuiz(list);
  }
}
