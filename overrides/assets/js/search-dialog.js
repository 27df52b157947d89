// The search dialog, with what the theme's result list does not show: what was understood, the
// kinds to narrow by, the nearest titles.
"use strict";

{
  const { find } = globalThis.dom;
  const { base } = JSON.parse(find(document, "#__config", HTMLElement).textContent);
  const dialog = find(document, ".md-search", HTMLElement);
  const kinds = find(dialog, ".hits__kinds", HTMLElement);
  const nearest = find(dialog, ".hits__nearest", HTMLElement);

  globalThis.searchDialog = {
    dialog,
    field: find(dialog, ".md-search__input", HTMLInputElement),
    toggle: find(document, "#__search", HTMLInputElement),
    count: find(dialog, ".md-search-result__meta", HTMLElement),
    about: find(dialog, ".hits", HTMLElement),
    kinds,
    nearest,
  };

  /**
   * @param {string} className
   * @param {string} text
   */
  function span(className, text) {
    const element = document.createElement("span");
    element.className = className;
    element.textContent = text;
    return element;
  }

  /**
   * A title in the form of the theme's results, whose arrow keys then reach it.
   * @param {NearTitle} title
   */
  function titleItem({ location: url, name, line, kind }) {
    const article = document.createElement("article");
    article.className = "md-search-result__article md-typeset";
    article.append(span("hit__kind", kind), ` ${name} `, span("hit__line", line));
    const link = document.createElement("a");
    link.href = new URL(url, new URL(base.replace(/\/?$/, "/"), location.href)).href;
    link.className = "md-search-result__link";
    link.append(article);
    const item = document.createElement("li");
    item.append(link);
    return item;
  }

  function kindButtons() {
    return globalThis.dom.all(kinds, "button", HTMLButtonElement);
  }

  /**
   * @param {LazyWorker} worker
   * @param {string} kind
   */
  function kindButton(worker, kind) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", value: kind });
    button.addEventListener("click", () => {
      worker.kind = worker.kind === kind ? "" : kind;
      worker.ask();
    });
    return button;
  }

  /**
   * Offer the kinds to narrow by, always in one order. Buttons that stay keep their place and the
   * focus.
   * @param {LazyWorker} worker
   * @param {SearchAnswer["kinds"]} offered
   */
  function offerKinds(worker, offered) {
    const names = new Set(offered.map(([kind]) => kind));
    for (const button of kindButtons()) if (!names.has(button.value)) button.remove();
    offered.forEach(([kind, label, count], place) => {
      const isThere = kindButtons().some(({ value }) => value === kind);
      if (!isThere) kinds.insertBefore(kindButton(worker, kind), kinds.children[place] ?? null);
      const button = kindButtons()[place];
      button.replaceChildren(`${label} `, span("hits__count", count));
      button.setAttribute("aria-pressed", String(worker.kind === kind));
    });
    kinds.hidden = !offered.length;
  }

  globalThis.showSearchAnswer = (answer, worker) => {
    const understood = find(dialog, ".hits__understood", HTMLElement);
    const { words = "" } = understood.dataset;
    understood.textContent = answer.understood && `${words} ${answer.understood}`;
    nearest.hidden = !answer.nearest.length;
    find(nearest, "ul", HTMLElement).replaceChildren(...answer.nearest.map(titleItem));
    offerKinds(worker, answer.kinds.length > 1 || worker.kind ? answer.kinds : []);
  };
}
