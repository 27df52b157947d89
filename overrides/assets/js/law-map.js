// The map of the law: a document that is pointed at, focused or tapped shows what it rests on and what
// rests on it. Without this script each document leads to its row in the table below.
"use strict";

{
  function prepareMap(figure) {
    const panel = figure.querySelector(".map__panel");
    const hint = [...panel.childNodes];
    const documents = [...figure.querySelectorAll(".doc")];
    const edges = [...figure.querySelectorAll(".edge")];
    const words = document.querySelector("form.asof template").content;
    let kept = null;

    function light(id) {
      figure.classList.toggle("has-choice", id !== null);
      const near = new Set([id]);
      for (const edge of edges) {
        const { from, to } = edge.dataset;
        const is = from === id || to === id;
        edge.classList.toggle("is-lit", is);
        if (is) near.add(from).add(to);
      }
      for (const one of documents) {
        one.classList.toggle("is-lit", near.has(one.dataset.id));
        one.classList.toggle("is-chosen", one.dataset.id === id);
      }
      panel.replaceChildren(...(id === null ? hint : told(id)));
    }

    /** What the row of a document says, under the headings of the table. */
    function told(id) {
      const row = document.getElementById(id);
      const names = row.closest("table").tHead.rows[0].cells;
      return [...row.cells].flatMap((cell, index) => {
        const part = document.createElement(index ? "div" : "p");
        if (index > 1) part.append(Object.assign(document.createElement("strong"), { textContent: names[index].textContent }));
        part.append(...[...cell.childNodes].map((node) => node.cloneNode(true)));
        return [part];
      });
    }

    for (const one of documents) {
      const { id } = one.dataset;
      one.addEventListener("mouseenter", () => light(id));
      one.addEventListener("mouseleave", () => light(kept));
      one.addEventListener("focus", () => light(id));
      one.addEventListener("blur", ({ relatedTarget }) => {
        // Whoever goes on into the panel wants to read it.
        if (!panel.contains(relatedTarget)) light(kept);
      });
      one.addEventListener("click", (event) => {
        event.preventDefault();
        kept = kept === id ? null : id;
        panel.ariaLive = kept ? "polite" : "off";
        light(kept);
      });
    }
    figure.addEventListener("keydown", (event) => {
      if (event.key === "Escape") light((kept = null));
    });

    document.addEventListener("day", ({ detail }) => {
      for (const one of documents) {
        const state = answerOn(one.dataset.steps, detail);
        one.dataset.state = state;
        one.querySelector(".doc__state").textContent = words.querySelector(`[data-word="force-short.${state}"]`).textContent;
      }
      light(kept);
    });
  }

  document.querySelectorAll("figure.map").forEach(prepareMap);
}
