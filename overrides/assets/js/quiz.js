// The self-check: rounds of questions from the list on the page, which stays for print. All texts
// are in the page; what was seen, answered wrongly and scored is kept in this browser.
"use strict";

{
  const { all, find } = globalThis.dom;

  /**
   * A text with values put in: "{right} of {all}".
   * @param {string} text
   * @param {Record<string, string | number>} values
   */
  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
  }

  /**
   * @param {HTMLElement} item
   * @returns {QuizQuestion}
   */
  function readQuestion(item) {
    const answer = find(item, "details", HTMLElement);
    return {
      id: item.dataset.id ?? "",
      topic: item.dataset.topic ?? "",
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
    label.className = "option";
    label.append(choice, span);
    return label;
  }

  /** The panel that asks one question at a time. */
  class Quiz {
    round = new QuizRound([]);
    isReview = false;

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
      const { seen, wrong } = this.store.state;
      const count = wrong.length;
      for (const button of all(this.panel, '[data-do="review"]', HTMLElement)) {
        button.hidden = !count;
        button.textContent = fill(button.dataset.words ?? "", { count });
      }
      for (const button of all(this.panel, '[data-do="reset"]', HTMLElement)) {
        button.hidden = !seen.length;
      }
    }

    /**
     * Say what is kept of earlier rounds, or something else.
     * @param {string} message
     */
    showKept(message) {
      this.showPart("start");
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

    /** Begin a round on the chosen topic; where new questions run out, those seen come again. */
    start() {
      const chosen = find(this.panel, "[name=topic]:checked", HTMLInputElement).value;
      const questions = Array.from(this.questions.values());
      const ids = questions.filter(({ topic }) => !chosen || topic === chosen).map(({ id }) => id);
      const { seen } = this.store.state;
      const drawn = QuizRound.draw(ids, seen);
      if (drawn.isAnew) this.store.set({ seen: seen.filter((id) => !ids.includes(id)) });
      this.begin(drawn.ids, false);
    }

    /** Ask again what was answered wrongly in any round. */
    review() {
      this.begin(QuizRound.draw(this.store.state.wrong, []).ids, true);
    }

    /**
     * @param {string[]} ids
     * @param {boolean} isReview Whether its score is not kept.
     */
    begin(ids, isReview) {
      this.round = new QuizRound(ids);
      this.isReview = isReview;
      this.showPart("question");
      this.ask();
    }

    /** The current question. */
    get question() {
      const question = this.questions.get(this.round.id);
      if (!question) throw new Error("The round is over.");
      return question;
    }

    ask() {
      const place = this.find(".quiz-place");
      const { place: words = "", again = "" } = place.dataset;
      const [number, count] = this.round.place;
      place.textContent = fill(this.round.isAgain ? again : words, { number, all: count });
      this.find("[data-ask]").textContent = this.question.text;
      this.find("[data-options]").replaceChildren(...this.question.options.map(optionRow));
      this.result.replaceChildren();
      this.result.className = "quiz-said";
      this.submit.hidden = false;
      this.next.hidden = true;
      this.showTrack();
      const legend = find(this.form, "legend", HTMLElement);
      // Firefox gives the focus only to what has been laid out.
      legend.getBoundingClientRect();
      legend.focus();
    }

    /** Draw the questions of the round in a row: right, wrong, the current one, those to come. */
    showTrack() {
      const { at, count, results } = this.round;
      const names = Array.from({ length: count }, (_, index) => {
        if (index < results.length) return results[index] ? "is-right" : "is-wrong";
        return index === at ? "is-now" : "";
      });
      const marks = names.map((name) => {
        const mark = document.createElement("span");
        mark.className = name;
        return mark;
      });
      this.find(".quiz-track").replaceChildren(...marks);
    }

    answer() {
      const choices = all(this.form, "input", HTMLInputElement);
      const chosen = choices.findIndex((choice) => choice.checked);
      if (chosen < 0) {
        this.result.textContent = this.result.dataset.choose ?? "";
        choices[0].focus();
        return;
      }
      const isRight = chosen === this.question.right;
      this.keep(isRight);
      this.round.judge(isRight);
      for (const choice of choices) choice.disabled = true;
      const rows = all(this.form, ".option", HTMLElement);
      markOptions(rows, this.question.right, chosen, this.result.dataset);
      this.showReason(isRight);
      this.showTrack();
      this.offerNext();
      this.result.focus();
    }

    /**
     * What is answered rightly at once need not be reviewed any more.
     * @param {boolean} isRight
     */
    keep(isRight) {
      const { seen, wrong } = this.store.state;
      const { id, isAgain } = this.round;
      const others = isRight && isAgain ? wrong : wrong.filter((other) => other !== id);
      this.store.set({
        seen: Array.from(new Set([...seen, id])),
        wrong: isRight ? others : [...others, id],
      });
    }

    offerNext() {
      this.submit.hidden = true;
      this.next.hidden = false;
      const { next = "", again = "", finish = "" } = this.next.dataset;
      const { left, place, isAgain } = this.round;
      const isLast = !isAgain && place[0] === place[1];
      const words = isLast ? again : next;
      this.next.textContent = left ? fill(words, { count: left }) : finish;
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
      const [right, count] = this.round.score;
      const { best } = this.store.state;
      if (!this.isReview) {
        const isBest = !best || right / count >= best[0] / best[1];
        this.store.set({ last: [right, count], best: isBest ? [right, count] : best });
      }
      const place = this.find(".quiz-score");
      this.showPart("done");
      place.textContent = fill(place.dataset.done ?? "", { right, all: count });
      place.focus();
    }

    reset() {
      this.store.clear();
      this.showKept(this.find("[data-kept]").dataset.cleared ?? "");
      this.find('[data-part="start"] [data-do="start"]').focus();
    }

    /** Choose a topic for the next round. */
    choose() {
      this.showKept("");
      this.find("[name=topic]:checked").focus();
    }

    listen() {
      this.form.addEventListener("submit", (event) => {
        event.preventDefault();
        if (this.next.hidden) this.answer();
      });
      const steps = {
        start: () => this.start(),
        review: () => this.review(),
        topics: () => this.choose(),
        reset: () => this.reset(),
        next: () => {
          const { left } = this.round;
          this.round.next();
          if (left) this.ask();
          else this.finish();
        },
      };
      for (const [name, step] of Object.entries(steps)) {
        for (const button of all(this.panel, `[data-do="${name}"]`, HTMLElement)) {
          button.addEventListener("click", step);
        }
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
