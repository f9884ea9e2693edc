import type { OtherTimes } from '#contracts';

/** In the form by which another zone is chosen: the week that is looked at stays, where it is not the first. */
export function WeekStays({ view: { slots, firstDay } }: { view: Pick<OtherTimes, 'slots' | 'firstDay'> }) {
  const shown = slots.days[0]?.date ?? firstDay;
  return shown > firstDay ? <input type="hidden" name="from" value={shown} /> : null;
}
