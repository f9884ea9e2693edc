import type { BookingFields, SlotsView, SlotView } from '#contracts';
import { addDays, daysAtOnce, type BookerProps } from './booker-props.js';

/** As many days as the server lists in one answer. */
const daysAhead = 62;

/** The slot that begins then, among those shown. */
export function findSlot({ slots, alternatives }: BookerProps, start: BookingFields['start']): SlotView | null {
  return [...slots.days.flatMap((day) => day.slots), ...alternatives].find((slot) => slot.start === start) ?? null;
}

/** The same start as another zone's wall reads it; null where the server cannot say just now. */
export async function readElsewhere(props: BookerProps, slot: SlotView, timeZone: string): Promise<SlotView | null> {
  const shown = findSlot(props, slot.start);
  if (shown) return shown;
  const around = addDays(slot.local.slice(0, 10), -1);
  const found = await fetchWeek(props, around, timeZone).catch(() => null);
  return found && findSlot({ ...props, slots: found }, slot.start);
}

/** A week of times from the server. Throws where it cannot say just now. */
export function fetchWeek(props: BookerProps, from: string, timeZone: string): Promise<SlotsView> {
  return fetchDays(props, from, daysAtOnce, timeZone);
}

/** The first free time there is, as far as times are listed at once. Throws where the server cannot say just now. */
export async function fetchNextFree(props: BookerProps): Promise<SlotView | null> {
  const ahead = await fetchDays(props, props.firstDay, daysAhead, props.slots.timeZone);
  return ahead.days.flatMap((day) => day.slots)[0] ?? null;
}

async function fetchDays({ practice, offering, coach }: BookerProps, from: string, days: number, timeZone: string) {
  const to = addDays(from, days - 1);
  const query = new URLSearchParams({ from, to, timeZone });
  if (coach) query.set('coach', coach);
  const answer = await fetch(
    `/api/v1/public/practices/${practice}/offerings/${offering.slug}/slots?${query.toString()}`,
  );
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()) as SlotsView;
}
