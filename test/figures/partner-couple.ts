import type { Response } from 'supertest';
import { newId } from '#platform';
import type { GivenOffering, GivenPractice } from '../support/given.js';
import { signsIn, type Insider } from '../support/insiders.js';
import { formToken, visitsForm } from '../support/portal.js';
import { opensInBrowser, signInSecret } from '../support/private-door.js';
import type { TestApp } from '../support/test-app.js';
import {
  ana,
  ben,
  bensPin,
  carl,
  dora,
  doras,
  joint,
  later,
  own,
  questions,
  words,
  type Planted,
} from './partner-words.js';
import { linksTo } from './ways.js';

type Made = Readonly<{ id: string }>;
const ids = (rows: readonly Record<string, unknown>[]): string[] => rows.map(({ id }) => id as string);

/**
 * A couple in coaching, with everything there is planted in Ana: answers, notes, an appointment of her own that she
 * paid, settings, a way in; and Ben beside her, with as much of his own.
 */
export class PlantedCouple {
  practice!: GivenPractice;
  coach!: Insider & { coachId: string };
  /** Of the practice, with nothing to do with the couple. */
  otherCoach!: Insider & { coachId: string };
  offering!: GivenOffering;
  forTwo!: GivenOffering;
  /** Of both. */
  case!: string;
  ana!: string;
  ben!: string;
  jointAppointments: string[] = [];
  bensForm!: string;
  /** What Ana alone has. */
  planted: Planted[] = [];
  /** The ids among it. */
  ids: string[] = [];
  /** The same of the one who named a partner who has not joined. */
  plantedOfDora: Planted[] = [];

  constructor(readonly app: TestApp) {}

  async plant(): Promise<void> {
    const { app } = this;
    this.practice = await app.given.practice();
    this.coach = await signsIn(app, this.practice, { role: 'coach', coach: true, name: 'Cora Vale' });
    this.otherCoach = await signsIn(app, this.practice, { role: 'coach', coach: true, name: 'Otto Reed' });
    const coachIds = [this.coach.coachId];
    this.offering = await app.given.paidOffering(this.practice, { coachIds, startEveryMinutes: 20 });
    this.forTwo = await app.given.offering(this.practice, { coachIds, kind: 'couple' });
    this.case = (await this.makes('/cases', { kind: 'couple', coach: this.coach.coachId })).id;
    this.ana = await this.joins(this.case, ana);
    this.ben = await this.joins(this.case, ben);
    await app.sql('UPDATE clients SET phone = $2 WHERE id = $1', [this.ana, words.phone]);
    const { id } = await this.books({ offering: this.forTwo.id, start: joint, client: this.ana, case: this.case });
    this.jointAppointments.push(id);
    await this.meetsAnaAlone();
    await this.benWaits();
    await this.asks();
    await this.notes();
    await this.choosesSettings();
    await this.namesCarl();
    await app.settle();
    await this.recall();
  }

  /** She withdraws from the joint appointment, hands in what she had begun, and is to meet the coach alone once more. */
  async anaActs(): Promise<void> {
    const { app } = this;
    const [jointLink] = linksTo(app, ana.email, 'a');
    done(await app.visitor.post(`/api/v1/public/appointments/${jointLink}/cancel`).send({}), 200);
    const visit = await visitsForm(app, formToken(app, ana.email));
    done(await visit.answer('second', { value: false }), 200);
    done(await visit.submit(), 200);
    await this.books({ offering: this.offering.id, start: '2027-01-19T15:00:00Z', client: this.ana });
    const withdrawn = await app.sql(`SELECT 1 FROM attendances WHERE client_id = $1 AND status = 'withdrawn'`, [
      this.ana,
    ]);
    if (withdrawn.length !== 1) throw new Error('She did not withdraw.');
    await this.recall();
  }

  /** Their coach plans a second appointment for both of them. */
  async coachActs(): Promise<void> {
    const { id } = await this.books({ offering: this.forTwo.id, start: later, client: this.ana, case: this.case });
    this.jointAppointments.push(id);
    await this.recall();
  }

  /** An appointment of her own in a case of her own, paid. */
  private async meetsAnaAlone(): Promise<void> {
    const { app } = this;
    const alone = await this.makes('/cases', { kind: 'individual', coach: this.coach.coachId, clients: [this.ana] });
    await this.books({ offering: this.offering.id, start: own, client: this.ana, case: alone.id });
    const token = linksTo(app, ana.email, 'a').at(-1) ?? '';
    const page = await app.visitor.post(`/api/v1/public/appointments/${token}/checkout`).send({});
    await app.pays((page.body as { checkoutUrl: string }).checkoutUrl);
    await app.settle();
    done(await app.visitor.post(`/api/v1/public/appointments/${token}/waitlist`).send({ days: ['sat'] }), 200);
  }

  /** He would like to hear of a time of his own. */
  private async benWaits(): Promise<void> {
    const path = `/api/v1/public/practices/${this.practice.slug}/waitlist`;
    done(await this.app.visitor.post(path).send({ offering: this.offering.slug, client: ben }), 202);
    await this.app.settle();
  }

  /** A form that she handed in and one that she has begun; one of his that he has begun. */
  private async asks(): Promise<void> {
    const form = { name: 'Before', kind: 'check-in', definition: { questions } };
    for (const [slug, client, email, value] of [
      ['handed-in', this.ana, ana.email, words.answered],
      ['begun', this.ana, ana.email, words.unfinished],
      ['his', this.ben, ben.email, 'his own words'],
    ] as const) {
      const { id } = await this.makes('/forms', { ...form, slug });
      const asked = await this.makes('/assignments', { form: id, client, case: this.case });
      if (client === this.ben) this.bensForm = asked.id;
      await this.app.settle();
      const visit = await visitsForm(this.app, formToken(this.app, email));
      await visit.agree();
      done(await visit.answer('first', { value }), 200);
      if (slug !== 'handed-in') continue;
      done(await visit.answer('second', { value: true }), 200);
      done(await visit.submit(), 200);
    }
  }

  private async notes(): Promise<void> {
    const people = await this.app.sql<{ id: string; client_id: string }>(
      'SELECT id, client_id FROM participants WHERE case_id = $1',
      [this.case],
    );
    const of = (client: string) => people.find((one) => one.client_id === client)!.id;
    for (const [audience, body] of [
      ['coach', words.notedForCoach],
      [of(this.ana), words.notedForAna],
      [of(this.ben), words.notedForBen],
    ])
      done(await this.coach.post(`/cases/${this.case}/notes`, { audience, body }), 201);
  }

  /** PIN, passkey and quiet hours of hers; a PIN of his. */
  private async choosesSettings(): Promise<void> {
    const { app } = this;
    for (const [client, pin] of [
      [this.ana, '593017284620'],
      [this.ben, bensPin],
    ] as const) {
      const reopened = await this.coach.post(`/clients/${client}/private-access`, {});
      const { code } = done<{ code: string }>(reopened, 201);
      const browser = await opensInBrowser(app, await signInSecret(app, this.practice.id, client));
      done(await browser.call('put', '/private/pin', { pin, code }), 200);
      const quietHours = client === this.ana ? { from: words.quietFrom, to: '06:00' } : null;
      const settings = { level: 'discreet', quietHours, sender: null, subject: null, revision: 0 };
      done(await browser.call('put', '/safe-contact', settings), 200);
    }
    await app.sql(
      `INSERT INTO passkeys (practice_id, id, client_id, rp_id, credential_id, public_key, counter, transports, name, created_at)
       VALUES ($1, $2, $3, 'localhost', 'of-ana', '', 0, '{}', $4, now())`,
      [this.practice.id, newId(), this.ana, words.passkey],
    );
  }

  private async namesCarl(): Promise<void> {
    const booked = await this.app.visitor
      .post(`/api/v1/public/practices/${this.practice.slug}/bookings`)
      .send({ offering: this.forTwo.slug, start: doras, client: dora, partner: carl });
    const { appointment } = done<{ appointment: Made }>(booked, 201);
    this.plantedOfDora = [
      { name: "the inviter's name", text: dora.name },
      { name: "the inviter's address", text: dora.email },
      { name: "the inviter's appointment", text: appointment.id },
      { name: "the inviter's time", text: doras.slice(0, 16) },
    ];
  }

  /** Everything of hers as it stands in the database now: ids, secrets, what the payment provider calls it. */
  private async recall(): Promise<void> {
    const { app, practice } = this;
    const ofAna = async (table: string, column = 'client_id') =>
      (await app.rows<Record<string, unknown>>(practice, table)).filter((row) => row[column] === this.ana);
    const payments = await ofAna('payments', 'payer_id');
    const found: [string, string[]][] = [
      ['client', [this.ana]],
      ['attendance', ids(await ofAna('attendances'))],
      ['assignment', ids(await ofAna('assignments'))],
      ['response', ids(await ofAna('responses'))],
      ['answer', ids(await ofAna('answers'))],
      ['message', ids(await ofAna('messages'))],
      ['consent', ids(await ofAna('consents'))],
      ['passkey', ids(await ofAna('passkeys'))],
      ['payment', ids(payments)],
      ['place among those who wait', ids(await ofAna('waitlist_entries'))],
      ['place in a case', ids(await ofAna('participants'))],
      ['note', ids((await app.rows(practice, 'notes')).filter((row) => row['key_person_id'] !== this.ben))],
      ['case of her own', ids(await app.rows(practice, 'cases')).filter((id) => id !== this.case)],
      [
        'appointment of her own',
        ids(await app.rows(practice, 'appointments')).filter((id) => !this.jointAppointments.includes(id)),
      ],
    ];
    this.ids = found.flatMap(([, all]) => all);
    const ofProvider = payments.flatMap((row) => Object.values(row).filter((value) => /^(cs|pi)_/.test(String(value))));
    this.planted = [
      ...Object.entries(words).flatMap(([name, text]) => (name === 'notedForBen' ? [] : [{ name, text }])),
      { name: 'name', text: ana.name },
      { name: 'address', text: ana.email },
      { name: 'a time of her own', text: own.slice(0, 16) },
      ...linksTo(app, ana.email, 'a').map((text) => ({ name: 'manage link', text })),
      ...linksTo(app, ana.email, 'f').map((text) => ({ name: 'form link', text })),
      ...ofProvider.map((text) => ({ name: 'payment at the provider', text: String(text) })),
      ...found.flatMap(([name, all]) => all.map((text) => ({ name, text }))),
    ];
  }

  /** The coach adds them, and they open a link that was mailed to them. */
  private async joins(caseId: string, person: typeof ana): Promise<string> {
    const { clientId } = await this.makes<{ clientId: string }>(`/cases/${caseId}/participants`, person);
    await opensInBrowser(this.app, await signInSecret(this.app, this.practice.id, clientId));
    return clientId;
  }

  private async books(body: object): Promise<Made> {
    const made = await this.makes('/appointments', { coach: this.coach.coachId, ...body });
    await this.app.settle();
    // What staff book is told once it can no longer be taken back.
    this.app.clock.advance({ minutes: 3 });
    await this.app.settle();
    return made;
  }

  private async makes<Body = Made>(path: string, body: object): Promise<Body> {
    return done<Body>(await this.app.as(this.practice).post(path).send(body), 201);
  }
}

function done<Body>(answer: Response, status: number): Body {
  if (answer.status !== status) throw new Error(`Planting was answered ${answer.status}: ${answer.text}`);
  return answer.body as Body;
}
