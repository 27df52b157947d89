// Drawings: their day, saving one as SVG or PNG, showing it on the whole screen.
"use strict";

{
  const { all } = globalThis.dom;
  const NAMESPACE = "http://www.w3.org/2000/svg";
  /** The pixels of a picture for each pixel of the drawing. */
  const SHARPNESS = 2;
  const MARGIN = 24;
  const [HEAD, FOOT] = [64, 34];
  /** What a drawing takes from the styles of the page. */
  const STYLES = [
    "fill",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linejoin",
    "opacity",
    "font-size",
    "font-weight",
    "text-anchor",
  ];

  /**
   * A copy of an element with the styles of the page written into it; what is not shown is left out.
   * @param {Element} element
   */
  function copyOf(element) {
    const copy = document.createElementNS(
      NAMESPACE,
      element.localName === "a" ? "g" : element.localName,
    );
    for (const { name, value } of element.attributes) {
      if (!/^(class|data-|aria-|role|tabindex|href|hidden|style)/.test(name)) {
        copy.setAttribute(name, value);
      }
    }
    if (!["defs", "title", "desc"].includes(element.localName)) {
      const style = getComputedStyle(element);
      for (const name of STYLES) copy.setAttribute(name, style.getPropertyValue(name));
    }
    for (const node of element.childNodes) {
      if (!(node instanceof Element)) copy.append(node.cloneNode());
      else if (node.localName === "defs" || getComputedStyle(node).display !== "none") {
        copy.append(copyOf(node));
      }
    }
    return copy;
  }

  /**
   * A line of text in a picture.
   * @param {string} text
   * @param {number} y
   * @param {Record<string, string | number>} attributes
   */
  function textAt(text, y, attributes) {
    const line = document.createElementNS(NAMESPACE, "text");
    line.textContent = text;
    for (const [name, value] of Object.entries({ x: MARGIN, y, ...attributes })) {
      line.setAttribute(name, String(value));
    }
    return line;
  }

  /**
   * A drawing as a picture that stands alone: with its title, its day and its source.
   * @param {HTMLElement} figure
   */
  function pictureOf(figure) {
    const drawing = all(figure, ".figure__svg", SVGSVGElement).find((svg) => svg.checkVisibility());
    if (!drawing) return null;
    const { width, height } = drawing.viewBox.baseVal;
    const picture = document.createElementNS(NAMESPACE, "svg");
    const size = [width + 2 * MARGIN, height + HEAD + FOOT + MARGIN];
    picture.setAttribute("width", String(size[0]));
    picture.setAttribute("height", String(size[1]));
    picture.setAttribute("viewBox", `0 0 ${size.join(" ")}`);
    const style = getComputedStyle(figure);
    picture.setAttribute("font-family", style.fontFamily);
    const paper = document.createElementNS(NAMESPACE, "rect");
    paper.setAttribute("width", "100%");
    paper.setAttribute("height", "100%");
    paper.setAttribute("fill", style.getPropertyValue("--paper"));
    const body = copyOf(drawing);
    body.setAttribute("x", String(MARGIN));
    body.setAttribute("y", String(HEAD + MARGIN / 2));
    const words = (/** @type {string} */ name) => figure.querySelector(name)?.textContent ?? "";
    const [ink, muted] = ["--ink", "--muted"].map((name) => style.getPropertyValue(name));
    picture.append(
      paper,
      textAt(words(".figure__title"), 32, { "font-size": 20, "font-weight": 600, fill: ink }),
      textAt(words(".figure__day"), 56, { "font-size": 16, fill: ink }),
      body,
      textAt(words(".figure__source"), size[1] - 16, { "font-size": 14, fill: muted }),
    );
    return picture;
  }

  /**
   * @param {Blob} content
   * @param {string} name
   */
  function save(content, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(content);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  /**
   * @param {SVGSVGElement} picture
   * @param {string} name
   */
  async function savePng(picture, name) {
    const image = new Image();
    const text = new XMLSerializer().serializeToString(picture);
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = picture.viewBox.baseVal.width * SHARPNESS;
    canvas.height = picture.viewBox.baseVal.height * SHARPNESS;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => blob && save(blob, `${name}.png`));
  }

  /**
   * @param {HTMLElement} figure
   * @param {string} what
   */
  function run(figure, what) {
    if (what === "full") {
      if (document.fullscreenElement) document.exitFullscreen();
      else figure.requestFullscreen();
      return;
    }
    const picture = pictureOf(figure);
    const day = new URLSearchParams(location.search).get("ngay");
    const name = [figure.dataset.file, day].filter(Boolean).join("-");
    if (!picture) return;
    if (what === "png") savePng(picture, name);
    else {
      const text = new XMLSerializer().serializeToString(picture);
      save(new Blob([text], { type: "image/svg+xml" }), `${name}.svg`);
    }
  }

  for (const figure of all(document, "figure.figure", HTMLElement)) {
    for (const button of all(figure, "[data-do]", HTMLButtonElement)) {
      const { do: what = "" } = button.dataset;
      button.hidden = what === "full" && !document.fullscreenEnabled;
      button.addEventListener("click", () => run(figure, what));
    }
  }
  document.addEventListener("day", ({ detail }) => {
    const [year, month, date] = detail.split("-").map(Number);
    for (const place of all(document, ".figure__day", HTMLElement)) {
      place.textContent = (place.dataset.words ?? "")
        .replace("d#", String(date))
        .replace("m#", String(month))
        .replace("y#", String(year));
    }
  });
}
