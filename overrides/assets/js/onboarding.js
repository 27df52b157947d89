// The path of a newcomer: steps to tick off, kept in this browser alone, one stage unfolded at a
// time. Without this script the path is a list to read, and to sign on paper.
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

  /** The stages of a path, of which one is unfolded; print shows all. */
  class Stages {
    constructor() {
      this.stages = all(document, ".stage", HTMLElement);
    }

    prepare() {
      for (const stage of this.stages) {
        const heading = find(stage, "h2", HTMLElement);
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = heading.firstChild?.textContent ?? "";
        heading.firstChild?.replaceWith(button);
        button.addEventListener(
          "click",
          () => this.open(stage.classList.contains("is-folded") ? stage : null),
        );
      }
      addEventListener("hashchange", () => this.reveal(location.hash));
      document.addEventListener("click", ({ target }) => {
        const link = target instanceof Element ? target.closest("a[href^='#']") : null;
        if (link instanceof HTMLAnchorElement) this.reveal(link.hash);
      });
    }

    /** @param {HTMLElement | null} chosen */
    open(chosen) {
      for (const stage of this.stages) {
        stage.classList.toggle("is-folded", stage !== chosen);
        find(stage, "h2 button", HTMLElement).setAttribute(
          "aria-expanded",
          String(stage === chosen),
        );
      }
    }

    /**
     * Unfold the stage that holds what an address names; whether there is one.
     * @param {string} hash
     */
    reveal(hash) {
      const target = document.getElementById(decodeURIComponent(hash.slice(1)));
      const stage = this.stages.find((other) => target && other.contains(target));
      if (stage) this.open(stage);
      return Boolean(stage);
    }
  }

  class OnboardingPath {
    /**
     * @param {HTMLElement} now Says what is done, and which step is next.
     * @param {HTMLElement} tools Holds the buttons and the texts of the page.
     */
    constructor(now, tools) {
      this.now = now;
      this.tools = tools;
      this.state = find(tools, "[role=status]", HTMLElement);
      this.steps = all(document, "[data-step]", HTMLElement);
      this.stages = new Stages();
      this.done = progress.load();
    }

    prepare() {
      for (const step of this.steps) this.addBox(step);
      this.listen();
      this.show();
      this.now.hidden = false;
      this.tools.hidden = false;
      this.stages.prepare();
      const next = find(this.now, ".path__step", HTMLAnchorElement).hash;
      if (!this.stages.reveal(location.hash)) this.stages.reveal(next);
      else document.getElementById(location.hash.slice(1))?.scrollIntoView();
    }

    /** @param {HTMLElement} step */
    id(step) {
      return `${this.now.dataset.path}/${step.dataset.step}`;
    }

    show() {
      for (const step of this.steps) {
        const day = this.done[this.id(step)];
        step.classList.toggle("is-done", Boolean(day));
        find(step, "input", HTMLInputElement).checked = Boolean(day);
        const text = day ? (this.tools.dataset.on ?? "#").replace("#", figures(day)) : "";
        find(step, ".step__on", HTMLElement).textContent = text;
      }
      showPathProgress(this.now, document, this.done);
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

  const now = document.querySelector(".path-now");
  const tools = document.querySelector(".path-tools");
  if (now instanceof HTMLElement && tools instanceof HTMLElement) {
    new OnboardingPath(now, tools).prepare();
  }

  function showPaths() {
    const done = progress.load();
    for (const path of all(document, ".paths > .path", HTMLElement)) {
      showPathProgress(path, path, done);
    }
  }
  showPaths();
  // A page that the browser shows again as it was left.
  addEventListener("pageshow", showPaths);
  addEventListener("storage", showPaths);
}
