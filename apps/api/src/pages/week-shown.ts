import type { SlotsView, SlotView } from '#contracts';
import { Invalid } from '#platform';

const daysAtOnce = 7;
/** As far as slots are listed at once, and so as far as the next free time is looked for. */
const daysAhead = 62;
const dayMs = 86_400_000;

/** Which week is asked for, and between which dates there may be times. */
export interface WeekAsked {
  readonly from: string | undefined;
  readonly today: string;
  readonly lastDay: string;
}

/** The week of times a page shows, and the first free time there is; `list` asks for so many days from a date. */
export async function weekShown(
  list: (from: string, to: string) => Promise<SlotsView>,
  { from: asked, today, lastDay }: WeekAsked,
): Promise<{ slots: SlotsView; nextFree: SlotView | null }> {
  const ahead = await list(today, addDays(today, daysAhead - 1)).catch((error: unknown) => {
    if (!(error instanceof Invalid)) throw error;
    // More times than are listed at once: then there is one this week.
    return list(today, addDays(today, daysAtOnce - 1));
  });
  const nextFree = ahead.days.flatMap((day) => day.slots)[0] ?? null;
  const from = firstShown(asked, today, lastDay, nextFree);
  const first = ahead.days.findIndex(({ date }) => date === from);
  const week = first >= 0 ? ahead.days.slice(first, first + daysAtOnce) : [];
  const slots = week.length === daysAtOnce ? { ...ahead, days: week } : await list(from, addDays(from, daysAtOnce - 1));
  return { slots, nextFree };
}

/** The week that was asked for, within what can be booked; unasked, the one that holds the next free time. */
function firstShown(asked: string | undefined, today: string, lastDay: string, nextFree: SlotView | null): string {
  if (asked !== undefined) return asked < today ? today : asked > lastDay ? lastDay : asked;
  const next = nextFree?.local.slice(0, 10) ?? today;
  return next < addDays(today, daysAtOnce) ? today : next;
}

function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10);
}
