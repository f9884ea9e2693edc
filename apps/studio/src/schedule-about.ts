import type { AvailabilityView, ScheduleView, ScheduleWrite } from '#contracts';

/** What further hours are called, where they are, and on whose clock they are told: as an editor shows it. */
export interface AboutSchedule {
  readonly name: string;
  readonly timeZone: string;
  readonly placeName: string;
  readonly placeAddress: string;
}

/** What an editor shows of further hours; the usual ones have none of it. */
export function aboutOf(hours: AvailabilityView | ScheduleView): AboutSchedule | null {
  if (!('id' in hours)) return null;
  const { name, timeZone, place } = hours;
  return { name, timeZone, placeName: place?.name ?? '', placeAddress: place?.address ?? '' };
}

/** The same as it is sent: a place in which nothing is written is none. */
export function aboutSent({ name, timeZone, placeName, placeAddress }: AboutSchedule) {
  const isPlace = placeName.trim() !== '' || placeAddress.trim() !== '';
  const place = isPlace ? { name: placeName, address: placeAddress } : null;
  return { name, timeZone, place } satisfies Partial<ScheduleWrite>;
}
