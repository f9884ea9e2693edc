import { z } from 'zod';
import { list } from './paging.js';
import { Offset, TimeZone } from './scalars.js';

/** A time zone as people choose it: its IANA name, the place it is named after, and how it stands to UTC at present. */
export const TimeZoneView = z
  .strictObject({ name: TimeZone, place: z.string(), offset: Offset })
  .meta({ id: 'TimeZoneChoice' });
export type TimeZoneView = z.infer<typeof TimeZoneView>;

export const TimeZoneList = list(TimeZoneView).meta({ id: 'TimeZoneList' });
export type TimeZoneList = z.infer<typeof TimeZoneList>;
