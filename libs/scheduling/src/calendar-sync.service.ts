import { Inject, Injectable } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { Clock, CONFIG, Database, EgressClient, KeyStore, system, type Config, type Here, type Tx } from '#platform';
import { addressPlace } from './calendar-feed.service.js';
import {
  appointmentsOf,
  findFeedToLookAt,
  lockCheck,
  passOver,
  replaceBusy,
  type FeedToLookAt,
} from './calendar-feed.store.js';
import { busyBut, type BusyRead } from './domain/ics-busy.js';
import { dayMs, minuteMs } from './domain/zone-transitions.js';
import { look, type Seen } from './feed-look.js';
import { CalendarsStale } from './scheduling.errors.js';
import { syncCalendarFeed } from './scheduling.jobs.js';

const everyMs = 15 * minuteMs;
/** The job finds a look that was asked for by hand a moment ago, and leaves it at that. */
const lookedJustNowMs = minuteMs;
const patienceMs = 15_000;
/** Somebody waits for their booking. */
const patienceAtBookingMs = 2_500;
/** For reading it too, and for a look that was under way already. */
const longestWaitAtBookingMs = 4_000;
/** Times around the last that can be booked are looked through too. */
const marginDays = 3;
/** Nobody is led further by other times than this, however short the window is. */
const leastWindowDays = 65;
/** A booking is begun anew after a look; a third time only where another calendar grew old meanwhile. */
const mostLooks = 3;

/** Looks at coaches' other calendars and keeps when they are busy: regularly, by hand, and when somebody books. */
@Injectable()
export class CalendarSyncService {
  private readonly host: string;
  /** Looks under way, so that many who book at once wait for one. */
  private readonly looking = new Map<string, Promise<void>>();

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly keys: KeyStore,
    private readonly egress: EgressClient,
    @Inject(CONFIG) config: Config,
  ) {
    this.host = new URL(config.PUBLIC_URL).hostname;
  }

  /** The job: looks, and asks for the next look, once for each time it was asked itself. Ends with the calendar. */
  async syncRegularly(practiceId: string, feedId: string, outboxId: string): Promise<void> {
    const here = { practiceId, actor: system };
    const feed = await this.db.inPractice({ ...here, readOnly: true }, (tx) => findFeedToLookAt(tx, feedId));
    if (!feed) return;
    const recent = this.clock.now().getTime() - lookedJustNowMs;
    if (!feed.checkedAt || feed.checkedAt.getTime() < recent) await this.sync(practiceId, feedId);
    await this.db.inPractice(here, async (tx) => {
      const dueAt = new Date(tx.now().getTime() + everyMs);
      if (await lockCheck(tx, feedId)) tx.schedule(syncCalendarFeed, { feedId }, { causeId: outboxId, dueAt });
    });
  }

  /** Looks once, or waits for a look that is under way. Quiet where the calendar was removed. */
  sync(practiceId: string, feedId: string, withinMs = patienceMs): Promise<void> {
    const underWay = this.looking.get(feedId);
    if (underWay) return underWay;
    const mine = this.lookOnce(practiceId, feedId, withinMs).finally(() => this.looking.delete(feedId));
    this.looking.set(feedId, mine);
    return mine;
  }

  /**
   * Does what claims a time by `mustBeFresh`. Where other calendars have to be looked at first, they are, outside of any
   * transaction and for a moment only: of one that does not answer, the last known busy time counts.
   */
  async whenFresh<Done>(here: Here, act: () => Promise<Done>): Promise<Done> {
    for (let looks = 0; ; looks += 1)
      try {
        return await act();
      } catch (error) {
        if (!(error instanceof CalendarsStale) || looks === mostLooks) throw error;
        await this.freshen(here.practiceId, error.feedIds);
      }
  }

  /** What a look that fails has to say, the job says that makes the same look: a booking goes on. */
  private async freshen(practiceId: string, feedIds: readonly string[]): Promise<void> {
    const looks = feedIds.map((id) => this.sync(practiceId, id, patienceAtBookingMs));
    await Promise.race([Promise.allSettled(looks), pause(longestWaitAtBookingMs, undefined, { ref: false })]);
    await this.db.inPractice({ practiceId, actor: system }, (tx) => passOver(tx, feedIds, tx.now()));
  }

  private async lookOnce(practiceId: string, feedId: string, withinMs: number): Promise<void> {
    const here = { practiceId, actor: system };
    const began = this.clock.now();
    const asked = await this.db.inPractice({ ...here, readOnly: true }, async (tx) => {
      const feed = await findFeedToLookAt(tx, feedId);
      if (!feed) return null;
      const address = await this.keys.unsealForPractice(tx, addressPlace(feedId), feed.sealedAddress);
      return { feed, address: address.toString('utf8') };
    });
    if (!asked) return;
    const { feed, address } = asked;
    const days = Math.max(feed.windowDays, leastWindowDays) + marginDays;
    const range = { start: began.getTime() - marginDays * dayMs, end: began.getTime() + days * dayMs };
    const seen = await look(this.egress, { address, timeZone: feed.timeZone, range }, withinMs);
    await this.db.inPractice(here, (tx) => this.keep(tx, feed, seen, began));
  }

  /** Writes down what was seen, unless a later look is written down already. */
  private async keep(tx: Tx, { id, coachId }: FeedToLookAt, { read, fault }: Seen, began: Date): Promise<void> {
    const check = await lockCheck(tx, id);
    if (!check || (check.syncedAt && check.syncedAt > began)) return;
    if (read) await replaceBusy(tx, id, coachId, busyBut(read, await this.ours(tx, coachId, read)));
    await tx.query(
      'UPDATE feed_checks SET checked_at = $2, synced_at = coalesce($3, synced_at), fault = $4 WHERE id = $1',
      [id, tx.now(), read ? began : null, fault],
    );
  }

  /**
   * The names of those entries that are this coach's own appointments, come back by way of their calendar: those are kept
   * by claims. What bears the name of anybody else's appointment is an entry like any other.
   */
  private async ours(tx: Tx, coachId: string, { busy }: BusyRead): Promise<ReadonlySet<string>> {
    const byId = new Map<string, string>();
    for (const uid of busy.keys()) {
      const [, id, host] = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@(.+)$/.exec(uid) ?? [];
      if (id !== undefined && host === this.host) byId.set(id, uid);
    }
    const own = await appointmentsOf(tx, coachId, [...byId.keys()]);
    return new Set([...own].map((id) => byId.get(id) ?? ''));
  }
}
