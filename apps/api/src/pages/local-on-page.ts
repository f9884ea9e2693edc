import { clearlyOnTheWall } from '#scheduling';

/**
 * What the wall clock of a zone reads at an instant, for a page to print: `2027-10-31T10:00`. Where that clock reads the
 * time twice its offset stands behind it, `2027-10-31T01:30+00:00`, and the page says it.
 */
export function localOnPage(at: Date, timeZone: string): string {
  const { local, offset, doubled } = clearlyOnTheWall(at, timeZone);
  return doubled ? local + offset : local;
}
