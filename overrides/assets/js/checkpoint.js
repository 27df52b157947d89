// The questions after a stage of a path: options to press, judged at once. Without this script
// each is a list of options whose answer unfolds.
"use strict";

{
  const { all, find } = globalThis.dom;

  /**
   * Turn an option into a button.
   * @param {HTMLElement} option
   */
  function optionButton(option) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "option";
    const text = document.createElement("span");
    text.textContent = option.textContent;
    button.append(text);
    option.replaceChildren(button);
    return button;
  }

  /**
   * @param {HTMLElement} item A question of the list.
   * @param {DOMStringMap} labels
   */
  function prepareQuestion(item, labels) {
    const answer = find(item, "details", HTMLDetailsElement);
    const right = Number(answer.dataset.right);
    const options = all(item, "ol > li", HTMLElement).map(optionButton);
    const verdict = document.createElement("p");
    verdict.setAttribute("role", "status");
    answer.before(verdict);
    answer.hidden = true;

    /** @param {number} chosen */
    function judge(chosen) {
      if (answer.open) return;
      markOptions(options, right, chosen, labels);
      for (const option of options) option.setAttribute("aria-disabled", "true");
      const isRight = chosen === right;
      const text = find(answer, "strong", HTMLElement).textContent;
      verdict.textContent = isRight ? `${labels.right}` : `${labels.wrong} ${text}.`;
      verdict.className = isRight ? "is-right" : "is-wrong";
      answer.hidden = false;
      answer.open = true;
    }

    for (const [index, option] of options.entries()) {
      option.addEventListener("click", () => judge(index));
    }
  }

  for (const section of all(document, ".checkpoint", HTMLElement)) {
    for (const item of all(section, ".questions > li", HTMLElement)) {
      prepareQuestion(item, section.dataset);
    }
  }
}
