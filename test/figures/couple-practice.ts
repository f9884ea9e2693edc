import type { GivenOffering, GivenPractice } from '../support/given.js';
import type { TestApp } from '../support/test-app.js';
import type { LeanAnswer, LeanClient } from './lean-client.js';
import { dayAndNight } from './open-week.js';

export interface Typed {
  readonly name: string;
  readonly email: string;
}

const minute = 60_000;
const room = { durationMinutes: 15, startEveryMinutes: 15, bookingWindowDays: 1000 };

/** A practice that is open day and night, so that there is a time of its own for each of many thousand bookings. */
export class CouplePractice {
  private taken = 0;

  private constructor(
    private readonly app: TestApp,
    private readonly client: LeanClient,
    readonly practice: GivenPractice,
    private readonly offerings: { readonly forTwo: GivenOffering; readonly forOne: GivenOffering },
  ) {}

  static async open(app: TestApp, client: LeanClient): Promise<CouplePractice> {
    const { given } = app;
    const practice = await given.practice({ timeZone: 'Etc/UTC' });
    await given.availability(practice, practice.coach.id, { timeZone: 'Etc/UTC', weekly: dayAndNight, overrides: [] });
    const forTwo = await given.offering(practice, { ...room, kind: 'couple' });
    const forOne = await given.offering(practice, room);
    return new CouplePractice(app, client, practice, { forTwo, forOne });
  }

  /** A visitor books at the next free time, for themself alone where they name nobody. */
  books(booker: Typed, partner?: Typed): Promise<LeanAnswer> {
    const zone = { timeZone: 'Europe/London' };
    const tomorrow = Math.ceil(this.app.clock.now().getTime() / (15 * minute)) * 15 * minute + 24 * 60 * minute;
    return this.client.call('POST', `/api/v1/public/practices/${this.practice.slug}/bookings`, {
      offering: (partner ? this.offerings.forTwo : this.offerings.forOne).slug,
      start: new Date(tomorrow + this.taken++ * 15 * minute).toISOString(),
      client: { ...booker, ...zone },
      ...(partner && { partner: { ...partner, ...zone } }),
    });
  }

  /** The coach agrees to invite whom somebody named. */
  invites({ caseId, id }: NamedSomewhere): Promise<LeanAnswer> {
    return this.asPractice(`/cases/${caseId}/partners/${id}/invite`, {});
  }

  asPractice(path: string, body: object): Promise<LeanAnswer> {
    const headers = { authorization: `Bearer ${this.practice.apiKey}` };
    return this.client.call('POST', `/api/v1/admin${path}`, body, headers);
  }

  /** Everybody who was named so far, in the order of the bookings. */
  named(): Promise<NamedSomewhere[]> {
    return this.app.sql<NamedSomewhere>(
      'SELECT id, case_id AS "caseId", email FROM named_partners WHERE practice_id = $1 ORDER BY created_at, id',
      [this.practice.id],
    );
  }
}

export interface NamedSomewhere {
  readonly id: string;
  readonly caseId: string;
  readonly email: string;
}
