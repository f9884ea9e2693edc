import { z } from 'zod';
import { DateOnly, Id, ifDoubled, InstantOut, LocalTimeOut, Offset, Slug, TimeZone } from './scalars.js';

const longestSpanDays = 62;
const dayMs = 86_400_000;

const dates = { from: DateOnly, to: DateOnly, timeZone: TimeZone };

/** Refuses a span that ends before it begins, or is longer than a calendar is read at once. */
export function spanOfDays({ from, to }: { from: string; to: string }, context: z.RefinementCtx): void {
  const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1;
  if (days < 1) context.addIssue({ code: 'custom', path: ['to'], message: 'Must not be before from.' });
  if (days > longestSpanDays)
    context.addIssue({ code: 'custom', path: ['to'], message: 'Ask for at most 62 days at a time.' });
}

/** Which days of slots a visitor asks for: inclusive dates in their own zone, at most 62 days, and 50,000 times in them. */
export const SlotsQuery = z
  .strictObject({ ...dates, coach: Slug.optional() })
  .superRefine(spanOfDays)
  .meta({ id: 'SlotsQuery' });
export type SlotsQuery = z.infer<typeof SlotsQuery>;

/** Which days of slots the practice asks for, of one coach. */
export const StaffSlotsQuery = z
  .strictObject({ ...dates, offering: Id, coach: Id })
  .superRefine(spanOfDays)
  .meta({ id: 'StaffSlotsQuery' });
export type StaffSlotsQuery = z.infer<typeof StaffSlotsQuery>;

/** The same for an appointment that is to be moved: its coach is known. */
export const OtherTimesQuery = z.strictObject(dates).superRefine(spanOfDays).meta({ id: 'OtherTimesQuery' });
export type OtherTimesQuery = z.infer<typeof OtherTimesQuery>;

/** One of the instants that an unclear local time may mean. */
export const TimeChoice = z
  .strictObject({ start: InstantOut, local: LocalTimeOut, offset: Offset })
  .meta({ id: 'TimeChoice' });
export type TimeChoice = z.infer<typeof TimeChoice>;

/**
 * A start time that can be booked; `local` and `offset` are in the zone that was asked for, `coach` is a slug. `doubled`
 * stands where the clock of that zone reads the time twice, so that its offset has to be said.
 */
export const SlotView = z
  .strictObject({ start: InstantOut, end: InstantOut, local: LocalTimeOut, offset: Offset, ...ifDoubled, coach: Slug })
  .meta({ id: 'Slot' });
export type SlotView = z.infer<typeof SlotView>;

/** One date of the span and its slots; a date without any stands here too. */
export const SlotDay = z.strictObject({ date: DateOnly, slots: z.array(SlotView) }).meta({ id: 'SlotDay' });
export type SlotDay = z.infer<typeof SlotDay>;

/** Every slot of an offering in the span that was asked for. */
export const SlotsView = z
  .strictObject({ timeZone: TimeZone, offering: Slug, days: z.array(SlotDay) })
  .meta({ id: 'Slots' });
export type SlotsView = z.infer<typeof SlotsView>;
