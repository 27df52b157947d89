// The global names that the parts of the search engine share, with their types.

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
  /** The months by name, where the language has names for them. */
  months?: Record<string, number>;
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
  /** Give the months their names. */
  nameMonths(names?: Record<string, number>): void;
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
