/** One thing that was counted; `isAsPromised` null where nothing was promised of it. */
export interface Count {
  readonly term: string;
  readonly value: string;
  readonly isAsPromised: boolean | null;
}

/** What came of the last press, or is coming of it. */
export interface Report {
  readonly state: 'never' | 'under-way' | 'held' | 'did-not-hold' | 'failed';
  /** The result in one sentence, which is read out when it changes. */
  readonly sentence: string;
  readonly counts: readonly Count[];
}

/** Told again and again while something is broken; the newest counts stand. */
export type Tell = (sentence: string, counts: readonly Count[]) => void;

/** How it ended: what was promised held, or not. */
export type Outcome = Pick<Report, 'sentence' | 'counts'>;

export const count = (term: string, value: number | string, isAsPromised: boolean | null = null): Count => ({
  term,
  value: String(value),
  isAsPromised,
});

export const never: Report = { state: 'never', sentence: 'Nobody has pressed this yet.', counts: [] };

export const secondsOf = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

/** The value below which this share of the values lies (nearest rank), in whole milliseconds; 0 of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0);
}
