// The search field: gives the theme a worker that starts when it is first needed, and shows what the theme's
// result list does not know: what was understood, the kinds to narrow by, the nearest titles.
"use strict";

{
  const READY = 1,
    QUERY = 2,
    RESULT = 3;
  const { search: engine, base } = JSON.parse(document.getElementById("__config").textContent);
  const dialog = document.querySelector(".md-search");
  const field = dialog.querySelector(".md-search__input");
  const toggle = document.getElementById("__search");
  const about = dialog.querySelector(".hits");

  /** A page that was opened as a file may not start a worker: it runs the engine itself. */
  class PageEngine extends EventTarget {
    constructor(url) {
      super();
      this.ready = [url, new URL("index.js", new URL(url, location))].reduce(
        (before, src) =>
          before.then(
            () =>
              new Promise((done) =>
                document.head.append(Object.assign(document.createElement("script"), { src, onload: done })),
              ),
          ),
        Promise.resolve(),
      );
    }

    postMessage(message) {
      this.ready.then(() => this.dispatchEvent(new MessageEvent("message", { data: searchReply(message) })));
    }
  }

  /** What the theme takes for its worker. Nothing is fetched before the field has the focus. */
  class LazyWorker extends EventTarget {
    text = "";
    kind = "";

    constructor(url) {
      super();
      this.url = url;
      field.addEventListener("focus", () => this.start());
      if (field.value || new URL(location).searchParams.has("q")) this.start();
    }

    start() {
      if (this.worker) return;
      this.worker = location.protocol === "file:" ? new PageEngine(this.url) : new Browser(this.url);
      this.worker.addEventListener("message", ({ data }) => this.receive(data));
      this.worker.postMessage({ type: 0 });
    }

    postMessage({ type, data }) {
      if (type !== QUERY) return;
      this.text = data;
      if (!data.trim()) this.kind = "";
      this.ask();
    }

    ask() {
      this.start();
      this.isAsking = Boolean(this.text.trim());
      if (this.isAsking) this.worker.postMessage({ type: QUERY, data: { text: this.text, kind: this.kind } });
      else this.receive({ type: RESULT, data: { items: [], kinds: [], understood: "", nearest: [] } });
    }

    /** Whether an answer to what stands in the field is still to come. */
    get isPending() {
      return this.isAsking || (!this.isReady && Boolean(field.value.trim()));
    }

    receive(message) {
      if (message.type === READY) this.isReady = true;
      if (message.type === RESULT) show(message.data, this);
      this.dispatchEvent(new MessageEvent("message", { data: message }));
      if (message.type === RESULT) this.answered();
    }

    /** Whoever pressed Enter before the answer came is led to the best hit now. */
    answered() {
      this.isAsking = false;
      if (this.isWaiting)
        field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
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
    told.hidden = !understood;
    told.textContent = understood && `${told.dataset.words} ${understood}`;
    near.hidden = !nearest.length;
    near.querySelector("ul").replaceChildren(...nearest.map(nearestTitle));
    const offered = kinds.length > 1 || worker.kind ? kinds : [];
    choice.hidden = !offered.length;
    // Buttons that stay keep the focus.
    for (const button of [...choice.children])
      if (!offered.some(([kind]) => kind === button.value)) button.remove();
    offered.forEach(([kind, words], at) => {
      let button = [...choice.children].find((one) => one.value === kind);
      if (!button) {
        button = element("button", { type: "button", value: kind, textContent: words });
        button.addEventListener("click", () => {
          worker.kind = worker.kind === kind ? "" : kind;
          worker.ask();
        });
        choice.insertBefore(button, choice.children[at] || null);
      }
      button.setAttribute("aria-pressed", worker.kind === kind);
    });
  }

  function element(tag, properties, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }

  /** In the form of the theme's results, whose keys then reach it. */
  function nearestTitle({ location: url, name, kind }) {
    const article = element("article", { className: "md-search-result__article md-typeset" });
    article.append(element("span", { className: "hit__kind", textContent: kind }), ` ${name}`);
    article.dataset.mdScore = "0";
    const href = new URL(url, new URL(`${base}/`, location));
    return element("li", {}, element("a", { href, className: "md-search-result__link" }, article));
  }

  // The theme hears keys only; words can be pasted with the mouse, too.
  field.addEventListener("input", () => field.dispatchEvent(new Event("keyup")));
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.isTrusted || !lazy?.isPending) return;
    lazy.isWaiting = true;
    event.preventDefault();
    event.stopPropagation();
  });
  // Tab leads on to the buttons and the results; the theme would close the dialog.
  dialog.addEventListener("keydown", (event) => {
    const isOnButton = event.target.matches(".hits button");
    if (
      (event.key === "Tab" && !about.children[1].hidden) ||
      (isOnButton && [" ", "Enter"].includes(event.key))
    )
      event.stopPropagation();
  });
  dialog.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !dialog.contains(relatedTarget) && toggle.checked) toggle.click();
  });
}
