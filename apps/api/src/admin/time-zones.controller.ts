import { Controller, Get, Query } from '@nestjs/common';
import { NoQuery, TimeZone, TimeZoneList } from '#contracts';
import { Clock } from '#platform';
import { offsetText, zoneTransitions } from '#scheduling';
import { Answers, ForMembers } from '../http/route.js';

/** The time zones there are, for choosing one: browsers never reckon with zones, so the offsets come from here too. */
@Controller('api/v1/admin/time-zones')
export class TimeZonesController {
  constructor(private readonly clock: Clock) {}

  @Get()
  @ForMembers('practice:read', 'owner', 'coach', 'assistant')
  @Answers(200, TimeZoneList)
  list(@Query({ schema: NoQuery }) _query: NoQuery): TimeZoneList {
    const now = this.clock.now().getTime();
    const data = Intl.supportedValuesOf('timeZone')
      .filter((name) => TimeZone.safeParse(name).success)
      .map((name) => ({
        name,
        place: name.replace(/^.*\//, '').replaceAll('_', ' '),
        offset: offsetText(zoneTransitions(name, { start: now, end: now }).offsetAt(now)),
      }));
    return { data, nextCursor: null };
  }
}
