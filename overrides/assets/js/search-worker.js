// Gives the theme a search worker that asks our engine.
"use strict";

{
  const { about, count, field } = globalThis.searchDialog;
  const client = globalThis.searchClient;
  const QUERY = 2;
  const RESULT = 3;
  const ENTER = { key: "Enter", bubbles: true, cancelable: true };
  /** @type {SearchAnswer} */
  const NOTHING = { items: [], isCut: false, kinds: [], understood: "", nearest: [] };
  const BrowserWorker = window.Worker;

  /** What the theme takes for its worker. Nothing is fetched before the field has the focus. */
  class LazyWorker extends EventTarget {
    text = "";
    kind = "";
    isEntered = false;
    /** The number of the newest query; answers to older ones are dropped. */
    asked = 0;
    answered = 0;

    constructor() {
      super();
      field.addEventListener("focus", () => client.start());
      client.addEventListener("failed", () => this.fail());
      client.addEventListener("ready", (event) => {
        if (event instanceof MessageEvent) this.tell(event.data);
      });
      if (field.value || new URL(location.href).searchParams.has("q")) client.start();
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
      this.asked += 1;
      const { asked: id, text, kind } = this;
      client.start();
      if (text.trim()) client.ask(text, kind).then((answer) => this.receive(answer, id));
      // Not at once: the theme has to take in the new value first.
      else setTimeout(() => this.receive(NOTHING, id));
    }

    get isPending() {
      return this.answered < this.asked || (!client.isReady && Boolean(field.value.trim()));
    }

    /** @param {SearchReply} message */
    tell(message) {
      this.dispatchEvent(new MessageEvent("message", { data: message }));
    }

    /**
     * @param {SearchAnswer} answer
     * @param {number} id
     */
    receive(answer, id) {
      if (id !== this.asked) return;
      showSearchAnswer(answer, this);
      this.tell({ type: RESULT, data: answer });
      if (answer.isCut) {
        const { over = "#" } = about.dataset;
        count.textContent = over.replace("#", String(answer.items.length));
      }
      this.answered = id;
      // Whoever pressed Enter before the answer came is led to the best hit now.
      if (this.isEntered) field.dispatchEvent(new KeyboardEvent("keydown", ENTER));
      this.isEntered = false;
    }
  }

  globalThis.searchWorker = null;
  window.Worker = new Proxy(BrowserWorker, {
    construct(Target, [url, options]) {
      if (url !== client.url) return new Target(url, options);
      const worker = new LazyWorker();
      globalThis.searchWorker = worker;
      return worker;
    },
  });
}
