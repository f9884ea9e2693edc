import { z } from 'zod';
import { Availability, AvailabilityOverride, hoursFields, refuseFaultyHours, WeeklyHours } from './coaches.js';
import { list } from './paging.js';
import { DateOnly, Id, ifDoubled, InstantOut, line, LocalTimeOut, Offset, Revision, TimeZone } from './scalars.js';
import { spanOfDays } from './slots.js';

/** Where one meets in certain hours: what the place is called, and how to get there. Shown to whoever booked, never mailed. */
export const MeetingPlace = z.strictObject({ name: line(120), address: line(170) }).meta({ id: 'MeetingPlace' });
export type MeetingPlace = z.infer<typeof MeetingPlace>;

/** Further hours of a coach beside their usual ones, for the offerings that follow them. */
export const ScheduleWrite = z
  .strictObject({ name: line(80), ...hoursFields, place: MeetingPlace.nullable().optional() })
  .superRefine(refuseFaultyHours)
  .meta({ id: 'ScheduleWrite' });
export type ScheduleWrite = z.infer<typeof ScheduleWrite>;

/** Such hours as the practice sees them, with the offerings that follow them. */
export const ScheduleView = z
  .strictObject({
    id: Id,
    coach: Id,
    name: z.string(),
    timeZone: TimeZone,
    weekly: z.array(WeeklyHours),
    overrides: z.array(AvailabilityOverride),
    place: z.strictObject({ name: z.string(), address: z.string() }).nullable(),
    offerings: z.array(Id),
    revision: Revision,
  })
  .meta({ id: 'Schedule' });
export type ScheduleView = z.infer<typeof ScheduleView>;

export const ScheduleList = list(ScheduleView).meta({ id: 'ScheduleList' });
export type ScheduleList = z.infer<typeof ScheduleList>;

/** Which hours an offering follows with a coach; null: the usual ones. */
export const ScheduleChoice = z.strictObject({ schedule: Id.nullable() }).meta({ id: 'ScheduleChoice' });
export type ScheduleChoice = z.infer<typeof ScheduleChoice>;

/**
 * Hours as they are being edited, and what is looked at: an offering on inclusive dates, at most 62 days. `schedule` says which
 * hours are edited, without it the usual ones; dates and times are told in `timeZone`, without it in the zone of the hours.
 */
export const SlotPreviewAsked = z
  .strictObject({
    availability: Availability,
    schedule: Id.nullable().optional(),
    offering: Id,
    from: DateOnly,
    to: DateOnly,
    timeZone: TimeZone.optional(),
  })
  .superRefine(spanOfDays)
  .meta({ id: 'SlotPreviewAsked' });
export type SlotPreviewAsked = z.infer<typeof SlotPreviewAsked>;

/** A slot, and what becomes of it: a start by the edited hours (`none`, `gained`), or one that the kept hours offer and the edited ones do not (`lost`). */
export const PreviewedSlot = z
  .strictObject({
    start: InstantOut,
    end: InstantOut,
    local: LocalTimeOut,
    offset: Offset,
    ...ifDoubled,
    change: z.enum(['none', 'gained', 'lost']),
  })
  .meta({ id: 'PreviewedSlot' });
export type PreviewedSlot = z.infer<typeof PreviewedSlot>;

/** What visitors would be offered by the edited hours, beside what the kept ones offer; `offered` counts without the lost ones. */
export const SlotPreview = z
  .strictObject({
    timeZone: TimeZone,
    offering: Id,
    offered: z.int(),
    gained: z.int(),
    lost: z.int(),
    days: z.array(z.strictObject({ date: DateOnly, slots: z.array(PreviewedSlot) })),
  })
  .meta({ id: 'SlotPreview' });
export type SlotPreview = z.infer<typeof SlotPreview>;
