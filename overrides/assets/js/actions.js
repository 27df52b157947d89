// What one does with the page of a record: copy its address, cite it, print it.
"use strict";

{
  const { all } = globalThis.dom;

  /** The address of the page, as one hands it on. */
  const address = () => location.href.split("#")[0] ?? "";

  /**
   * Put a text on the clipboard, also where the page was opened as a file, and say so.
   * @param {HTMLButtonElement} button
   * @param {string} text
   */
  async function copy(button, text) {
    await navigator.clipboard.writeText(text);
    const label = button.querySelector("span");
    if (!label) return;
    const before = label.textContent;
    label.setAttribute("role", "status");
    label.textContent = button.dataset.done ?? "";
    setTimeout(() => (label.textContent = before), 2000);
  }

  /** @type {Record<string, (button: HTMLButtonElement) => unknown>} */
  const DEEDS = {
    copy: (button) => copy(button, location.href),
    print: () => print(),
    quote: (button) => {
      const text = button.closest("p")?.previousElementSibling?.textContent ?? "";
      return copy(button, text.trim().replace(/\s+/g, " "));
    },
  };

  for (const place of all(document, "[data-url]", HTMLElement)) place.textContent = address();
  for (const button of all(document, ".actions button", HTMLButtonElement)) {
    button.addEventListener("click", () => DEEDS[button.dataset.do ?? ""]?.(button));
  }
  // A box that hangs over the page closes as others do.
  for (const box of all(document, "details.quote", HTMLDetailsElement)) {
    document.addEventListener("click", ({ target }) => {
      if (target instanceof Node && !box.contains(target)) box.open = false;
    });
    box.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape" || !box.open) return;
      box.open = false;
      box.querySelector("summary")?.focus();
    });
  }
}
