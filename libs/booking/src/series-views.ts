import type { SeriesOccurrence } from '#contracts';
import { instantText, onTheWall, type SeriesLook } from '#scheduling';

/** The times of a series as they leave: each on the wall on which it comes back. */
export function occurrenceViews({ times, rule }: SeriesLook, durationMs: number): SeriesOccurrence[] {
  const wall = (at: number) => onTheWall(new Date(at), rule.timeZone);
  return times.map(({ number, local: wished, start, outcome, reasons, alternatives, choices }) => ({
    number,
    wished,
    ...(start === null
      ? { start: null, end: null, local: null, offset: null }
      : { start: instantText(start), end: instantText(start + durationMs), ...wall(start) }),
    outcome,
    reasons,
    alternatives: [...alternatives],
    choices: choices.map((at) => ({ start: instantText(at), ...wall(at) })),
  }));
}
