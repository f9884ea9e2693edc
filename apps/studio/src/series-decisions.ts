import type { SeriesChange, SeriesOccurrence } from '#contracts';

/** What was decided about each time of a series, by its number: left out, booked all the same, or another start. */
export type Decisions = Readonly<Record<number, string>>;
export const leaveOut = 'skip';
export const allTheSame = 'lift';

/** Whether somebody has to say what becomes of a time. */
export function isOpen({ outcome }: SeriesOccurrence): boolean {
  return outcome === 'taken' || outcome === 'not-offered' || outcome === 'unclear';
}

/** Times of which nothing was decided yet, though something has to be. */
export function undecided(occurrences: readonly SeriesOccurrence[], decisions: Decisions): SeriesOccurrence[] {
  return occurrences.filter((one) => isOpen(one) && !decisions[one.number]);
}

/** How many of them would be booked. */
export function booked(occurrences: readonly SeriesOccurrence[], decisions: Decisions): number {
  return occurrences.filter(({ number }) => decisions[number] !== leaveOut).length;
}

/** What is sent of the decisions; the same reason holds for every rule that is lifted. */
export function changesOf(decisions: Decisions, reason: string): SeriesChange[] {
  return Object.entries(decisions)
    .filter(([, decision]) => decision !== '')
    .map(([number, decision]) => {
      if (decision === leaveOut) return { number: Number(number), skip: true };
      if (decision === allTheSame) return { number: Number(number), override: { reason: reason.trim() } };
      return { number: Number(number), start: decision };
    });
}
