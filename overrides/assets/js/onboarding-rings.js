// Shows how much of a path is done, in words and as rings, and the step that is next.
"use strict";

{
  const { all, find } = globalThis.dom;

  /**
   * @param {HTMLElement} ring
   * @param {(step: string) => boolean} isDone
   */
  function drawRing(ring, isDone) {
    const steps = (ring.dataset.ring ?? "").split(" ");
    const count = steps.filter(isDone).length;
    const share = Math.round((100 * count) / steps.length);
    find(ring, ".ring__done", SVGCircleElement).setAttribute("stroke-dasharray", `${share} 100`);
    const text = find(ring, ".ring__text", HTMLElement);
    text.textContent = (text.dataset.words ?? "")
      .replace("##", String(steps.length))
      .replace("#", String(count));
    ring.classList.toggle("is-whole", count === steps.length);
    ring.hidden = false;
  }

  /**
   * @param {HTMLElement} place
   * @param {HTMLElement | undefined} step The one that is next, if any is left.
   * @param {boolean} isBegun
   */
  function showNext(place, step, isBegun) {
    const words = find(place, ".path__next [data-next]", HTMLElement);
    const { first = "", next = "", finished = "" } = words.dataset;
    const left = isBegun ? next : first;
    words.textContent = step ? left : finished;
    const link = find(place, ".path__step", HTMLAnchorElement);
    link.hidden = !step;
    if (!step) return;
    link.textContent = (step.querySelector(".step__text [id]") ?? step).textContent;
    link.hash = `step-${step.dataset.step}`;
  }

  globalThis.showPathProgress = (place, scope, done) => {
    const isDone = (/** @type {string | undefined} */ step) =>
      Boolean(done[`${place.dataset.path}/${step}`]);
    const steps = all(scope, "[data-step]", HTMLElement);
    const left = steps.filter((step) => !isDone(step.dataset.step));
    const state = find(place, ".path__state", HTMLElement);
    state.textContent = (state.dataset.done ?? "")
      .replace("##", String(steps.length))
      .replace("#", String(steps.length - left.length));
    for (const ring of all(scope, "[data-ring]", HTMLElement)) drawRing(ring, isDone);
    showNext(place, left[0], left.length < steps.length);
  };
}
