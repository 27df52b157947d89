// What is kept in this browser of the paths of newcomers: the day on which each step was done.
"use strict";

{
  const KEY = "onboarding";
  // All paths have some hundred steps at most; a larger file was not written by this page.
  const MOST_STEPS = 1000;
  const MOST_BYTES = 100_000;
  const STEP = /^[a-z0-9-]+\/[a-z0-9-]+$/;

  /** @param {unknown} value */
  function isDay(value) {
    if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
    return new Date(value).toJSON()?.slice(0, 10) === value;
  }

  /**
   * The entries that are days of steps; null if the value is of another kind or has too many.
   * @param {unknown} value
   * @returns {DoneSteps | null}
   */
  function doneSteps(value) {
    if (!value || typeof value !== "object" || Array.isArray(value)) return null;
    const entries = Object.entries(value);
    if (entries.length > MOST_STEPS) return null;
    return Object.fromEntries(entries.filter(([step, day]) => STEP.test(step) && isDay(day)));
  }

  function load() {
    try {
      return doneSteps(JSON.parse(localStorage.getItem(KEY) ?? "{}")) ?? {};
    } catch {
      return {};
    }
  }

  /** @param {DoneSteps} done */
  function save(done) {
    try {
      localStorage.setItem(KEY, JSON.stringify(done));
    } catch {
      // A browser that keeps nothing still shows what is ticked off until the page is left.
    }
  }

  /** @param {DoneSteps} done */
  function toFile(done) {
    const text = `${JSON.stringify({ [KEY]: done }, null, 1)}\n`;
    return new Blob([text], { type: "application/json" });
  }

  /**
   * The steps of a file; null if there are none in it, or too many beside those that are kept.
   * @param {Blob} file
   */
  async function fromFile(file) {
    if (file.size > MOST_BYTES) return null;
    try {
      const steps = doneSteps(JSON.parse(await file.text())[KEY]);
      return doneSteps({ ...load(), ...steps }) && steps;
    } catch {
      return null;
    }
  }

  globalThis.onboardingProgress = { load, save, toFile, fromFile };
}
