import type { BookingFields, SlotsView } from '#contracts';
import { addDays, daysAtOnce, startsOf, type BookerProps, type Choice } from './booker-props.js';

/** As many days as the server lists in one answer. */
const daysAhead = 62;
const mostAlternatives = 6;

/** The slot that begins then, among those shown. */
export function findSlot({ slots, alternatives }: BookerProps, start: BookingFields['start']): Choice | null {
  return [...slots.days.flatMap((day) => day.slots), ...alternatives].find((slot) => slot.start === start) ?? null;
}

/**
 * The page on the wall of another zone: its week, and each time that stands beside it, so that none is read on the old
 * one; what has gone meanwhile is left out. Throws where the server cannot say just now.
 */
export async function onAnotherWall(
  props: BookerProps,
  slot: Choice | null,
  timeZone: string,
): Promise<{ props: BookerProps; slot: Choice | null }> {
  const slots = await fetchWeek(props, props.slots.days[0]!.date, timeZone);
  const there = { ...props, slots, alternatives: [] };
  const [next = null, chosen = null, ...others] = await Promise.all(
    [props.nextFree, slot, ...props.alternatives].map((one) => readThere(there, one)),
  );
  const nextFree = next ?? (props.nextFree && (await fetchNextFree(there)));
  const isLost = slot !== null && chosen === null;
  return {
    props: {
      ...there,
      nextFree,
      alternatives: others.filter((one) => one !== null),
      ...(isLost && { problem: 'slot-taken' as const }),
    },
    slot: chosen,
  };
}

/** The page with another week, and with the next free time looked for anew where it was another coach's, or has gone. */
export async function withWeek(before: BookerProps, first: string, coach: string | null): Promise<BookerProps> {
  const slots = await fetchWeek({ ...before, coach }, first, before.slots.timeZone);
  const { nextFree } = before;
  const props = { ...before, coach, slots };
  const isShown = slots.days.some(({ date }) => nextFree?.local.startsWith(date));
  const hasGone = isShown && nextFree !== null && !findSlot({ ...props, alternatives: [] }, nextFree.start);
  return coach === before.coach && !hasGone ? props : { ...props, nextFree: await fetchNextFree(props) };
}

/** A start as the wall of a page's zone reads it; null where it is not free any more. */
async function readThere(there: BookerProps, slot: Choice | null): Promise<Choice | null> {
  if (!slot) return null;
  const { start, local } = slot;
  const shown = findSlot(there, start);
  if (shown) return shown;
  const around = await fetchWeek(there, addDays(local.slice(0, 10), -1), there.slots.timeZone);
  return findSlot({ ...there, slots: around }, start);
}

/** Whether a start is still free, and if it is not those of its days that are nearest to it. Throws where the server cannot say just now. */
export async function lookOnceMore(props: BookerProps, { start, local }: Choice) {
  const around = await fetchWeek(props, addDays(local.slice(0, 10), -3), props.slots.timeZone);
  const distance = (one: Choice) => Math.abs(Date.parse(one.start) - Date.parse(start));
  const others = startsOf(around.days.flatMap((day) => day.slots)).filter((one) => one.start !== start);
  const near = [...others].sort((one, other) => distance(one) - distance(other)).slice(0, mostAlternatives);
  return {
    isFree: findSlot({ ...props, slots: around, alternatives: [] }, start) !== null,
    alternatives: others.filter((one) => near.includes(one)),
  };
}

/** A week of times from the server. Throws where it cannot say just now. */
function fetchWeek(props: BookerProps, from: string, timeZone: string): Promise<SlotsView> {
  return fetchDays(props, from, daysAtOnce, timeZone);
}

/** The first free time there is, as far as times are listed at once. Throws where the server cannot say just now. */
async function fetchNextFree(props: BookerProps): Promise<Choice | null> {
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
