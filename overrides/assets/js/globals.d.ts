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

/** Asks the engine; dispatches `ready` and `failed`. */
declare interface SearchClient extends EventTarget {
  /** The address of the engine, with that of its index behind "#". */
  readonly url: string;
  readonly isReady: boolean;
  /** Whether the engine can not be had. */
  readonly hasFailed: boolean;
  /** Fetch the engine, if nobody has yet. */
  start(): void;
  ask(text: string, kind?: string): Promise<SearchAnswer>;
}
declare var searchClient: SearchClient;

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
