/** What of the calendar an address shows: whose, which date, the day alone or its week, and blocked time to begin with. */
export interface CalendarSearch {
  readonly coach?: string;
  readonly date?: string;
  readonly view?: 'day';
  readonly blocked?: string;
}

/** Reads it from an address; what makes no sense is left out. */
export function calendarSearch(search: Record<string, unknown>): CalendarSearch {
  const { coach, date, view, blocked } = search;
  return {
    ...(typeof coach === 'string' && { coach }),
    ...(typeof date === 'string' && isDate(date) && { date }),
    ...(view === 'day' && { view }),
    ...(typeof blocked === 'string' && { blocked }),
  };
}

function isDate(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
