// The menu of a small screen. The theme opens it by a label, which no key reaches; here it is a
// button.
"use strict";

{
  const { all, find } = globalThis.dom;
  const toggle = find(document, "#__drawer", HTMLInputElement);
  const menu = find(document, ".md-sidebar--primary", HTMLElement);

  /**
   * Replace the label by a button, for keys and for screen readers.
   * @param {HTMLElement} label
   */
  function buttonFor(label) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `${label.className} menu`;
    button.setAttribute(
      "aria-label",
      find(menu, "nav", HTMLElement).getAttribute("aria-label") ?? "",
    );
    const setExpanded = () => button.setAttribute("aria-expanded", String(toggle.checked));
    setExpanded();
    button.append(...label.childNodes);
    button.addEventListener("click", () => toggle.click());
    toggle.addEventListener("change", setExpanded);
    label.replaceWith(button);
    return button;
  }

  const button = buttonFor(find(document, ".md-header label[for=__drawer]", HTMLElement));
  // The way back from a section of the menu; the theme opens it by the same key.
  for (const label of all(menu, ".md-nav .md-nav__title[for^=__nav]", HTMLElement)) {
    label.tabIndex = 0;
  }
  toggle.addEventListener("change", () => {
    if (!toggle.checked) return;
    for (const target of all(menu, "a, label[tabindex='0']", HTMLElement)) {
      target.focus();
      if (document.activeElement === target) break;
    }
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !toggle.checked) return;
    toggle.click();
    button.focus();
  });
}
