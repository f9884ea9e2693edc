import { randomBytes } from 'node:crypto';
import { Given, type GivenOffering, type GivenPractice } from '../support/given.js';
import { LeanClient } from './lean-client.js';
import { pause } from './mortal-program.js';
import { asAdmin } from './overlaps.js';
import type { Victim } from './victim.js';

const hour = 3_600_000;
const weekly = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '23:59' }];

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

interface Asked {
  readonly email: string;
  readonly paid: boolean;
  readonly status: number;
  readonly id: string | undefined;
  readonly at: number;
}

/** People who book one after another, every second with a payment, and every fourth for a time that another wants too. */
export class Crowd {
  private readonly asked: Asked[] = [];
  private readonly at: LeanClient;
  private readonly till: LeanClient;
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
    this.till = new LeanClient(victim.provider.url, people);
  }

  static async gather(victim: Victim, people: number): Promise<Crowd> {
    const given = new Given(() => victim.url);
    const practice = await given.practice({ slug: `crash-${randomBytes(4).toString('hex')}`, timeZone: 'Etc/UTC' });
    await given.availability(practice, practice.coach.id, { timeZone: 'Etc/UTC', weekly, overrides: [] });
    const short = { durationMinutes: 15, startEveryMinutes: 15, bookingWindowDays: 365 };
    const free = await given.offering(practice, short);
    const paid = await given.paidOffering(practice, short);
    return new Crowd(victim, people, practice, { free, paid });
  }

  begin(): void {
    this.under = Array.from({ length: this.people }, () => this.go());
  }

  async end(): Promise<void> {
    this.over = true;
    await Promise.all(this.under);
    this.at.close();
    this.till.close();
  }

  /** When a booking first succeeded after this moment. */
  succeededSince(moment: number): number | undefined {
    return this.asked.find(({ status, at }) => status === 201 && at >= moment)?.at;
  }

  private async go(): Promise<void> {
    while (!this.over) {
      const n = (this.count += 1);
      // Every fourth asks for the time of the one before.
      const start = new Date(
        Math.ceil(Date.now() / (24 * hour) + 1) * 24 * hour + ((n - (n % 4 === 0 ? 1 : 0)) * hour) / 4,
      );
      await this.book(n, start.toISOString());
    }
  }

  private async book(n: number, start: string): Promise<void> {
    const email = `person-${n}@example.org`;
    const paid = n % 2 === 0;
    const { slug } = paid ? this.offerings.paid : this.offerings.free;
    const client = { name: `Person ${n}`, email, timeZone: 'Europe/London' };
    const path = `/api/v1/public/practices/${this.practice.slug}/bookings`;
    const request = { offering: slug, start, client };
    const { status, body } = await this.at.call('POST', path, request).catch(() => ({ status: noAnswer, body: {} }));
    const { appointment, payment } = body as { appointment?: { id: string }; payment?: { checkoutUrl?: string } };
    this.asked.push({ email, paid, status, id: appointment?.id, at: performance.now() });
    if (isFault(status)) await pause(100); // nobody presses a button a thousand times
    const session = /cs_[A-Za-z0-9_]+/.exec(payment?.checkoutUrl ?? '')?.[0];
    if (session) await this.till.call('POST', `/test/checkout/${session}/pay`, { card: '4242424242424242' });
  }

  /** What they were answered, held against what the database knows. */
  async accounts(): Promise<Accounts> {
    const { appointments, events } = await asAdmin(this.victim.adminUrl, async (admin) => ({
      appointments: (
        await admin.query<{ id: string; email: string }>(
          `SELECT a.id, c.email FROM appointments a JOIN attendances t ON t.appointment_id = a.id
           JOIN clients c ON c.id = t.client_id`,
        )
      ).rows,
      events: (await admin.query<{ id: string }>('SELECT event_id AS id FROM stripe_events')).rows,
    }));
    const ids = new Set(appointments.map(({ id }) => id));
    const emails = new Set(appointments.map(({ email }) => email));
    const known = new Set(events.map(({ id }) => id));
    const succeeded = this.asked.filter(({ status }) => status === 201);
    const refused = this.asked.filter(({ status }) => status >= 400 && status < 500);
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
