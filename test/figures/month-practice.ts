import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { newId } from '#platform';
import { createApi } from '../../apps/api/src/create-api.js';
import { Given, type GivenOffering, type GivenPractice } from '../support/given.js';
import { testConfig } from '../support/test-config.js';
import type { FreshDatabases } from './installation.js';
import { asAdmin } from './overlaps.js';

const day = 86_400_000;
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'];
const weekly = [
  { days: weekdays, from: '09:00', to: '12:30' },
  { days: weekdays, from: '13:30', to: '18:00' },
];

/** A practice whose months are looked at from another continent, and an API in this very process that counts what it asks the database. */
export class MonthPractice {
  private constructor(
    private readonly databases: FreshDatabases,
    private readonly api: Awaited<ReturnType<typeof createApi>>,
    private readonly url: string,
    readonly practice: GivenPractice,
    readonly offering: GivenOffering,
  ) {}

  static async open(databases: FreshDatabases): Promise<MonthPractice> {
    const nobody = { smtpUrl: 'smtp://127.0.0.1:9', stripeUrl: 'http://127.0.0.1:9' };
    const api = await createApi({
      config: testConfig({ ...databases, ...nobody, publicUrl: 'http://localhost:3999' }),
    });
    await api.listen(0, '127.0.0.1');
    const url = `http://127.0.0.1:${(api.getHttpServer().address() as AddressInfo).port}`;
    const given = new Given(() => url);
    const timeZone = 'Europe/Paris';
    const practice = await given.practice({ timeZone });
    await given.availability(practice, practice.coach.id, { timeZone, weekly, overrides: [] });
    const offering = await given.offering(practice, { startEveryMinutes: 30, bookingWindowDays: 365 });
    return new MonthPractice(databases, api, url, practice, offering);
  }

  /** What is asked for a month, or for so many days from tomorrow. */
  query(days = 30): string {
    const date = (n: number) => new Date(Date.now() + n * day).toISOString().slice(0, 10);
    return `slots?from=${date(1)}&to=${date(days)}&timeZone=America/New_York`;
  }

  /** The public address of it, below that of an API. */
  path(days = 30): string {
    return `/api/v1/public/practices/${this.practice.slug}/offerings/${this.offering.slug}/${this.query(days)}`;
  }

  /** So many blocked times more, of a quarter of an hour each, spread over the next month. */
  async block(count: number): Promise<void> {
    await asAdmin(this.databases.adminUrl, async (admin) => {
      for (let n = 0; n < count; n += 1) {
        const start = Date.now() + day + (n * 30 * day) / count;
        await admin.query(
          'INSERT INTO blocked_times (practice_id, id, coach_id, start_at, end_at) VALUES ($1, $2, $3, $4, $5)',
          [this.practice.id, newId(), this.practice.coach.id, new Date(start), new Date(start + day / 96)],
        );
      }
      await admin.query('ANALYZE');
    });
  }

  /** How many statements the API sends for this many days, asked `times` times, one after another. */
  async statementsFor(days: number, times = 1): Promise<number> {
    const statements = new StatementCount();
    try {
      for (let n = 0; n < times; n += 1) {
        const answer = await fetch(this.url + this.path(days));
        if (answer.status !== 200) throw new Error(`The month was answered with ${answer.status}.`);
        await answer.arrayBuffer();
      }
    } finally {
      statements.end();
    }
    return statements.count;
  }

  close(): Promise<void> {
    return this.api.close();
  }
}

/** Counts what this process sends to the database from now on. */
class StatementCount {
  count = 0;
  private readonly sends = Reflect.get(pg.Client.prototype, 'query') as (...words: unknown[]) => unknown;

  constructor() {
    const { sends } = this;
    const counted = () => (this.count += 1);
    Reflect.set(pg.Client.prototype, 'query', function (this: pg.Client, ...words: unknown[]): unknown {
      counted();
      return sends.apply(this, words);
    });
  }

  end(): void {
    Reflect.set(pg.Client.prototype, 'query', this.sends);
  }
}
