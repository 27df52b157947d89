// Answers the messages of the theme's search: 0 set up, 1 ready, 2 query, 3 result. Runs as a
// worker, whose address names the index behind `#`. On a page that was opened as a file, where
// browsers refuse workers, the page itself calls `searchReply`.
"use strict";

{
  const SETUP = 0;
  const READY = 1;
  const RESULT = 3;
  /** @type {Results | null} */
  let results = null;

  globalThis.searchReply = ({ type, data = "" }) => {
    results ??= new Results(new Engine(searchIndex), searchIndex.kinds);
    if (type === SETUP) return { type: READY };
    /** @type {SearchQuery} */
    const { text, kind, id } = typeof data === "string" ? { text: data } : data;
    return { type: RESULT, data: { suggest: [], id, ...results.answer(text, kind) } };
  };

  if ("importScripts" in globalThis) {
    addEventListener("message", ({ data }) => {
      if (!("searchIndex" in globalThis)) importScripts(location.hash.slice(1));
      postMessage(searchReply(data));
    });
  }
}
