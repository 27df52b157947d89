// The map of the law: a document that is pointed at, focused or tapped shows what it rests on and
// what rests on it. Without this script each document leads to its place in the list below.
"use strict";

{
  const { all, find } = globalThis.dom;

  /**
   * What the list below the map says of a document.
   * @param {string} id
   */
  function listed(id) {
    const item = document.getElementById(id);
    return Array.from(item?.children ?? [], (part) => part.cloneNode(true));
  }

  class LawMap {
    /**
     * The document that was tapped, whose relations stay lit.
     * @type {string | null}
     */
    chosen = null;

    /** @param {HTMLElement} figure */
    constructor(figure) {
      this.figure = figure;
      this.panel = find(figure, ".map__panel", HTMLElement);
      this.hint = Array.from(this.panel.childNodes);
      this.documents = all(figure, ".doc", SVGElement);
      this.edges = all(figure, ".edge[data-from]", SVGElement);
      this.badges = find(document, "form.asof template", HTMLTemplateElement).content;
    }

    /**
     * Light a document and what it is related to, and show what is listed of it; null: light all alike.
     * @param {string | null} id
     */
    light(id) {
      this.figure.classList.toggle("has-choice", id !== null);
      const lit = new Set([id]);
      for (const edge of this.edges) {
        const { from = "", to = "" } = edge.dataset;
        const isLit = from === id || to === id;
        edge.classList.toggle("is-lit", isLit);
        if (isLit) lit.add(from).add(to);
      }
      for (const node of this.documents) {
        node.classList.toggle("is-lit", lit.has(node.dataset.id ?? ""));
        node.classList.toggle("is-chosen", node.dataset.id === id);
      }
      this.panel.replaceChildren(...(id === null ? this.hint : listed(id)));
    }

    /** @param {string} id */
    choose(id) {
      this.chosen = this.chosen === id ? null : id;
      this.panel.ariaLive = this.chosen ? "polite" : "off";
      this.light(this.chosen);
    }

    clear() {
      this.chosen = null;
      this.light(null);
    }

    /** @param {SVGElement} node */
    listenTo(node) {
      const { id = "" } = node.dataset;
      node.addEventListener("mouseenter", () => this.light(id));
      node.addEventListener("mouseleave", () => this.light(this.chosen));
      node.addEventListener("focus", () => this.light(id));
      node.addEventListener("blur", ({ relatedTarget }) => {
        // Whoever goes on into the panel wants to read it.
        const isInPanel = relatedTarget instanceof Node && this.panel.contains(relatedTarget);
        if (!isInPanel) this.light(this.chosen);
      });
      node.addEventListener("click", (event) => {
        event.preventDefault();
        this.choose(id);
      });
    }

    /**
     * Show the legal status of each document on a day.
     * @param {string} day
     */
    showDay(day) {
      for (const node of this.documents) {
        const state = answerOn(node.dataset.steps ?? "", day);
        const badge = find(this.badges, `[data-word="force-short.${state}"]`, HTMLElement);
        node.dataset.state = state;
        find(node, ".doc__state", SVGElement).textContent = badge.textContent;
      }
      this.light(this.chosen);
    }
  }

  for (const figure of all(document, "figure.map", HTMLElement)) {
    const map = new LawMap(figure);
    for (const node of map.documents) map.listenTo(node);
    // Not of the figure alone: a click does not focus a link in every browser.
    document.addEventListener("keydown", ({ key }) => {
      if (key === "Escape" && map.chosen !== null) map.clear();
    });
    document.addEventListener("day", ({ detail }) => map.showDay(detail));
  }
}
