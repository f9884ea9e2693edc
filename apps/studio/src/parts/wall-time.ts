/** "Tuesday 12 January 2027 at 10:00" of a wall time the API gave; nothing is converted. */
export function dayAndTime(local: string): { day: string; time: string } {
  const [date = '', time = ''] = local.split('T');
  const day = new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${date}T00:00:00Z`));
  return { day: day.replace(',', ''), time };
}

/** An amount of minor units as people write it. */
export function money({ amount, currency }: { amount: number; currency: string }): string {
  const format = new Intl.NumberFormat('en-GB', { style: 'currency', currency });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** The date of an instant, as it stands in the text. */
export function dateOf(instant: string): string {
  return dayAndTime(instant.slice(0, 16)).day;
}
