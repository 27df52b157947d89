// Pages that speak of any day: a date in the address (?ngay=2024-03-11) decides what is shown.
// No rule is known here. Every answer comes with its steps, made by the build, and is looked up.
"use strict";

/** The answer on a day: "no 2016-01-01 yes 2025-03-08 no" says yes from 2016 to 7 March 2025. */
function answerOn(steps, day) {
  const [before, ...changes] = steps.split(" ");
  let answer = before;
  for (let i = 0; i < changes.length && changes[i] <= day; i += 2) answer = changes[i + 1];
  return answer;
}

{
  /** A day as the address names it, also as people write it (11/3/2024); empty if there is none. */
  function read(text) {
    const [, d, m, y] = text.trim().match(/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/) || [];
    const day = y ? `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}` : text.trim();
    const date = new Date(`${day}T00:00:00Z`);
    const is = /^\d{4}-\d\d-\d\d$/.test(day) && !isNaN(date) && date.toISOString().startsWith(day);
    return is ? day : "";
  }

  const OFF = ["no", "not-yet", "ended", "off"];
  const chosen = () => new URLSearchParams(location.search).get("ngay");
  const figures = (day) => day.split("-").map(Number).reverse().join("/");

  function prepare(form) {
    const field = form.elements.ngay;
    const words = form.querySelector("template").content;
    let now = form.dataset.default;
    let typing = false;
    const all = [...document.querySelectorAll("[data-steps]")].filter((one) => one !== form);

    /** A badge for the answer, with the nearest day that a source shows where it is not known. */
    function tell(place, answer) {
      const [word, near] = answer.split("~");
      const made = [words.querySelector(`[data-word="${place.dataset.of}.${word}"]`).cloneNode(true)];
      if (near) {
        const aside = words.querySelector('[data-word="nearest"]').cloneNode(true);
        const time = aside.querySelector("time");
        time.dateTime = near;
        time.textContent = figures(near);
        made.push(" ", aside);
      }
      place.replaceChildren(...made);
    }

    function show(day) {
      for (const one of all) {
        const answer = answerOn(one.dataset.steps, day);
        const off = OFF.includes(answer);
        if (one.dataset.of) {
          tell(one, answer);
          const row = one.closest("[data-row]");
          if (row) row.classList.toggle("is-off", off);
        } else if (answer === "on" || answer === "off") one.toggleAttribute("hidden", off);
        else one.classList.toggle("is-off", off);
      }
      for (const note of document.querySelectorAll("[data-none]")) {
        const rows = [...note.closest("[data-any]").querySelectorAll("[data-row]")];
        note.hidden = rows.some((row) => !row.classList.contains("is-off"));
      }
      for (const part of document.querySelectorAll("[data-fold]")) {
        const shown = part.querySelector("tbody:not(.is-off) tr:not(.is-off, [hidden])");
        part.classList.toggle("is-off", !shown);
      }
      const empty = document.querySelector("[data-empty]");
      if (empty) empty.hidden = !!document.querySelector(empty.dataset.empty);
      document.dispatchEvent(new CustomEvent("day", { detail: day }));
    }

    function apply(is_asked) {
      const asked = chosen();
      const day = read(asked || "");
      const { last, late, wrong, words: form_of_day } = form.dataset;
      const shown = day > last ? last : day || form.dataset.default;
      const [y, m, d] = shown.split("-").map(Number);
      form.querySelector(".asof__note").textContent =
        day > last ? late : asked && !day ? wrong.replace("#", () => asked) : "";
      form.querySelector("[data-said]").textContent = form_of_day.replace(
        /[ymd]#/g,
        (sign) => ({ "y#": y, "m#": m, "d#": d })[sign],
      );
      // Not while somebody types in it.
      if (document.activeElement !== field) field.value = shown;
      const over = form.querySelector(".asof__over");
      if (over) over.hidden = shown !== form.dataset.default;
      for (const link of form.querySelectorAll(".asof__keys a")) {
        if (link.search === `?ngay=${shown}`) link.setAttribute("aria-current", "date");
        else link.removeAttribute("aria-current");
      }
      for (const link of document.querySelectorAll("a[data-same-day]")) link.search = `?ngay=${shown}`;
      if (is_asked || asked) show(shown);
      now = shown;
    }

    function go(day) {
      const url = new URL(location.href);
      url.searchParams.set("ngay", day);
      history.pushState(null, "", url);
      apply(true);
    }

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (field.value) go(field.value);
    });
    // A day that is typed changes with each of its parts: it counts with Enter or on leaving.
    field.addEventListener("keydown", () => (typing = true));
    field.addEventListener("pointerdown", () => (typing = false));
    for (const type of ["change", "blur"]) {
      field.addEventListener(type, () => {
        if ((type === "change" && typing) || !field.value || field.value === now) return;
        go(field.value);
      });
    }
    form.addEventListener("click", (event) => {
      const link = event.target.closest(".asof__keys a");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      go(new URLSearchParams(link.search).get("ngay"));
    });
    const only = form.querySelector(".asof__only input");
    if (only) {
      const views = [...document.querySelectorAll(".only-now")];
      only.addEventListener("change", () => {
        for (const view of views) view.classList.toggle("only-now", only.checked);
      });
    }
    addEventListener("popstate", () => apply(true));
    apply(false);
  }

  document.documentElement.classList.add("any-day");
  // A page opened on another day than its own is not drawn before that day is shown: nothing jumps.
  if (chosen() !== null) document.documentElement.classList.add("is-waiting");
  document.addEventListener("DOMContentLoaded", () => {
    try {
      const form = document.querySelector("form.asof");
      if (form) prepare(form);
    } finally {
      document.documentElement.classList.remove("is-waiting");
    }
  });
}
