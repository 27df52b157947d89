// The path of a newcomer: steps to tick off, kept in this browser alone. Without this script the
// path is a list to read, and to sign on paper.
"use strict";

{
  const { all, find } = globalThis.dom;
  const progress = globalThis.onboardingProgress;

  /** Today where the reader is, as `2024-03-11`. */
  function today() {
    const now = new Date();
    return new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  }

  /**
   * A day as one writes it, 11/3/2024.
   * @param {string} day
   */
  function figures(day) {
    return day.split("-").map(Number).reverse().join("/");
  }

  class OnboardingPath {
    /** @param {HTMLElement} tools Holds the state, the buttons and the texts of the page. */
    constructor(tools) {
      this.tools = tools;
      this.state = find(tools, "[role=status]", HTMLElement);
      this.steps = all(document, "[data-step]", HTMLElement);
      this.done = progress.load();
    }

    prepare() {
      for (const step of this.steps) this.addBox(step);
      this.listen();
      this.show();
      this.tools.hidden = false;
    }

    /** @param {HTMLElement} step */
    id(step) {
      return `${this.tools.dataset.path}/${step.dataset.step}`;
    }

    show() {
      for (const step of this.steps) {
        const day = this.done[this.id(step)];
        step.classList.toggle("is-done", Boolean(day));
        find(step, "input", HTMLInputElement).checked = Boolean(day);
        const text = day ? (this.tools.dataset.on ?? "#").replace("#", figures(day)) : "";
        find(step, ".step__on", HTMLElement).textContent = text;
      }
      const count = this.steps.filter((step) => this.done[this.id(step)]).length;
      this.state.textContent = (this.tools.dataset.done ?? "")
        .replace("##", String(this.steps.length))
        .replace("#", String(count));
    }

    /**
     * Add to a step the box that ticks it off, and the place for the day.
     * @param {HTMLElement} step
     */
    addBox(step) {
      const text = find(step, ".step__text", HTMLElement);
      const box = document.createElement("input");
      box.type = "checkbox";
      box.setAttribute("aria-labelledby", find(text, "[id]", HTMLElement).id);
      const day = document.createElement("span");
      day.className = "aside step__on";
      text.prepend(box, " ");
      text.append(" ", day);
      box.addEventListener("change", () => this.tick(step, box.checked));
    }

    /**
     * @param {HTMLElement} step
     * @param {boolean} isDone
     */
    tick(step, isDone) {
      // Another window may have ticked off something in the meantime.
      this.done = progress.load();
      if (isDone) this.done[this.id(step)] = today();
      else delete this.done[this.id(step)];
      progress.save(this.done);
      this.show();
    }

    /** Hand the steps that are done to the reader as a file. */
    download() {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(progress.toFile(progress.load()));
      link.download = this.tools.dataset.file ?? "";
      link.click();
      URL.revokeObjectURL(link.href);
    }

    /**
     * Add the steps that a file holds, and say how many these are.
     * @param {HTMLInputElement} input
     */
    async upload(input) {
      const file = input.files?.[0];
      const steps = file ? await progress.fromFile(file) : {};
      input.value = "";
      const { read = "", wrong = "" } = this.tools.dataset;
      if (steps) {
        this.done = { ...progress.load(), ...steps };
        progress.save(this.done);
        this.show();
      }
      const count = String(Object.keys(steps ?? {}).length);
      this.state.textContent = steps ? read.replace("#", count) : wrong;
    }

    listen() {
      const button = (/** @type {string} */ name) =>
        find(this.tools, `[data-do=${name}]`, HTMLButtonElement);
      button("print").addEventListener("click", () => print());
      button("export").addEventListener("click", () => this.download());
      const input = find(this.tools, "input[type=file]", HTMLInputElement);
      input.addEventListener("change", () => this.upload(input));
      addEventListener("storage", ({ key }) => {
        if (key !== "onboarding") return;
        this.done = progress.load();
        this.show();
      });
    }
  }

  const tools = document.querySelector(".path-tools");
  if (tools instanceof HTMLElement) new OnboardingPath(tools).prepare();
}
