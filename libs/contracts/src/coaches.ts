import { z } from 'zod';
import { list } from './paging.js';
import { JoinLink, ProfileLink, profileTexts } from './practices.js';
import { DateOnly, Email, EndOfHours, Id, PersonName, Revision, Slug, TimeOfDay, TimeZone } from './scalars.js';

/** A new coach and their public face. */
export const CoachCreate = z
  .strictObject({
    slug: Slug,
    name: PersonName,
    email: Email,
    headline: profileTexts.headline.optional(),
    bio: profileTexts.bio.optional(),
    philosophy: profileTexts.philosophy.optional(),
    links: profileTexts.links.optional(),
    /** The link of this coach's video calls, where an offering names no other; never public. */
    joinLink: JoinLink.optional(),
    timeZone: TimeZone,
  })
  .meta({ id: 'CoachCreate' });
export type CoachCreate = z.infer<typeof CoachCreate>;

/** A change of a coach's public face; what is left out stays, null takes the link of video calls away. */
export const CoachPatch = z
  .strictObject({
    slug: Slug.optional(),
    name: PersonName.optional(),
    headline: profileTexts.headline.optional(),
    bio: profileTexts.bio.optional(),
    philosophy: profileTexts.philosophy.optional(),
    links: profileTexts.links.optional(),
    joinLink: JoinLink.nullable().optional(),
    timeZone: TimeZone.optional(),
  })
  .meta({ id: 'CoachPatch' });
export type CoachPatch = z.infer<typeof CoachPatch>;

/** A coach as the practice sees them. */
export const CoachView = z
  .strictObject({
    id: Id,
    slug: Slug,
    name: z.string(),
    email: z.string(),
    headline: z.string(),
    bio: z.string(),
    philosophy: z.string(),
    links: z.array(ProfileLink),
    joinLink: z.string().nullable(),
    timeZone: TimeZone,
    status: z.enum(['active', 'out_of_service']),
    revision: Revision,
  })
  .meta({ id: 'Coach' });
export type CoachView = z.infer<typeof CoachView>;

export const CoachList = list(CoachView).meta({ id: 'CoachList' });
export type CoachList = z.infer<typeof CoachList>;

export const Weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']).meta({ id: 'Weekday' });
export type Weekday = z.infer<typeof Weekday>;

/** Opening hours within one day, on the coach's wall. */
export const Hours = z.strictObject({ from: TimeOfDay, to: EndOfHours }).meta({ id: 'Hours' });
export type Hours = z.infer<typeof Hours>;

/** Hours that come back every week on the named days. */
export const WeeklyHours = z
  .strictObject({ days: z.array(Weekday).min(1).max(7), from: TimeOfDay, to: EndOfHours })
  .meta({ id: 'WeeklyHours' });
export type WeeklyHours = z.infer<typeof WeeklyHours>;

/** The hours of one date in place of the weekly ones; without hours the day is closed. */
export const AvailabilityOverride = z
  .strictObject({ date: DateOnly, hours: z.array(Hours).max(24).default([]) })
  .meta({ id: 'AvailabilityOverride' });
export type AvailabilityOverride = z.infer<typeof AvailabilityOverride>;

/** Hours as their rules see them. */
export interface AvailabilityTerms {
  readonly weekly: readonly WeeklyHours[];
  readonly overrides: readonly AvailabilityOverride[];
}

interface PlacedHours extends Hours {
  readonly path: readonly (string | number)[];
}

interface Fault {
  readonly path: (string | number)[];
  readonly message: string;
}

/** What is wrong with availability as a whole: hours that end before they begin or overlap, days or dates said twice. */
export function availabilityFaults({ weekly, overrides }: AvailabilityTerms): Fault[] {
  const faults: Fault[] = [];
  const onDay = new Map<string, PlacedHours[]>(Weekday.options.map((day) => [day, []]));
  weekly.forEach((rule, index) => {
    rule.days.forEach((day, place) => {
      if (rule.days.indexOf(day) === place) onDay.get(day)?.push({ ...rule, path: ['weekly', index] });
      else faults.push({ path: ['weekly', index, 'days', place], message: 'This day is named twice.' });
    });
  });
  const seen = new Set<string>();
  overrides.forEach((override, index) => {
    if (seen.has(override.date)) {
      faults.push({ path: ['overrides', index, 'date'], message: 'This date is named twice.' });
    }
    seen.add(override.date);
    faults.push(
      ...hoursFaults(override.hours.map((hours, place) => ({ ...hours, path: ['overrides', index, 'hours', place] }))),
    );
  });
  for (const hours of onDay.values()) faults.push(...hoursFaults(hours));
  return unlikeEachOther(faults);
}

function hoursFaults(hours: readonly PlacedHours[]): Fault[] {
  const faults: Fault[] = hours
    .filter(({ from, to }) => to <= from)
    .map(({ path }) => ({ path: [...path, 'to'], message: 'These hours end before they begin. Choose a later end.' }));
  // Times as HH:mm sort as text does. Of two that overlap, the one written later is at fault.
  hours.forEach((later, index) => {
    if (hours.slice(0, index).some((earlier) => earlier.from < later.to && later.from < earlier.to)) {
      faults.push({ path: [...later.path, 'from'], message: 'These hours overlap others of the same day.' });
    }
  });
  return faults;
}

/** A rule of five days with one fault says it once. */
function unlikeEachOther(faults: readonly Fault[]): Fault[] {
  return [...new Map(faults.map((fault) => [`${fault.path.join('.')} ${fault.message}`, fault])).values()];
}

/** What hours are made of, wherever they are written. */
export const hoursFields = {
  timeZone: TimeZone,
  weekly: z.array(WeeklyHours).max(100),
  overrides: z.array(AvailabilityOverride).max(1000).default([]),
};

/** Refuses hours that are wrong as a whole, each fault at its field. */
export function refuseFaultyHours(hours: AvailabilityTerms, context: z.RefinementCtx): void {
  for (const { path, message } of availabilityFaults(hours)) context.addIssue({ code: 'custom', path, message });
}

/** A coach's weekly hours and dated exceptions, in the coach's own zone; read and written in the same shape. */
export const Availability = z.strictObject(hoursFields).superRefine(refuseFaultyHours).meta({ id: 'Availability' });
export type Availability = z.infer<typeof Availability>;

/** Availability as it is read, with the revision a change must name; 0 where nothing was said yet. */
export const AvailabilityView = z
  .strictObject({
    timeZone: TimeZone,
    weekly: z.array(WeeklyHours),
    overrides: z.array(AvailabilityOverride),
    revision: Revision,
  })
  .meta({ id: 'AvailabilityView' });
export type AvailabilityView = z.infer<typeof AvailabilityView>;
