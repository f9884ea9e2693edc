import { Injectable } from '@nestjs/common';
import type { CalendarFeedCreate } from '#contracts';
import {
  EgressClient,
  idAfter,
  Invalid,
  KeyStore,
  newId,
  NotFetched,
  NotFound,
  pageOf,
  type Page,
  type PageAsked,
  type Tx,
} from '#platform';
import { CalendarFeed, FeedCheck } from './calendar-feed.entity.js';
import { findFeeds, type CalendarFeedRow } from './calendar-feed.store.js';
import { syncCalendarFeed } from './scheduling.jobs.js';
import { lockCalendars } from './slot.store.js';

const mostFeeds = 10;

/** Where the address of a calendar is sealed to. */
export const addressPlace = (id: string): string => `calendar_feeds:${id}`;

/** The other calendars of coaches, as they add and remove them. */
@Injectable()
export class CalendarFeedService {
  constructor(
    private readonly keys: KeyStore,
    private readonly egress: EgressClient,
  ) {}

  async list(tx: Tx, coachId: string, { limit, cursor }: PageAsked): Promise<Page<CalendarFeedRow>> {
    const rows = await findFeeds(tx, { coachId, after: idAfter(cursor), limit: limit + 1 });
    return pageOf(rows, limit, ({ id }) => [id]);
  }

  /** Throws NotFound, for a calendar of another coach too. */
  async get(tx: Tx, coachId: string, id: string): Promise<CalendarFeedRow> {
    const [found] = await findFeeds(tx, { id });
    if (found?.coachId !== coachId) throw new NotFound('calendar');
    return found;
  }

  /** Keeps the address sealed, and has it looked at from now on. Throws Invalid for one that leads to nobody outside. */
  async add(tx: Tx, coachId: string, { label, address }: CalendarFeedCreate): Promise<CalendarFeedRow> {
    const url = this.urlOf(address);
    await lockCalendars(tx, [coachId]); // of many who add at once each counts those before
    if ((await findFeeds(tx, { coachId, after: null, limit: mostFeeds })).length >= mostFeeds)
      throw new Invalid([
        { path: 'address', message: `A coach can have ${mostFeeds} other calendars. Remove one first.` },
      ]);
    const id = newId();
    const sealedAddress = await this.keys.sealForPractice(tx, addressPlace(id), Buffer.from(url.href, 'utf8'));
    const { practiceId } = tx;
    const feed = { practiceId, id, coachId, label, host: url.hostname, sealedAddress, createdAt: tx.now() };
    await tx.repository(CalendarFeed).insert(feed);
    await tx.repository(FeedCheck).insert({ practiceId, id, coachId });
    tx.schedule(syncCalendarFeed, { feedId: id });
    tx.audit('calendar-feed.added', id);
    return this.get(tx, coachId, id);
  }

  /** Forgets the address and all its busy time at once. */
  async remove(tx: Tx, coachId: string, id: string): Promise<void> {
    await this.get(tx, coachId, id);
    await tx.repository(CalendarFeed).delete({ practiceId: tx.practiceId, id });
    tx.audit('calendar-feed.removed', id);
  }

  private urlOf(address: string): URL {
    try {
      // What calendars call a subscription is an address like any other.
      return this.egress.mustBeOutside(address.replace(/^webcals?:\/\//i, 'https://'));
    } catch (error) {
      if (error instanceof NotFetched) throw new Invalid([{ path: 'address', message: error.message }]);
      throw error;
    }
  }
}
