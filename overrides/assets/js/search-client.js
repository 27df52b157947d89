// Asks the search engine, which starts when it is first needed: as a worker, or in the page where
// that was opened as a file and may start none.
"use strict";

{
  const { find } = globalThis.dom;
  const { search: engineUrl } = JSON.parse(find(document, "#__config", HTMLElement).textContent);
  const SETUP = 0;
  const QUERY = 2;
  const RESULT = 3;
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

  /** Dispatches `ready` with the engine's message, or `failed`. */
  class SearchClient extends EventTarget {
    isReady = false;
    hasFailed = false;
    url = engineUrl;
    count = 0;
    /** @type {Map<number, (answer: SearchAnswer) => void>} What waits for an answer, by number. */
    waiting = new Map();
    /** @type {EngineWorker | null} */
    worker = null;

    start() {
      if (!this.worker) this.run(location.protocol === "file:" ? PageWorker : BrowserWorker);
    }

    /** @param {new (url: string) => EngineWorker} WorkerType */
    run(WorkerType) {
      const worker = new WorkerType(engineUrl);
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
      this.hasFailed = true;
      this.dispatchEvent(new Event("failed"));
    }

    /**
     * @param {string} text
     * @param {string} [kind]
     * @returns {Promise<SearchAnswer>}
     */
    ask(text, kind) {
      this.start();
      this.count += 1;
      const id = this.count;
      return new Promise((resolve) => {
        this.waiting.set(id, resolve);
        this.worker?.postMessage({ type: QUERY, data: { text, kind, id } });
      });
    }

    /** @param {SearchReply} message */
    receive(message) {
      const { type, data } = message;
      if (type === RESULT && data?.id !== undefined) {
        this.waiting.get(data.id)?.(data);
        this.waiting.delete(data.id);
      } else {
        this.isReady = true;
        this.dispatchEvent(new MessageEvent("ready", { data: message }));
      }
    }
  }

  globalThis.searchClient = new SearchClient();
}
