import type { Span } from './grid.js';

/** Which of several equal strips of a day's width something gets. */
export interface Strip {
  readonly strip: number;
  readonly of: number;
}

/** Gives those that overlap a strip each, so that none lies over another; those that touch do not overlap. In the order given. */
export function sideBySide(spans: readonly Span[]): readonly Strip[] {
  const order = spans.map((_, place) => place).sort((one, other) => before(spans[one]!, spans[other]!));
  const found: Strip[] = [];
  let group: number[] = [];
  let ends: number[] = [];
  const close = () => {
    for (const place of group) found[place] = { ...found[place]!, of: ends.length };
    group = [];
    ends = [];
  };
  for (const place of order) {
    const { start, end } = spans[place]!;
    if (ends.every((until) => until <= start)) close();
    const free = ends.findIndex((until) => until <= start);
    const strip = free < 0 ? ends.length : free;
    ends[strip] = end;
    group.push(place);
    found[place] = { strip, of: 0 };
  }
  close();
  return found;
}

const before = (one: Span, other: Span): number => one.start - other.start || other.end - one.end;
