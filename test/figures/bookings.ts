import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { BookingService } from '#booking';
import { hashToken, newId, type Here } from '#platform';
import { createApi } from '../../apps/api/src/create-api.js';
import { percentile } from '../../tools/percentile.js';
import { Given, type GivenCoach, type GivenOffering, type GivenPractice } from '../support/given.js';
import { testConfig } from '../support/test-config.js';
import type { FreshDatabases } from './installation.js';
import { freePort } from '../../tools/setup/ports.mjs';
import { dayAndNight } from './open-week.js';
import { afresh, sentWhile, type SentStatement } from './sent-statements.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** As full as the calendar of somebody who works much. */
const aDay = 6;
/** Whatever lies so near to the moment of a booking is its moment; what is booked lies farther ahead. */
const thisMomentMs = 10 * minute;
const kim = { name: 'Kim', email: 'kim@example.org', timeZone: 'Europe/London' };
/** The control: statements that nobody needs, in each booking. */
const needless = 60;

/** Who books: the service, the very statements it sends without anything around them, or the service with more of them. */
export type Way = 'service' | 'raw' | 'burdened';

/** One coach's calendar, booked from its beginning on, whoever books. */
interface Lane {
  readonly coach: GivenCoach;
  booked: number;
}

/** The bookings of one practice, made in this process: by the service, and by its statements sent with nothing but `pg`. */
export class TwoWaysToBook {
  private readonly pool: pg.Pool;
  private readonly service: BookingService;
  private readonly here: Here;
  private recorded:
    { readonly sent: readonly SentStatement[]; readonly at: number; readonly start: number } | undefined;

  private constructor(
    private readonly api: Awaited<ReturnType<typeof createApi>>,
    databaseUrl: string,
    readonly practice: GivenPractice,
    private readonly offering: GivenOffering,
    private readonly lanes: readonly Lane[],
    private readonly firstDay: number,
  ) {
    this.pool = new pg.Pool({ connectionString: databaseUrl, max: 20 });
    this.service = api.get(BookingService, { strict: false });
    this.here = { practiceId: practice.id, actor: { kind: 'visitor' } };
  }

  /** A practice with so many coaches, each of whom is booked by one at a time. */
  static async open(databases: FreshDatabases, coaches: number): Promise<TwoWaysToBook> {
    const nobody = { smtpUrl: 'smtp://127.0.0.1:9', stripeUrl: 'http://127.0.0.1:9' };
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const api = await createApi({ config: testConfig({ ...databases, ...nobody, publicUrl: url }) });
    await api.listen(port, '127.0.0.1');
    const given = new Given(() => `http://127.0.0.1:${port}`);
    const practice = await given.practice({ slug: 'bookings', timeZone: 'Etc/UTC' });
    const lanes: Lane[] = [];
    for (let n = 0; n < coaches; n += 1) {
      const coach = await given.coach(practice, { slug: `lane-${n}`, timeZone: 'Etc/UTC', weekly: dayAndNight });
      lanes.push({ coach, booked: 0 });
    }
    const coachIds = lanes.map(({ coach }) => coach.id);
    const offering = await given.offering(practice, { bookingWindowDays: 1000, coachIds });
    const firstDay = Math.ceil(Date.now() / day + 1) * day;
    return new TwoWaysToBook(api, databases.databaseUrl, practice, offering, lanes, firstDay);
  }

  /** Looks at what one booking sends, and answers how many statements that are. */
  async record(): Promise<number> {
    const lane = this.lanes[0]!;
    const [at, start] = [Date.now(), this.start(lane)];
    const sent = await sentWhile(() => this.book('service', 0));
    this.recorded = { sent, at, start };
    return sent.length;
  }

  /** The next free time of this coach is booked. */
  async book(way: Way, number: number): Promise<void> {
    const lane = this.lanes[number]!;
    const start = this.start(lane);
    lane.booked += 1;
    if (way === 'raw') return this.replay(lane, start);
    const booked = await this.service.book(
      this.here,
      { offering: this.offering.slug, coach: lane.coach.slug, start: new Date(start).toISOString(), client: kim },
      way === 'service'
        ? undefined
        : async (tx) => {
            for (let n = 0; n < needless; n += 1) await tx.query('SELECT 1');
          },
    );
    if (booked.appointment.status !== 'confirmed') throw new Error(`A booking is ${booked.appointment.status}.`);
  }

  /**
   * Each way in turns of this many milliseconds, in an order that changes with each round, so many at once: whatever else
   * the machine does slows all alike. `shares` is what each round's `way` reached of the raw statements.
   */
  async compare(
    way: Exclude<Way, 'raw'>,
    { rounds, milliseconds, atOnce }: { rounds: number; milliseconds: number; atOnce: number },
  ): Promise<{ readonly perSecond: number; readonly raw: number; readonly shares: readonly number[] }> {
    const turn = async (how: Way): Promise<number> => {
      let bookings = 0;
      const begun = performance.now();
      const one = async (lane: number) => {
        while (performance.now() - begun < milliseconds) {
          await this.book(how, lane);
          bookings += 1;
        }
      };
      await Promise.all(this.lanes.slice(0, atOnce).map((_, lane) => one(lane)));
      return (bookings * 1000) / (performance.now() - begun);
    };
    const [speeds, raws, shares] = [[] as number[], [] as number[], [] as number[]];
    for (const one of [way, 'raw', way, 'raw'] as const) await turn(one); // compiled, connected
    for (let round = 0; round < rounds; round += 1) {
      const first = round % 2 === 0 ? await turn(way) : undefined;
      const raw = await turn('raw');
      const own = first ?? (await turn(way));
      speeds.push(own);
      raws.push(raw);
      shares.push(own / raw);
    }
    return { perSecond: percentile(speeds, 0.5), raw: percentile(raws, 0.5), shares };
  }

  /** How many were booked, whichever way. */
  get booked(): number {
    return this.lanes.reduce((sum, { booked }) => sum + booked, 0);
  }

  async close(): Promise<void> {
    await everyConnectionGone(this.pool);
    await this.api.close();
  }

  private start({ booked }: Lane): number {
    return this.firstDay + Math.floor(booked / aDay) * day + (8 + 2 * (booked % aDay)) * hour;
  }

  /** What the service sent, once more for another time: new ids, secrets and instants, the same work for the database. */
  private async replay({ coach }: Lane, start: number): Promise<void> {
    if (!this.recorded) throw new Error('Nothing was recorded.');
    const { sent, at, start: startThen } = this.recorded;
    const ids = new Map([
      [this.practice.id, this.practice.id],
      [this.offering.id, this.offering.id],
      [this.lanes[0]!.coach.id, coach.id],
    ]);
    const address = hashToken(kim.email);
    const later = { moment: Date.now() - at, start: start - startThen };
    const how = {
      id: (before: string) => {
        const id = ids.get(before) ?? newId();
        ids.set(before, id);
        return id;
      },
      instant: (before: Date) => {
        const isThisMoment = Math.abs(before.getTime() - at) < thisMomentMs;
        return new Date(before.getTime() + (isThisMoment ? later.moment : later.start));
      },
      secret: (before: Buffer) => (before.equals(address) ? before : randomBytes(before.length)),
    };
    const client = await this.pool.connect();
    try {
      for (const { text, values } of sent)
        if (values.length === 0) await client.query(text);
        else
          await client.query(
            text,
            values.map((value) => afresh(value, how)),
          );
    } finally {
      client.release();
    }
  }
}

/** A pool says that it has ended while its connections still go; their database is dropped next. */
async function everyConnectionGone(pool: pg.Pool): Promise<void> {
  let left = pool.totalCount;
  const gone = new Promise<void>((resolve) => {
    pool.on('remove', () => --left === 0 && resolve());
    if (left === 0) resolve();
  });
  await Promise.all([pool.end(), gone]);
}
