// The global names that the scripts of lists share, with their types.

/** The words of a text, each between blanks: with their accents, and without. */
type ListText = { marked: string; folded: string };
/** A word that is typed above a list, and the form of a text in which it is sought. */
type ListWord = { word: string; form: "marked" | "folded" };
/** What is typed against the rows of a list; see list-match.js. */
declare var listMatch: {
  listText(text: string): ListText;
  listWords(typed: string): ListWord[];
  /** How well a row fits: 3 by its name, 2 by whole words, 1 by beginnings, 0 not. */
  fitOf(words: ListWord[], name: ListText, rest: ListText): number;
};
/** A row of a list. */
type ListItem = {
  row: HTMLTableRowElement;
  /** Its place in the order of the build, and the index of its group. */
  place: number;
  group: number;
  /** Its values, that of its state first: `state:ended`, `kind:office`. */
  facets: string[];
  name: ListText;
  rest: ListText;
  /** How well it fits what is asked for; 0: it is not shown. */
  fit: number;
  isShown: boolean;
};
/** The rows of a list, and which of them are shown. */
declare interface ListTable {
  readonly table: HTMLTableElement;
  readonly headings: HTMLTableCellElement[];
  readonly items: ListItem[];
  /** The value chosen of each facet; of the state under `state`. */
  readonly chosen: Map<string, string>;
  /** How many rows each value, `kind:office`, would leave. */
  readonly counts: Map<string, number>;
  /** How many rows match, how many of them are shown, and how many more fit less well. */
  readonly matching: number;
  readonly shown: number;
  readonly others: number;
  hasOthers: boolean;
  type(typed: string): void;
  readAhead(): void;
  filter(): void;
  show(limit?: number): void;
  grow(): void;
  sort(order: string): void;
  refresh(day: string): void;
}
declare var ListTable: new (table: HTMLTableElement) => ListTable;
/** Save the rows that match; `page` heads the column of their addresses. */
declare function listCsv(list: ListTable, name: string, page: string): void;
/** Let two rows of a list be compared. */
declare function prepareComparison(part: HTMLElement, list: ListTable): void;
