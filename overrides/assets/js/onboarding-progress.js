// What is kept in this browser of the paths of newcomers: the day on which each step was done.
"use strict";

{
  const KEY = "onboarding";
  const STEP = /^[a-z0-9-]+\/[a-z0-9-]+$/;

  /** @param {unknown} value */
  function isDay(value) {
    if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
    return new Date(value).toJSON()?.slice(0, 10) === value;
  }

  /**
   * The entries that are days of steps; null if the value is of another kind.
   * @param {unknown} value
   * @returns {DoneSteps | null}
   */
  function doneSteps(value) {
    if (!value || typeof value !== "object" || Array.isArray(value)) return null;
    const entries = Object.entries(value);
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

  /** @param {string} text */
  function fromFile(text) {
    try {
      return doneSteps(JSON.parse(text)[KEY]);
    } catch {
      return null;
    }
  }

  globalThis.onboardingProgress = { load, save, toFile, fromFile };
}
