// The meaning of a term where it stands: shown on hover, focus and tap, put away by Escape or on leaving.
"use strict";

{
  const GRACE = 200; // time for the pointer to reach the meaning
  const EDGE = 8; // room between the meaning and the edge of the screen
  const home = document.querySelector(".glosses");
  let mark = null;
  let note = null;
  let timer = 0;

  /** Under the term if there is room, else above it; never wider or further than the screen. */
  function place() {
    const lines = [...mark.getClientRects()];
    const frame = note.offsetParent.getBoundingClientRect();
    const head = document.querySelector(".md-header").getBoundingClientRect().bottom;
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    const last = lines[lines.length - 1];
    const fits = last.bottom + note.offsetHeight + EDGE <= height;
    const above = lines[0].top - note.offsetHeight - EDGE / 2;
    const left = Math.min(last.left, width - note.offsetWidth - EDGE);
    note.style.left = `${Math.max(left, EDGE) - frame.left}px`;
    note.style.top = `${(fits || above < head ? last.bottom + EDGE / 2 : above) - frame.top}px`;
  }

  function show(wanted) {
    clearTimeout(timer);
    if (wanted === mark) return;
    hide();
    mark = wanted;
    note = document.getElementById(mark.getAttribute("aria-describedby"));
    const link = document.createElement("a");
    link.href = mark.href;
    link.textContent = home.dataset.see;
    link.tabIndex = -1; // keys follow the term itself
    note.append(link);
    document.querySelector("article").append(note);
    place();
  }

  function hide() {
    clearTimeout(timer);
    if (!mark) return;
    note.lastChild.remove();
    note.removeAttribute("style");
    home.append(note);
    mark = note = null;
  }

  /** Hide soon, unless the pointer or the focus is on the term or its meaning by then. */
  function leave() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const kept = [mark, note].some((one) => one && one.matches(":hover, :focus, :focus-within"));
      if (!kept) hide();
    }, GRACE);
  }

  const term = (event) => (event.target instanceof Element ? event.target.closest("a.gloss") : null);
  const inside = (event) => note && note.contains(event.target);

  if (home) {
    let tapped = null; // the term under a finger, if its meaning was not shown before
    document.addEventListener("pointerdown", (event) => {
      const found = term(event);
      tapped = found && found !== mark && event.pointerType !== "mouse" ? found : null;
      if (!found && !inside(event)) hide();
    });
    document.addEventListener("click", (event) => {
      if (!tapped || term(event) !== tapped) return;
      event.preventDefault();
      show(tapped);
      tapped = null;
    });
    document.addEventListener("pointerover", (event) => {
      if (event.pointerType !== "mouse") return;
      if (term(event)) show(term(event));
      else if (!inside(event)) leave();
    });
    document.addEventListener("focusin", (event) => {
      if (term(event)) show(term(event));
      else if (!inside(event)) leave();
    });
    document.addEventListener("focusout", leave);
    document.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") hide();
    });
    addEventListener("resize", () => mark && place());
  }
}
