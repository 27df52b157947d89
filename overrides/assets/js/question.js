// Says beside the options of a question which one is right and which was chosen.
"use strict";

{
  /**
   * Not by colour alone: in words, too, which a screen reader reads.
   * @param {HTMLElement[]} rows The options, in their order.
   * @param {number} right
   * @param {number} chosen
   * @param {DOMStringMap} labels `isRight` and `isChosen`.
   */
  globalThis.markOptions = (rows, right, chosen, labels) => {
    for (const [index, row] of rows.entries()) {
      const notes = [];
      if (index === right) notes.push(labels.isRight);
      if (index === chosen) notes.push(labels.isChosen);
      row.classList.toggle("is-right", index === right);
      row.classList.toggle("is-wrong", index === chosen && index !== right);
      row.classList.toggle("is-other", !notes.length);
      const note = document.createElement("em");
      note.textContent = ` (${notes.join(", ")})`;
      if (notes.length) (row.querySelector("span") ?? row).append(note);
    }
  };
}
