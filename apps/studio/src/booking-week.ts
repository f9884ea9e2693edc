import { dateAfter } from './dates.js';

/** Seven dates from one on, never before today: the first and the last. */
export function weekFrom(date: string, today: string): { from: string; to: string } {
  const from = date < today ? today : date;
  return { from, to: dateAfter(from, 6) };
}
