// Looks elements up, each with its type.
"use strict";

{
  /**
   * @template {Element} E
   * @param {ParentNode} within
   * @param {string} selector
   * @param {new () => E} Type
   * @returns {E}
   */
  function find(within, selector, Type) {
    const element = within.querySelector(selector);
    if (!(element instanceof Type)) throw new Error(`There is no ${Type.name} ${selector}.`);
    return element;
  }

  /**
   * @template {Element} E
   * @param {ParentNode} within
   * @param {string} selector
   * @param {new () => E} Type
   * @returns {E[]}
   */
  function all(within, selector, Type) {
    /** @type {E[]} */
    const elements = [];
    for (const element of within.querySelectorAll(selector)) {
      if (element instanceof Type) elements.push(element);
    }
    return elements;
  }

  globalThis.dom = { find, all };
}
