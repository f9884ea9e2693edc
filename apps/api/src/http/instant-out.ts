/** An instant as it leaves: UTC, without fractions of a second. */
export function instantOut(instant: Date): string {
  return instant.toISOString().replace(/\.\d{3}Z$/, 'Z');
}
