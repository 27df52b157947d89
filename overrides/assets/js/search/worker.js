// Answers the messages of the theme's search: 0 set up, 1 ready, 2 query, 3 result. Runs as a worker; on a
// page that was opened as a file, where browsers refuse workers, the page itself calls `searchReply`. Its
// address names the index behind `#`.
"use strict";

{
  const SETUP = 0,
    READY = 1,
    RESULT = 3;
  let hits = null;

  globalThis.searchReply = ({ type, data }) => {
    hits ??= new Hits(new Engine(searchIndex), searchIndex.kinds);
    if (type === SETUP) return { type: READY };
    const { text, kind, id } = typeof data === "string" ? { text: data } : data;
    return { type: RESULT, data: { suggest: [], id, ...hits.answer(text, kind) } };
  };

  if (globalThis.importScripts)
    addEventListener("message", ({ data }) => {
      if (!globalThis.searchIndex) importScripts(location.hash.slice(1));
      postMessage(searchReply(data));
    });
}
