// The path of a newcomer: steps are ticked off, and what is done is kept in this browser alone. Without this
// script the path is a list to read, and to sign on paper.
"use strict";

{
  const KEY = "onboarding";
  const tools = document.querySelector(".path-tools");

  /** Of what was kept or read, that which is a day by a step; null if it is of another kind. */
  function days(found) {
    if (!found || typeof found !== "object" || Array.isArray(found)) return null;
    const isDay = (day) =>
      /^\d{4}-\d\d-\d\d$/.test(day) && new Date(day).toJSON()?.slice(0, 10) === day;
    const entries = Object.entries(found).filter(
      ([step, day]) => /^[a-z0-9-]+\/[a-z0-9-]+$/.test(step) && typeof day === "string" && isDay(day),
    );
    return Object.fromEntries(entries);
  }

  /** What is done, of all paths: the day by `path/step`. Nothing of it leaves the browser. */
  function kept() {
    try {
      return days(JSON.parse(localStorage.getItem(KEY) ?? "{}")) ?? {};
    } catch {
      return {};
    }
  }

  function keep(done) {
    try {
      localStorage.setItem(KEY, JSON.stringify(done));
    } catch {
      // A browser that keeps nothing still shows what is ticked off until the page is left.
    }
  }

  /** The entries of a file that are days of steps; null if it is no file of ours. */
  function read(text) {
    try {
      return days(JSON.parse(text)[KEY]);
    } catch {
      return null;
    }
  }

  function today() {
    const now = new Date();
    return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  }

  function prepare() {
    const { path, done: words, file, on, read: readWords, wrong } = tools.dataset;
    const state = tools.querySelector("[role=status]");
    const steps = [...document.querySelectorAll("[data-step]")];
    let done = kept();
    const id = (step) => `${path}/${step.dataset.step}`;

    function show() {
      for (const step of steps) {
        const day = done[id(step)];
        step.classList.toggle("is-done", Boolean(day));
        step.querySelector("input").checked = Boolean(day);
        const [year, month, date] = (day ?? "").split("-").map(Number);
        step.querySelector(".step__on").textContent = day ? on.replace("#", `${date}/${month}/${year}`) : "";
      }
      const count = steps.filter((step) => done[id(step)]).length;
      state.textContent = words.replace("##", steps.length).replace("#", count);
    }

    for (const step of steps) {
      const text = step.querySelector(".step__text");
      const box = Object.assign(document.createElement("input"), { type: "checkbox" });
      box.setAttribute("aria-labelledby", text.querySelector("[id]").id);
      text.prepend(box, " ");
      text.append(" ", Object.assign(document.createElement("span"), { className: "aside step__on" }));
      box.addEventListener("change", () => {
        // Another window may have ticked off something in the meantime.
        done = kept();
        if (box.checked) done[id(step)] = today();
        else delete done[id(step)];
        keep(done);
        show();
      });
    }

    tools.querySelector("[data-do=print]").addEventListener("click", () => print());
    tools.querySelector("[data-do=export]").addEventListener("click", () => {
      const blob = new Blob([`${JSON.stringify({ [KEY]: kept() }, null, 1)}\n`], { type: "application/json" });
      const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: file });
      link.click();
      URL.revokeObjectURL(link.href);
    });
    tools.querySelector("input[type=file]").addEventListener("change", async ({ target }) => {
      const found = target.files[0] ? read(await target.files[0].text()) : {};
      target.value = "";
      if (found) {
        done = { ...kept(), ...found };
        keep(done);
        show();
      }
      state.textContent = found ? readWords.replace("#", Object.keys(found).length) : wrong;
    });
    addEventListener("storage", ({ key }) => {
      if (key !== KEY) return;
      done = kept();
      show();
    });
    show();
    tools.hidden = false;
  }

  if (tools) prepare();
}
