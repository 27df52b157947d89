// The answer on a day, of the steps that the build made of it. No rule is known here.
"use strict";

{
  /**
   * "no 2016-01-01 yes 2025-03-08 no" is yes from 2016 to 7 March 2025.
   * @param {string} steps
   * @param {string} day
   */
  globalThis.answerOn = (steps, day) => {
    const [before, ...changes] = steps.split(" ");
    let answer = before;
    for (let i = 0; i < changes.length && changes[i] <= day; i += 2) answer = changes[i + 1];
    return answer;
  };
}
