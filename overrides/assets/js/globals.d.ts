// The global names that our scripts share, with their types.

// What the theme's scripts expect in the page.

declare var __md_scope: URL;
declare var __md_get: (key: string, storage?: Storage, scope?: URL) => unknown;
declare var __md_set: (key: string, value: unknown, storage?: Storage, scope?: URL) => void;
declare var __md_hash: (text: string) => number;

// What the parts of a page share.

/** Looks elements up, each with its type. */
declare var dom: {
  /** The first element for a selector; throws an Error where there is none of the type. */
  find<E extends Element>(within: ParentNode, selector: string, Type: new () => E): E;
  /** The elements for a selector that are of the type. */
  all<E extends Element>(within: ParentNode, selector: string, Type: new () => E): E[];
};

/** Vietnamese spelling; see spelling.js. */
declare var spelling: {
  /** A run of letters, or a run of digits. */
  WORD: RegExp;
  /** Lower case without accents and tone marks. */
  fold(text: string): string;
  /** The letters of a syllable and its tone, put together in the one spelling. */
  joined(letters: string, tone: string): string;
  /** The one spelling of a word. */
  spell(word: string): string;
  /** The words and numbers of a text. */
  words(text: string): string[];
};

// The paths of newcomers.

/** The days on which steps were done, by `path/step`. */
type DoneSteps = Record<string, string>;

/** What is kept in this browser of the paths of newcomers. */
declare var onboardingProgress: {
  /** The steps that are done, of all paths. */
  load(): DoneSteps;
  save(done: DoneSteps): void;
  /** The content of a file that holds the steps. */
  toFile(done: DoneSteps): Blob;
  /** The steps that a file holds; null if it is no such file, or holds too many. */
  fromFile(file: Blob): Promise<DoneSteps | null>;
};

/** Show how much of a path is done, and the step that is next. */
declare function showPathProgress(place: HTMLElement, scope: ParentNode, done: DoneSteps): void;

// The self-check.

/** The right answers of a round, and its questions. */
type QuizScore = [right: number, all: number];
/** The ids of questions that were asked, and of those answered wrongly; the last score, the best. */
type QuizState = {
  seen: string[];
  wrong: string[];
  last: QuizScore | null;
  best: QuizScore | null;
};

/** What is kept in this browser of the rounds of the self-check. */
declare interface QuizStore {
  readonly state: QuizState;
  set(changes: Partial<QuizState>): void;
  clear(): void;
}
declare var QuizStore: new (isKnown: (id: string) => boolean) => QuizStore;

/** The questions of a round; what is answered wrongly is asked again at its end. */
declare interface QuizRound {
  /** How many questions it has, those asked again not counted. */
  readonly count: number;
  /** How many questions are done, those asked again counted. */
  readonly at: number;
  /** For each question answered, whether it was at once. */
  readonly results: boolean[];
  /** The id of the current question. */
  readonly id: string;
  /** Whether the current question is asked again. */
  readonly isAgain: boolean;
  /** The place of the current question among those of its kind, from 1, and how many these are. */
  readonly place: [number: number, all: number];
  /** How many questions are left after the current one. */
  readonly left: number;
  readonly score: QuizScore;
  judge(isRight: boolean): void;
  next(): void;
}
declare var QuizRound: {
  new (ids: string[]): QuizRound;
  /** Draw a round by lot, of questions not seen while there are enough; `isAnew`: there are not. */
  draw(ids: string[], seen: string[]): { ids: string[]; isAnew: boolean };
};
/** Say beside the options of a question which one is right and which was chosen. */
declare function markOptions(
  rows: HTMLElement[],
  right: number,
  chosen: number,
  labels: DOMStringMap,
): void;

/** A question as the list of the page holds it. */
type QuizQuestion = {
  id: string;
  topic: string;
  text: string;
  options: string[];
  /** The index of the right option. */
  right: number;
  reason: HTMLElement;
};
/** Fold the list of questions away, and add the button that unfolds it. */
declare function foldQuiz(list: HTMLElement): void;

// The search field and its worker.

/** A line of the list of nearest titles. */
type NearTitle = { location: string; name: string; line: string; kind: string; score: number };
/** A line of the theme's result list. */
type SearchItem = {
  location: string;
  title: string;
  text: string;
  score: number;
  terms: Record<string, boolean>;
};
/** An answer of the engine: what the theme shows, and what only our field shows. */
type SearchAnswer = {
  items: SearchItem[][];
  /** Whether there are more pages than items. */
  isCut: boolean;
  /** The kinds among the hits, each with its label and the number of its pages: "12", "10+". */
  kinds: [kind: string, label: string, count: string][];
  /** What was looked for, if that is not what was typed. */
  understood: string;
  nearest: NearTitle[];
};
/** A query for the engine; the id comes back with the answer. */
type SearchQuery = { text: string; kind?: string; id?: number };
/** A message to the engine, of the theme's protocol: 0 set up, 2 query. */
type SearchMessage = { type: number; data?: string | SearchQuery };
/** A message of the engine: 1 ready, 3 result. */
type SearchReply = { type: number; data?: SearchAnswer & { suggest?: string[]; id?: number } };

/** What the theme takes for its worker. */
declare interface LazyWorker extends EventTarget {
  /** The kind to which hits are narrowed; empty for all. */
  kind: string;
  /** Whether the answer to what is in the field is still to come. */
  readonly isPending: boolean;
  /** Whether Enter was pressed before the answer came. */
  isEntered: boolean;
  /** Ask the engine for the newest query. */
  ask(): void;
}
/** The worker that the theme asked for; null before it did. */
declare var searchWorker: LazyWorker | null;

/** The parts of the search dialog. */
declare var searchDialog: {
  dialog: HTMLElement;
  field: HTMLInputElement;
  toggle: HTMLInputElement;
  /** How many hits there are, or that the search failed. */
  count: HTMLElement;
  /** What the theme's result list does not show. */
  about: HTMLElement;
  /** The buttons of kinds. */
  kinds: HTMLElement;
  /** The nearest titles, where there is no hit. */
  nearest: HTMLElement;
};
/** Show what the theme's result list does not. */
declare function showSearchAnswer(answer: SearchAnswer, worker: LazyWorker): void;

// The search engine.

/** Something that can be found; passages are triples of fragment, headings and text. */
type SearchThing = [
  kind: string,
  location: string,
  name: string,
  line: string,
  names: string[],
  passages: string[],
];
/** What the build writes into search/index.js. */
type SearchIndex = {
  kinds: Record<string, string>;
  /** Abbreviations, each with what it is short for. */
  short: [string, string][];
  /** Phrases with which one asks, and phrases that ask for a meaning. */
  asking: [asking: string[], meaning: string[]];
  things: SearchThing[];
};
declare var searchIndex: SearchIndex;
/** The reply of the engine to a message; sets itself up at the first. */
declare var searchReply: (message: SearchMessage) => SearchReply;
/** A function of workers alone. */
declare function importScripts(...urls: string[]): void;

/** What a switched-off Vietnamese keyboard would have made of keys; null if nothing. */
declare var inputMethods: {
  telex(word: string): string | null;
  vni(word: string): string | null;
};

/** How well each word of the index, by number, fits a word of a query. */
type WordFits = Map<number, number>;

/** The words of the index. */
declare interface Lexicon {
  /** The number of each spelling. */
  ids: Map<string, number>;
  /** By number: the spelling, that without accents, and as it is shown. */
  spellings: string[];
  folds: string[];
  shown: string[];
  /** The number of each word as it is in a text. */
  bySurface: Map<string, number>;
  add(surface: string): number;
  close(): void;
  has(typed: string): boolean;
  meant(typed: string, isBegun: boolean, isExact?: boolean): WordFits;
  nearly(typed: string): WordFits;
  split(typed: string): string[] | null;
}
declare var Lexicon: new () => Lexicon;

/** Dates among words. */
declare var searchDates: {
  /** The word for the same day in any year. */
  anyYear(date: string): string;
  /** The date that ends with the year at a place among folded words, and where it begins. */
  dateBefore(folded: string[], at: number): { start: number; word: string } | null;
  /** The words with their dates as one word each; null if there are none. */
  dated(list: string[]): string[] | null;
  /** The words with days that lack a year as one word each; null if there are none. */
  datedInAnyYear(list: string[]): string[] | null;
  /** The day that a query is, in figures; null if it is none. */
  wholeDate(text: string): string | null;
};

/** One way to understand a query. */
type Reading = {
  words: string[];
  /** How much it counts beside the words as typed, which count 1. */
  trust: number;
  /** How it was made of what was typed: `typed`, `keyed`, `split` or `long`. */
  way: string;
  /** Whether the query asks for a meaning. */
  isAsked: boolean;
};
/** The readings of queries. */
declare interface Readings {
  of(query: string): Reading[];
  brief(list: string[]): string[] | null;
  learn(name: string[]): void;
}
declare var Readings: new (
  lexicon: Lexicon,
  short: SearchIndex["short"],
  asking: SearchIndex["asking"],
) => Readings;

/** In what a word can be. */
declare var PLACE: { NAME: 0; ALIAS: 1; LINE: 2; HEADING: 3; TEXT: 4 };

/** All words of the site, in units of text. */
declare interface TextIndex {
  things: SearchThing[];
  lexicon: Lexicon;
  readings: Readings;
  /** By unit: its thing, place, passage (-1: none), first word in the stream, weight. */
  thing: number[];
  place: number[];
  passage: number[];
  start: number[];
  weight: Float32Array;
  /** The first unit of each thing. */
  units: number[];
  /** The numbers of all words, unit by unit. */
  stream: Int32Array;
  /** By word: the index of its first unit in `unitsWith`, and how rare it is. */
  first: Int32Array;
  unitsWith: Int32Array;
  rarity: Float32Array;
}
declare var TextIndex: new (index: SearchIndex) => TextIndex;
/** What a word that `count` of `total` have is worth. */
declare function rarity(count: number, total: number): number;

/** A reading of a query, with the words of the index that it can mean. */
declare interface Query {
  reading: Reading;
  trust: number;
  isGuess: boolean;
  /** For each word of the query, the words of the index that it can mean. */
  meant: WordFits[];
  /** For each such word of the index: the words of the query, and how well it fits them. */
  byId: Map<number, [word: number, fit: number][]>;
  /** What each word of the query weighs, and all together. */
  weights: number[];
  total: number;
  /** The words of the index to highlight, once they are known. */
  marks?: Set<number>;
  share(fit: (word: number) => number): number;
}
declare var Query: new (reading: Reading, meant: WordFits[], trust: number, guess: string) => Query;

/** How well a unit of text fits a query. */
type Match = {
  /** The part of the query that it holds, by weight. */
  cover: number;
  /** How near together the words are. */
  near: number;
  /** The same for a name that is only a part of the query. */
  bound: number;
  /** The part of the unit that the query holds. */
  fit: number;
  /** Whether the unit begins with the first word of the query. */
  opens: boolean;
  /** For each word of the query, how well it is held. */
  best: number[];
  worth: number;
};
/** How well a thing fits a query by its texts. */
type Measure = {
  worth: number;
  /** The passages that fit, best first. */
  passages: number[];
  /** Whether a heading fits better than the name. */
  isHeading: boolean;
  /** Whether the name holds the whole query. */
  isNamed: boolean;
};
type Hit = Omit<Measure, "worth"> & { thing: number; score: number; query: Query };

/** Measures how well things fit a query. */
declare interface Matcher {
  /** For each unit, the last turn in which it held a word of the query. */
  touched: Uint32Array;
  /** The number of the current query. */
  turn: number;
  /** Take the next query; then each unit that holds a word of it is touched. */
  begin(query: Query): void;
  measure(thing: number): Measure;
}
declare var Matcher: new (texts: TextIndex) => Matcher;
/** What a word counts for by its place. */
declare var PLACE_WORTH: number[];

/** Ranks what is found for a query. */
declare interface Engine {
  texts: TextIndex;
  /** Whether the last search left out hits because there are too many. */
  isCut: boolean;
  search(text: string, kind?: string): Hit[];
}
declare var Engine: new (index: SearchIndex) => Engine;

/** Highlights the words of a query in texts of the index. */
declare interface Highlighter {
  /** A text as HTML, with the words marked. */
  mark(text: string, hit: Hit): string;
  /** The stretch of a passage that holds most of the query, as HTML. */
  extract(text: string, hit: Hit): string;
  /** The words to mark on the page itself. */
  terms(hit: Hit): Record<string, boolean>;
  /** The word of a thing that fits best, as it is written there; empty if there is none. */
  shown(meant: WordFits, thing: number): string;
}
declare var Highlighter: new (texts: TextIndex) => Highlighter;
/** A text without HTML. */
declare function escapeHtml(text: string): string;

/** Answers queries in the form of the theme's result list. */
declare interface Results {
  answer(text: string, kind?: string): SearchAnswer;
}
declare var Results: new (engine: Engine, kinds: SearchIndex["kinds"]) => Results;
