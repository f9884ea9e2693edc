import type { BookingFields, SlotsView, SlotView } from '#contracts';
import { addDays, daysAtOnce, type BookerProps } from './booker-props.js';

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
export async function fetchWeek({ practice, offering, coach }: BookerProps, from: string, timeZone: string) {
  const to = addDays(from, daysAtOnce - 1);
  const query = new URLSearchParams({ from, to, timeZone });
  if (coach) query.set('coach', coach);
  const answer = await fetch(
    `/api/v1/public/practices/${practice}/offerings/${offering.slug}/slots?${query.toString()}`,
  );
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()) as SlotsView;
}
