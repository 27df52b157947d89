// The search field: gives the theme a worker that starts when it is first needed, and shows what the theme's
// result list does not know: what was understood, the kinds to narrow by, the nearest titles.
"use strict";

{
  const SETUP = 0;
  const READY = 1;
  const QUERY = 2;
  const RESULT = 3;
  const ENTER = { key: "Enter", bubbles: true, cancelable: true };
  const NOTHING = { items: [], kinds: [], understood: "", nearest: [] };
  const { search: engine, base } = JSON.parse(document.getElementById("__config").textContent);
  const dialog = document.querySelector(".md-search");
  const field = dialog.querySelector(".md-search__input");
  const toggle = document.getElementById("__search");
  const about = dialog.querySelector(".hits");
  const count = dialog.querySelector(".md-search-result__meta");

  /** A page that was opened as a file may not start a worker: it runs the engine itself. */
  class PageEngine extends EventTarget {
    constructor(url) {
      super();
      const index = new URL(new URL(url, location).hash.slice(1), new URL(url, location));
      this.ready = load(url).then(() => load(index));
      this.ready.catch(() => this.dispatchEvent(new Event("error")));
    }

    postMessage(message) {
      const answer = () => this.dispatchEvent(new MessageEvent("message", { data: searchReply(message) }));
      this.ready.then(answer, () => {});
    }
  }

  function load(src) {
    return new Promise((onload, onerror) => {
      document.head.append(element("script", { src, onload, onerror }));
    });
  }

  /** What the theme takes for its worker. Nothing is fetched before the field has the focus. */
  class LazyWorker extends EventTarget {
    text = "";
    kind = "";
    /** The number of the newest question; answers to older ones are dropped. */
    asked = 0;
    answered = 0;

    constructor(url) {
      super();
      this.url = url;
      field.addEventListener("focus", () => this.start());
      if (field.value || new URL(location).searchParams.has("q")) this.start();
    }

    start() {
      if (!this.worker) this.run(location.protocol === "file:" ? PageEngine : Browser);
    }

    run(Kind) {
      this.worker = new Kind(this.url);
      this.worker.addEventListener("message", ({ data }) => this.receive(data));
      // Where a worker can not be had, the page does its work; where nothing can, it says so.
      this.worker.addEventListener("error", () =>
        Kind === Browser && !this.isReady ? this.run(PageEngine) : this.fail(),
      );
      this.worker.postMessage({ type: SETUP });
    }

    fail() {
      this.isWaiting = false;
      count.textContent = about.dataset.failed;
    }

    postMessage({ type, data }) {
      if (type !== QUERY) return;
      this.text = data;
      if (!data.trim()) this.kind = "";
      this.ask();
    }

    ask() {
      this.start();
      const id = (this.asked += 1);
      const { text, kind } = this;
      if (text.trim()) this.worker.postMessage({ type: QUERY, data: { text, kind, id } });
      // Not at once: the theme has to take the new value down first.
      else setTimeout(() => this.receive({ type: RESULT, data: { ...NOTHING, id } }));
    }

    /** Whether an answer to what stands in the field is still to come. */
    get isPending() {
      return this.answered < this.asked || (!this.isReady && Boolean(field.value.trim()));
    }

    receive(message) {
      const { type, data } = message;
      if (type === READY) this.isReady = true;
      if (type === RESULT && data.id !== this.asked) return;
      if (type === RESULT) show(data, this);
      this.dispatchEvent(new MessageEvent("message", { data: message }));
      if (type !== RESULT) return;
      if (data.isCut) count.textContent = about.dataset.over.replace("#", data.items.length);
      this.answered = data.id;
      // Whoever pressed Enter before the answer came is led to the best hit now.
      if (this.isWaiting) field.dispatchEvent(new KeyboardEvent("keydown", ENTER));
      this.isWaiting = false;
    }
  }

  let lazy = null;
  const Browser = window.Worker;
  window.Worker = function Worker(url, options) {
    return url === engine ? (lazy = new LazyWorker(url)) : new Browser(url, options);
  };

  function show({ kinds, understood, nearest }, worker) {
    const [told, choice, near] = about.children;
    told.textContent = understood && `${told.dataset.words} ${understood}`;
    near.hidden = !nearest.length;
    near.querySelector("ul").replaceChildren(...nearest.map(nearestTitle));
    offer(choice, worker, kinds.length > 1 || worker.kind ? kinds : []);
  }

  /** The kinds to narrow by; buttons that stay keep the focus, and the chosen one always stays. */
  function offer(choice, worker, kinds) {
    const isOffered = ({ value }) => value === worker.kind || kinds.some(([kind]) => kind === value);
    for (const button of [...choice.children]) if (!isOffered(button)) button.remove();
    for (const [kind, textContent] of kinds) {
      if ([...choice.children].some(({ value }) => value === kind)) continue;
      const button = element("button", { type: "button", value: kind, textContent });
      button.addEventListener("click", () => {
        worker.kind = worker.kind === kind ? "" : kind;
        worker.ask();
      });
      choice.append(button);
    }
    for (const button of choice.children) button.setAttribute("aria-pressed", worker.kind === button.value);
    choice.hidden = !choice.children.length;
  }

  function element(tag, properties, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }

  /** In the form of the theme's results, whose arrow keys then reach it. */
  function nearestTitle({ location: url, name, line, kind }) {
    const article = element("article", { className: "md-search-result__article md-typeset" });
    article.append(element("span", { className: "hit__kind", textContent: kind }), ` ${name} `);
    article.append(element("span", { className: "hit__line", textContent: line }));
    const href = new URL(url, new URL(`${base}/`, location));
    return element("li", {}, element("a", { href, className: "md-search-result__link" }, article));
  }

  // The theme hears keys only; words can be pasted with the mouse, and taken away by the button.
  field.addEventListener("input", () => field.dispatchEvent(new Event("keyup")));
  field.form.addEventListener("reset", () => setTimeout(() => field.dispatchEvent(new Event("keyup"))));
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.isTrusted) return;
    const isNothing = !about.querySelector(".hits__nearest").hidden;
    if (lazy?.isPending) lazy.isWaiting = true;
    else if (!isNothing) return;
    event.preventDefault();
    event.stopPropagation();
  });
  // Tab leads on to the buttons, where the theme would close the dialog, and from there out of it.
  dialog.addEventListener("keydown", (event) => {
    const [, choice, near] = about.children;
    const isOnButton = event.target.matches(".hits__kinds button");
    const isTheirs = event.key === "Escape" || event.key.startsWith("Arrow");
    if (isOnButton ? !isTheirs : event.key === "Tab" && !(choice.hidden && near.hidden))
      event.stopPropagation();
  });
  dialog.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !dialog.contains(relatedTarget) && toggle.checked) toggle.click();
  });
  toggle.addEventListener("change", () => {
    if (!toggle.checked && dialog.contains(document.activeElement)) document.activeElement.blur();
  });
}
