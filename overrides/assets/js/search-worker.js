// Gives the theme a search worker that starts when it is first needed. A page that was opened as a
// file may not start a worker: it runs the engine itself.
"use strict";

{
  const { find } = globalThis.dom;
  const { about, count, field } = globalThis.searchDialog;
  const { search: engineUrl } = JSON.parse(find(document, "#__config", HTMLElement).textContent);
  const SETUP = 0;
  const READY = 1;
  const QUERY = 2;
  const RESULT = 3;
  const ENTER = { key: "Enter", bubbles: true, cancelable: true };
  /** @type {SearchAnswer} */
  const NOTHING = { items: [], isCut: false, kinds: [], understood: "", nearest: [] };
  const BrowserWorker = window.Worker;

  /** @typedef {EventTarget & { postMessage(message: SearchMessage): void }} EngineWorker */

  /**
   * @param {string | URL} url
   * @returns {Promise<Event>}
   */
  function loadScript(url) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = String(url);
      script.addEventListener("load", resolve);
      script.addEventListener("error", reject);
      document.head.append(script);
    });
  }

  /** The engine in the page, with the face of a worker. */
  class PageWorker extends EventTarget {
    /** @param {string} url */
    constructor(url) {
      super();
      const engine = new URL(url, location.href);
      this.ready = loadScript(url).then(() => loadScript(new URL(engine.hash.slice(1), engine)));
      this.ready.catch(() => this.dispatchEvent(new Event("error")));
    }

    /** @param {SearchMessage} message */
    postMessage(message) {
      const reply = () => {
        this.dispatchEvent(new MessageEvent("message", { data: searchReply(message) }));
      };
      this.ready.then(reply, () => {});
    }
  }

  /** What the theme takes for its worker. Nothing is fetched before the field has the focus. */
  class LazyWorker extends EventTarget {
    text = "";
    kind = "";
    isEntered = false;
    isReady = false;
    /** The number of the newest query; answers to older ones are dropped. */
    asked = 0;
    answered = 0;
    /** @type {EngineWorker | null} */
    worker = null;

    /** @param {string} url */
    constructor(url) {
      super();
      this.url = url;
      field.addEventListener("focus", () => this.start());
      if (field.value || new URL(location.href).searchParams.has("q")) this.start();
    }

    start() {
      if (!this.worker) this.run(location.protocol === "file:" ? PageWorker : BrowserWorker);
    }

    /** @param {new (url: string) => EngineWorker} WorkerType */
    run(WorkerType) {
      const worker = new WorkerType(this.url);
      this.worker = worker;
      worker.addEventListener("message", (event) => {
        if (event instanceof MessageEvent) this.receive(event.data);
      });
      // Where a worker cannot be had, the page does its work; where nothing can, it says so.
      worker.addEventListener("error", () => {
        if (WorkerType === BrowserWorker && !this.isReady) this.run(PageWorker);
        else this.fail();
      });
      worker.postMessage({ type: SETUP });
    }

    fail() {
      this.isEntered = false;
      count.textContent = about.dataset.failed ?? "";
    }

    /**
     * Take a query of the theme.
     * @param {{ type: number, data: string }} message
     */
    postMessage({ type, data }) {
      if (type !== QUERY) return;
      this.text = data;
      if (!data.trim()) this.kind = "";
      this.ask();
    }

    ask() {
      this.start();
      this.asked += 1;
      const { asked: id, text, kind } = this;
      if (text.trim()) this.worker?.postMessage({ type: QUERY, data: { text, kind, id } });
      // Not at once: the theme has to take in the new value first.
      else setTimeout(() => this.receive({ type: RESULT, data: { ...NOTHING, id } }));
    }

    get isPending() {
      return this.answered < this.asked || (!this.isReady && Boolean(field.value.trim()));
    }

    /** @param {SearchReply} message */
    receive(message) {
      const { type, data } = message;
      if (type === READY) this.isReady = true;
      const isResult = type === RESULT && data !== undefined;
      if (isResult && data.id !== this.asked) return;
      if (isResult) showSearchAnswer(data, this);
      this.dispatchEvent(new MessageEvent("message", { data: message }));
      if (isResult) this.finish(data);
    }

    /** @param {SearchAnswer & { id?: number }} answer */
    finish(answer) {
      if (answer.isCut) {
        const { over = "#" } = about.dataset;
        count.textContent = over.replace("#", String(answer.items.length));
      }
      this.answered = answer.id ?? 0;
      // Whoever pressed Enter before the answer came is led to the best hit now.
      if (this.isEntered) field.dispatchEvent(new KeyboardEvent("keydown", ENTER));
      this.isEntered = false;
    }
  }

  globalThis.searchWorker = null;
  window.Worker = new Proxy(BrowserWorker, {
    construct(Target, [url, options]) {
      if (url !== engineUrl) return new Target(url, options);
      const worker = new LazyWorker(url);
      globalThis.searchWorker = worker;
      return worker;
    },
  });
}
