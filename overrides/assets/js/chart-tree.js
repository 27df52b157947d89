// The tree of a body: on another day its boxes hold other lines, without a gap between them.
"use strict";

{
  const { all } = globalThis.dom;
  /** From one line of letters to the next, in pixels of the drawing. */
  const LINE = 17;

  document.addEventListener("day", () => {
    for (const node of all(document, "figure.tree .node", SVGElement)) {
      const lines = all(node, ".node__line", SVGElement);
      const shown = lines.filter((line) => !line.classList.contains("is-unseen"));
      for (const [at, line] of shown.entries()) {
        line.setAttribute("transform", `translate(0 ${at * LINE})`);
      }
    }
  });
}
