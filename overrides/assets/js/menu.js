// The menu of a small screen: Material opens it by a label, which no key reaches; here it is a button.
"use strict";

{
  /** A button in the place of the label, for keys and for those who hear the page. */
  function replace(label, toggle, menu) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `${label.className} menu`;
    button.setAttribute("aria-label", menu.querySelector("nav").getAttribute("aria-label"));
    button.setAttribute("aria-expanded", toggle.checked);
    button.append(...label.childNodes);
    button.addEventListener("click", () => toggle.click());
    toggle.addEventListener("change", () => button.setAttribute("aria-expanded", toggle.checked));
    label.replaceWith(button);
    return button;
  }

  const toggle = document.querySelector("#__drawer");
  const menu = document.querySelector(".md-sidebar--primary");
  const button = replace(document.querySelector(".md-header label[for=__drawer]"), toggle, menu);
  // The way back from a section of the menu; Material opens it by the same key.
  for (const label of menu.querySelectorAll(".md-nav .md-nav__title[for^=__nav]")) label.tabIndex = 0;
  toggle.addEventListener("change", () => {
    if (!toggle.checked) return;
    for (const first of menu.querySelectorAll("a, label[tabindex='0']")) {
      first.focus();
      if (document.activeElement === first) break;
    }
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !toggle.checked) return;
    toggle.click();
    button.focus();
  });
}
