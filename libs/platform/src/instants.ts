/** An instant as it leaves: RFC 3339 in UTC, without fractions. */
export function instant(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}
