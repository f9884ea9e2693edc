const dayMs = 86_400_000;

/** The date so many days later: dates have no zone, so they are counted as UTC has them. */
export function dateAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** Seven dates from one on, never before today: the first and the last. */
export function weekFrom(date: string, today: string): { from: string; to: string } {
  const from = date < today ? today : date;
  return { from, to: dateAfter(from, 6) };
}
