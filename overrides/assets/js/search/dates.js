// Dates among the words of a text or a query: each becomes one word, @2024-03-11 or @03-11.
"use strict";

{
  const { fold } = globalThis.spelling;

  /**
   * Two figures.
   * @param {number} number
   */
  function padded(number) {
    return String(number).padStart(2, "0");
  }

  /**
   * @param {number} day
   * @param {number} month
   */
  function isDayOfMonth(day, month) {
    return day >= 1 && day <= 31 && isMonth(month);
  }

  /** @param {number} month */
  function isMonth(month) {
    return month >= 1 && month <= 12;
  }

  /** @type {Map<string, number>} The numbers of months by their names. */
  let months = new Map();

  /** @param {Record<string, number>} [names] */
  function nameMonths(names = {}) {
    months = new Map(Object.entries(names));
  }

  /**
   * The number of a month in figures or by its name; not a number for another word.
   * @param {string} word
   */
  function monthOf(word) {
    return months.get(word) ?? Number(word);
  }

  /**
   * The day or month that ends with the year at a place; null if none does.
   * @param {string[]} folded Words without accents.
   * @param {number} at
   */
  function dateBefore(folded, at) {
    const year = folded[at];
    if (!/^(?:19|20)\d\d$/.test(year)) return null;
    let monthAt = at - (folded[at - 1] === "nam" ? 2 : 1);
    let dayAt = monthAt - 1;
    // `March 7, 2025` has the day behind the month.
    if (months.has(folded[dayAt])) [monthAt, dayAt] = [dayAt, monthAt];
    const isWord = folded[dayAt] === "thang";
    if (isWord) dayAt -= 1;
    const isNamed = isWord || months.has(folded[monthAt]);
    const [month, day] = [monthOf(folded[monthAt]), Number(folded[dayAt])];
    if (!isMonth(month)) return null;
    const word = `@${year}-${padded(month)}`;
    if (isDayOfMonth(day, month)) {
      const first = Math.min(dayAt, monthAt);
      return {
        start: first - (folded[first - 1] === "ngay" ? 1 : 0),
        word: `${word}-${padded(day)}`,
      };
    }
    return isNamed ? { start: monthAt - (isWord ? 1 : 0), word } : null;
  }

  /**
   * The words with their dates as one word each; null if there are none.
   * @param {string[]} list
   */
  function dated(list) {
    const folded = list.map(fold);
    const reversed = Array.from(folded).reverse();
    for (const words of [folded, ["thang", ...folded], reversed, ["thang", ...reversed]]) {
      const date = dateBefore(words, words.length - 1);
      if (date?.start === 0) return [date.word];
    }
    /** @type {string[]} */
    const words = [];
    list.forEach((word, at) => {
      words.push(word);
      const date = dateBefore(folded, at);
      if (date) words.splice(words.length - 1 - at + date.start, Infinity, date.word);
    });
    return words.some((word) => word[0] === "@") ? words : null;
  }

  /**
   * The words with days that lack a year, `ngày 11/3` or `11 tháng 3`, as one word each; null if
   * there are none.
   * @param {string[]} list
   */
  function datedInAnyYear(list) {
    const folded = list.map(fold);
    const words = [];
    let isChanged = false;
    for (let at = 0; at < list.length; at += 1) {
      const isNamed = folded[at + 1] === "thang";
      const named = [folded[at], folded[at + 1]].findIndex((word) => months.has(word));
      const [day, month] = named === 0
        ? [Number(folded[at + 1]), monthOf(folded[at])]
        : [Number(folded[at]), monthOf(folded[at + (isNamed ? 2 : 1)])];
      const isDay = isNamed || named >= 0 || folded[at - 1] === "ngay" || list.length === 2;
      if (!isDay || !isDayOfMonth(day, month)) {
        words.push(list[at]);
        continue;
      }
      if (folded[at - 1] === "ngay") words.pop();
      words.push(anyYear(`@0000-${padded(month)}-${padded(day)}`));
      at += isNamed ? 2 : 1;
      isChanged = true;
    }
    return isChanged ? words : null;
  }

  /** @param {string} date */
  function anyYear(date) {
    return `@${date.slice(6)}`;
  }

  /**
   * The day that a query is, in figures, with a year of two or four; null if it is none.
   * @param {string} text
   */
  function wholeDate(text) {
    const parts = text.trim().match(/^(\d{1,2})[/.-](\d{1,2})[/.-](\d\d|\d{4})$/);
    if (!parts) return null;
    const [, day, month, year] = parts;
    return dated([day, month, year.length === 2 ? `20${year}` : year])?.[0] ?? null;
  }

  globalThis.searchDates = { anyYear, dateBefore, dated, datedInAnyYear, nameMonths, wholeDate };
}
