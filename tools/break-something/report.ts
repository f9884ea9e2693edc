/** One thing that was counted; `isAsPromised` null where nothing was promised of it. */
export interface Count {
  readonly term: string;
  readonly value: string;
  readonly isAsPromised: boolean | null;
}

/** Something that happened after a press, and how long after it. */
export interface Step {
  readonly afterMs: number;
  readonly text: string;
}

/** How it stands with one of the people of an act, as one dot shows it. */
export type Fate = 'waiting' | 'done' | 'told' | 'wrong';

/** What is seen of an act at one moment. */
export interface Sight {
  /** The result in one sentence, which is read out when it changes. */
  readonly sentence: string;
  /** One for each person of the act. */
  readonly people: readonly Fate[];
  /** The few numbers that say whether it held. */
  readonly proof: readonly Count[];
  /** Everything else that was counted. */
  readonly counts: readonly Count[];
}

/** What came of the last press, or is coming of it. */
export interface Report extends Sight {
  readonly state: 'never' | 'under-way' | 'held' | 'did-not-hold' | 'failed';
  /** What happened so far, the first thing first. */
  readonly steps: readonly Step[];
}

/** Told again and again while something is broken: the newest sight stands, and what happened is kept. */
export interface Telling {
  readonly see: (sight: Sight) => void;
  readonly happened: (text: string) => void;
}

export const count = (term: string, value: number | string, isAsPromised: boolean | null = null): Count => ({
  term,
  value: String(value),
  isAsPromised,
});

/** So many people of one fate after another; a fate of none is left out. */
export const fates = (...groups: readonly (readonly [number, Fate])[]): Fate[] =>
  groups.flatMap(([people, fate]) => Array.from({ length: Math.max(0, people) }, () => fate));

const nothing = { people: [], proof: [], counts: [], steps: [] } as const;

export const never: Report = { state: 'never', sentence: 'Nobody has pressed this yet.', ...nothing };

export const begun: Report = { state: 'under-way', sentence: 'Just a moment …', ...nothing };

/** Whether everything that was promised is so. */
export const isAllAsPromised = ({ proof, counts }: Sight): boolean =>
  [...proof, ...counts].every(({ isAsPromised }) => isAsPromised !== false);

export const secondsOf = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
