// The self-check: rounds of questions made from the list on the page; the list stays for print and for all who prefer it.
// All words come from the page. What was seen and scored is kept in this browser, by the ids of questions.
"use strict";

{
  const ROUND = 10;
  const list = document.querySelector("ol.quiz");

  /** Texts with values put in: "{right} of {all}". */
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  /** Several of an array, drawn by lot. */
  function draw(from, count) {
    const left = [...from];
    const drawn = [];
    while (left.length && drawn.length < count)
      drawn.push(...left.splice(Math.floor(Math.random() * left.length), 1));
    return drawn;
  }

  /** What is kept between visits; in memory alone where the browser keeps nothing. */
  function memory(known) {
    const place = `self-check ${location.pathname}`;
    let kept = { seen: [], last: null, best: null };
    const isScore = (one) => Array.isArray(one) && one.length === 2 && one.every(Number.isInteger);
    try {
      const { seen, last, best } = JSON.parse(localStorage.getItem(place)) || {};
      if (Array.isArray(seen)) kept.seen = seen.filter((id) => known.has(id));
      if (isScore(last)) kept.last = last;
      if (isScore(best)) kept.best = best;
    } catch {
      // Nothing that could be read was kept.
    }
    return {
      get: () => kept,
      set(changes) {
        kept = { ...kept, ...changes };
        try {
          localStorage.setItem(place, JSON.stringify(kept));
        } catch {
          // It is kept until the page is left.
        }
      },
      clear() {
        kept = { seen: [], last: null, best: null };
        try {
          localStorage.removeItem(place);
        } catch {
          // There was nothing.
        }
      },
    };
  }

  function read(item) {
    const answer = item.querySelector("details");
    return {
      id: item.dataset.id,
      ask: item.querySelector("p").textContent,
      options: [...item.querySelectorAll("ol > li")].map((one) => one.textContent),
      right: Number(answer.dataset.right),
      reason: answer.querySelector("p"),
    };
  }

  function prepare(panel) {
    const questions = new Map([...list.children].map(read).map((one) => [one.id, one]));
    const store = memory(questions);
    const find = (what) => panel.querySelector(what);
    const part = (name) => find(`[data-part="${name}"]`);
    const form = part("question");
    const said = find(".quiz-said");
    const submit = find('[data-do="submit"]');
    const next = find('[data-do="next"]');
    let round = [];
    let at = 0;
    let score = 0;

    function show(name) {
      for (const one of panel.querySelectorAll("[data-part]")) one.hidden = one.dataset.part !== name;
    }

    function tellKept(words) {
      const { seen, last, best } = store.get();
      const place = find("[data-kept]");
      const told = ([right, all]) => fill(place.dataset.score, { right, all });
      const values = last && { last: told(last), best: told(best || last), seen: seen.length, all: questions.size };
      place.textContent = words || (values ? fill(place.dataset.some, values) : place.dataset.none);
    }

    /** Questions not seen yet; where they run out, all begin anew. */
    function start() {
      const { seen } = store.get();
      const unseen = [...questions.keys()].filter((id) => !seen.includes(id));
      round = draw(unseen, ROUND);
      if (round.length < Math.min(ROUND, questions.size)) {
        const others = [...questions.keys()].filter((id) => !round.includes(id));
        store.set({ seen: [] });
        round.push(...draw(others, ROUND - round.length));
      }
      at = 0;
      score = 0;
      show("question");
      ask();
    }

    function ask() {
      const question = questions.get(round[at]);
      const place = find(".quiz-place");
      place.textContent = fill(place.dataset.place, { number: at + 1, all: round.length });
      find("[data-ask]").textContent = question.ask;
      const rows = question.options.map((text, index) => {
        const label = document.createElement("label");
        const choice = document.createElement("input");
        Object.assign(choice, { type: "radio", name: "answer", value: index });
        const words = document.createElement("span");
        words.textContent = text;
        label.append(choice, words);
        return label;
      });
      find("[data-options]").replaceChildren(...rows);
      said.replaceChildren();
      said.className = "quiz-said";
      submit.hidden = false;
      next.hidden = true;
      find("legend").focus();
    }

    function answer() {
      const question = questions.get(round[at]);
      const chosen = form.querySelector("input:checked");
      if (!chosen) {
        said.textContent = said.dataset.choose;
        form.querySelector("input").focus();
        return;
      }
      const isRight = Number(chosen.value) === question.right;
      score += isRight ? 1 : 0;
      store.set({ seen: [...new Set([...store.get().seen, question.id])] });
      mark(question, chosen);
      const words = document.createElement("strong");
      words.textContent = isRight ? said.dataset.right : said.dataset.wrong;
      const reason = question.reason.cloneNode(true);
      // What is cited keeps its one place in the list.
      for (const one of reason.querySelectorAll("[id]")) one.removeAttribute("id");
      reason.prepend(words, " ");
      said.replaceChildren(reason);
      said.classList.add(isRight ? "is-right" : "is-wrong");
      submit.hidden = true;
      next.hidden = false;
      next.textContent = at + 1 < round.length ? next.dataset.next : next.dataset.finish;
      said.focus();
    }

    /** Says beside the options which one is right and which was chosen, not by colour alone. */
    function mark(question, chosen) {
      for (const choice of form.querySelectorAll("input")) {
        choice.disabled = true;
        const notes = [];
        if (Number(choice.value) === question.right) notes.push(said.dataset.isRight);
        if (choice === chosen) notes.push(said.dataset.isChosen);
        const note = document.createElement("em");
        note.textContent = ` (${notes.join(", ")})`;
        if (notes.length) choice.nextElementSibling.append(note);
      }
    }

    function finish() {
      const result = [score, round.length];
      const { best } = store.get();
      const isBest = !best || score / round.length >= best[0] / best[1];
      store.set({ last: result, best: isBest ? result : best });
      const place = find(".quiz-score");
      show("done");
      place.textContent = fill(place.dataset.done, { right: score, all: round.length });
      place.focus();
    }

    function reset() {
      store.clear();
      show("start");
      tellKept(find("[data-kept]").dataset.cleared);
      find('[data-part="start"] [data-do="start"]').focus();
    }

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (next.hidden) answer();
    });
    next.addEventListener("click", () => {
      at += 1;
      if (at < round.length) ask();
      else finish();
    });
    for (const one of panel.querySelectorAll('[data-do="start"]')) one.addEventListener("click", start);
    for (const one of panel.querySelectorAll('[data-do="reset"]')) one.addEventListener("click", reset);
    tellKept("");
  }

  /** The list is folded away, but not from print; a button unfolds it. */
  function fold() {
    const place = document.querySelector(".quiz-fold");
    const made = place.content.cloneNode(true);
    const button = made.querySelector("button");
    const set = (isFolded) => {
      list.classList.toggle("is-folded", isFolded);
      button.setAttribute("aria-expanded", String(!isFolded));
    };
    /** A source leads back to where it is cited, which may be in an answer of the list. */
    const follow = () => {
      const target = list.querySelector(`[id="${CSS.escape(location.hash.slice(1))}"]`);
      if (!target) return;
      set(false);
      target.closest("details").open = true;
      target.scrollIntoView();
    };
    set(true);
    button.addEventListener("click", () => set(!list.classList.contains("is-folded")));
    addEventListener("hashchange", follow);
    follow();
    place.before(made);
  }

  if (list) {
    const form = document.querySelector(".quiz-form");
    const made = form.content.cloneNode(true);
    const panel = made.querySelector(".quiz-panel");
    prepare(panel);
    form.before(made);
    fold();
  }
}
