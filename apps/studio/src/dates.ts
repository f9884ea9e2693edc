const dayMs = 86_400_000;

/** The date so many days later, or before: dates have no zone, so they are counted as UTC has them. */
export function dateAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}
