// The global names that the scripts of days share, with their types.

/** The answer on a day, of steps such as `no 2016-01-01 yes 2025-03-08 no`. */
declare function answerOn(steps: string, day: string): string;

/** Shows on a page the answers of a day. */
declare interface Answers {
  show(day: string): void;
}
declare var Answers: new (form: HTMLFormElement) => Answers;

/** A day as the address names it, of how one writes it; empty if it is none. */
declare function parseDay(text: string): string;
/** Three fields for a day. */
declare interface DayFields {
  show(day: string): void;
  enter(): void;
  refuse(): void;
  listen(): void;
}
declare var DayFields: new (
  group: HTMLElement,
  take: (text: string, isStep: boolean) => void,
) => DayFields;

interface DocumentEventMap {
  /** The page shows another day, `2024-03-11`. */
  day: CustomEvent<string>;
}
