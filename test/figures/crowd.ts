import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { Given, type GivenOffering, type GivenPractice } from '../support/given.js';
import { LeanClient } from './lean-client.js';
import { pause } from './mortal-program.js';
import { onceBroken } from './once-broken.js';
import { dayAndNight } from './open-week.js';
import { asAdmin } from './overlaps.js';
import { Till } from './till.js';
import type { Victim } from './victim.js';

const hour = 3_600_000;

/** What was answered, and what the database knows of it. */
export interface Accounts {
  /** Answers of 2xx to bookings and to the provider's notices. */
  readonly acknowledged: number;
  /** Of these, what is not in the database. */
  readonly lost: number;
  readonly refused: number;
  /** Refusals (4xx) of which something stands all the same. */
  readonly refusedAndDone: number;
  /** Bookings that were answered with a fault or not at all; of them the commit of some may have stood. */
  readonly faults: number;
  readonly faultsThatStand: number;
}

const noAnswer = 0;
const isFault = (status: number): boolean => status === noAnswer || status >= 500;
const isRefusal = (status: number): boolean => status >= 400 && status < 500;

interface Asked {
  readonly email: string;
  readonly start: string;
  readonly paid: boolean;
  readonly status: number;
  readonly id: string | undefined;
  readonly at: number;
}

/** People who book one after another, every second with a payment, and every fourth for a time that another wants too. */
export class Crowd {
  private readonly asked: Asked[] = [];
  private readonly at: LeanClient;
  private readonly till: Till;
  private under: Promise<void>[] = [];
  private over = false;
  private count = 0;

  private constructor(
    private readonly victim: Victim,
    private readonly people: number,
    private readonly practice: GivenPractice,
    private readonly offerings: { readonly free: GivenOffering; readonly paid: GivenOffering },
  ) {
    this.at = new LeanClient(victim.url, people);
    this.till = new Till(victim.provider.url, people);
  }

  static async gather(victim: Victim, people: number): Promise<Crowd> {
    const given = new Given(() => victim.url);
    const practice = await given.practice({ slug: `crash-${randomBytes(4).toString('hex')}`, timeZone: 'Etc/UTC' });
    await given.availability(practice, practice.coach.id, { timeZone: 'Etc/UTC', weekly: dayAndNight, overrides: [] });
    const short = { durationMinutes: 15, startEveryMinutes: 15, bookingWindowDays: 365 };
    const free = await given.offering(practice, short);
    const paid = await given.paidOffering(practice, short);
    return new Crowd(victim, people, practice, { free, paid });
  }

  begin(): void {
    this.under = Array.from({ length: this.people }, () => this.go());
  }

  /** Nobody begins anything new; the last one asks for a time that is taken for certain. */
  async end(): Promise<void> {
    this.over = true;
    await Promise.all(this.under);
    const taken = this.asked.findLast(({ status }) => status === 201);
    if (taken) await this.book((this.count += 1), taken.start);
    this.at.close();
    this.till.close();
  }

  /** When a booking first succeeded after this moment. */
  succeededSince(moment: number): number | undefined {
    return this.asked.find(({ status, at }) => status === 201 && at >= moment)?.at;
  }

  /** Somebody books at this moment; false where they are answered with a fault or not at all. */
  async isServed(): Promise<boolean> {
    const { n, start } = this.next();
    return !isFault(await this.book(n, start));
  }

  private async go(): Promise<void> {
    while (!this.over) {
      const { n, start } = this.next();
      // Nobody presses a button a thousand times.
      if (isFault(await this.book(n, start))) await pause(100);
    }
  }

  private next(): { n: number; start: string } {
    const n = (this.count += 1);
    const midnight = Math.ceil(Date.now() / (24 * hour) + 1) * 24 * hour;
    // Every fourth asks for the time of the one before.
    return { n, start: new Date(midnight + ((n - (n % 4 === 0 ? 1 : 0)) * hour) / 4).toISOString() };
  }

  private async book(n: number, start: string): Promise<number> {
    const email = `person-${n}@example.org`;
    const paid = n % 2 === 0;
    const { slug } = paid ? this.offerings.paid : this.offerings.free;
    const client = { name: `Person ${n}`, email, timeZone: 'Europe/London' };
    const path = `/api/v1/public/practices/${this.practice.slug}/bookings`;
    const request = { offering: slug, start, client };
    const { status, body } = await this.at.call('POST', path, request).catch(() => ({ status: noAnswer, body: {} }));
    const { appointment } = body as { appointment?: { id: string } };
    this.asked.push({ email, start, paid, status, id: appointment?.id, at: performance.now() });
    await this.till.pays(body);
    return status;
  }

  /** What they were answered, held against what the database knows. */
  accounts(): Promise<Accounts> {
    return asAdmin(this.victim.adminUrl, (admin) => this.heldAgainst(admin));
  }

  /** The control: somebody else's appointment is given to one who was refused. */
  async refusedAndDoneSeen(): Promise<number> {
    const email = this.asked.findLast(({ status }) => isRefusal(status))?.email;
    if (!email) throw new Error('Nobody was refused.');
    const gives = 'UPDATE clients SET email = $1 WHERE id = (SELECT client_id FROM attendances LIMIT 1)';
    const seen = await onceBroken(this.victim.adminUrl, [gives, [email]], (admin) => this.heldAgainst(admin));
    return seen.refusedAndDone;
  }

  private async heldAgainst(admin: pg.Client): Promise<Accounts> {
    const appointments = await admin.query<{ id: string; email: string }>(
      `SELECT a.id, c.email FROM appointments a JOIN attendances t ON t.appointment_id = a.id
       JOIN clients c ON c.id = t.client_id`,
    );
    const events = await admin.query<{ id: string }>('SELECT event_id AS id FROM stripe_events');
    const ids = new Set(appointments.rows.map(({ id }) => id));
    const emails = new Set(appointments.rows.map(({ email }) => email));
    const known = new Set(events.rows.map(({ id }) => id));
    const succeeded = this.asked.filter(({ status }) => status === 201);
    const refused = this.asked.filter(({ status }) => isRefusal(status));
    const faults = this.asked.filter(({ status }) => isFault(status));
    const notices = await this.noticesTaken();
    return {
      acknowledged: succeeded.length + notices.length,
      lost: succeeded.filter(({ id }) => !ids.has(id!)).length + notices.filter((id) => !known.has(id)).length,
      refused: refused.length,
      refusedAndDone: refused.filter(({ email }) => emails.has(email)).length,
      faults: faults.length,
      faultsThatStand: faults.filter(({ email }) => emails.has(email)).length,
    };
  }

  /** The notices about payments that the API answered with 2xx. */
  private async noticesTaken(): Promise<string[]> {
    const answer = await fetch(`${this.victim.provider.url}/test/webhooks`);
    const { deliveries } = (await answer.json()) as {
      deliveries: { eventId: string; type: string; state: string }[];
    };
    return deliveries
      .filter(({ state, type }) => state === 'delivered' && type === 'checkout.session.completed')
      .map(({ eventId }) => eventId);
  }
}
