import type { Response } from 'supertest';
import type { GivenOffering, GivenPractice } from './given.js';
import { Payer, type MadeBooking } from './payments.js';
import type { TestApp } from './test-app.js';

/** What a link of the waitlist shows, as stories read it. */
export interface WaitlistBody {
  state: string;
  practice: { slug: string } | null;
  offeringName: string | null;
  present: { start: string } | null;
  offer: { start: string; local: string; until: string; coachName: string; fee: object | null } | null;
}

/** The part of those who wait, in a story. */
export class Waiting {
  private readonly payer: Payer;
  private people = 0;

  constructor(private readonly app: TestApp) {
    this.payer = new Payer(app);
  }

  /** Somebody new with a time of their own. */
  async books(
    practice: GivenPractice,
    offering: GivenOffering,
    start: string,
  ): Promise<MadeBooking & { email: string }> {
    const name = `Wait${(this.people += 1)}`;
    const booked = await this.payer.books(name, practice, offering, start);
    return { ...booked, email: `${name.toLowerCase()}@example.org` };
  }

  /** They would like an earlier one. */
  joins({ token }: MadeBooking, wishes: object = {}): Promise<Response> {
    return this.payer.calls('post', `${token}/waitlist`, wishes);
  }

  async joined(practice: GivenPractice, offering: GivenOffering, start: string, wishes: object = {}) {
    const booking = await this.books(practice, offering, start);
    const answer = await this.joins(booking, wishes);
    if (answer.status !== 200) throw new Error(`joining answered ${answer.status}: ${answer.text}`);
    // Their places are by when they joined.
    this.app.clock.advance({ seconds: 1 });
    return booking;
  }

  /** A visitor without a time asks to hear of one. */
  asks(practice: GivenPractice, offering: GivenOffering, client: object, more: object = {}): Promise<Response> {
    return this.app.visitor
      .post(`/api/v1/public/practices/${practice.slug}/waitlist`)
      .send({ offering: offering.slug, client: { name: 'Vic', timeZone: 'Europe/London', ...client }, ...more })
      .then((answer) => answer);
  }

  cancels({ token }: MadeBooking): Promise<Response> {
    return this.payer.calls('post', `${token}/cancel`);
  }

  /** The secret in the last mail of the waitlist to an address. */
  linkTo(email: string): string | undefined {
    const texts = this.app.mailbox.messages(email).map(({ text }) => text);
    return texts.flatMap((text) => /\/w\/(\S+)/.exec(text)?.[1] ?? []).at(-1);
  }

  async sees(token: string): Promise<WaitlistBody> {
    const answer = await this.app.visitor.get(`/api/v1/public/waitlist/${token}`);
    if (answer.status !== 200) throw new Error(`the link answered ${answer.status}`);
    return answer.body as WaitlistBody;
  }

  acts(token: string, act: 'confirm' | 'claim' | 'decline', body: object = {}): Promise<Response> {
    return this.app.visitor
      .post(`/api/v1/public/waitlist/${token}/${act}`)
      .send(body)
      .then((answer) => answer);
  }

  /** How many times a mail with this subject came to an address. */
  told(email: string, subject = 'A time has come free'): number {
    return this.app.mailbox.messages(email).filter((mail) => mail.subject === subject).length;
  }
}
