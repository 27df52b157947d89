// Two days of a body side by side: who held which post, and what became of its units.
"use strict";

{
  const { all, find } = globalThis.dom;
  const form = document.querySelector("form.twodays");
  /** Whether a structure holds, by the word of a day. */
  const holds = (/** @type {string} */ answer) => !/^(no|not-yet|later|unknown)/.test(answer);
  const inWords = (/** @type {string} */ day) => day.split("-").map(Number).reverse().join("/");

  /**
   * @param {string} one
   * @param {string} other
   */
  function show(one, other) {
    const [first, second] = [one, other].sort();
    const days = { first, second };
    for (const [side, day] of Object.entries(days)) {
      find(document, `.twodays__posts [data-day="${side}"]`, HTMLElement).textContent = inWords(
        day,
      );
    }
    for (const line of all(document, ".twodays__line", HTMLElement)) {
      const { side, when = "" } = line.dataset;
      line.hidden = answerOn(when, side === "first" ? first : second) !== "on";
    }
    for (const row of all(document, ".twodays__posts tbody tr", HTMLTableRowElement)) {
      const [before, after] = Array.from(row.cells).slice(1).map((cell) => cell.innerText);
      row.hidden = !before && !after;
      row.classList.toggle("is-changed", before !== after);
    }
    const figures = all(document, "figure.flow", HTMLElement);
    for (const figure of figures) {
      const { first: from = "", second: to = "" } = figure.dataset;
      figure.hidden = !(holds(answerOn(from, first)) && holds(answerOn(to, second)));
    }
    const same = find(document, ".twodays__same", HTMLElement);
    same.hidden = figures.length === 0 || figures.some((figure) => !figure.hidden);
  }

  if (form instanceof HTMLFormElement) {
    const select = find(form, "select", HTMLSelectElement);
    let shown = document.querySelector("form.asof")?.getAttribute("data-default") ?? "";
    const asked = new URLSearchParams(location.search).get("voi") ?? "";
    let compared = /^\d{4}-\d\d-\d\d$/.test(asked) ? asked : select.value;
    form.hidden = false;
    find(document, ".twodays__posts", HTMLElement).hidden = false;
    if (Array.from(select.options, (option) => option.value).includes(compared)) {
      select.value = compared;
    } else select.add(new Option(inWords(compared), compared, true, true), 0);
    document.addEventListener("day", ({ detail }) => show(shown = detail, compared));
    select.addEventListener("change", () => {
      const url = new URL(location.href);
      url.searchParams.set("voi", compared = select.value);
      history.replaceState(null, "", url);
      show(shown, compared);
    });
    show(shown, compared);
  }
}
