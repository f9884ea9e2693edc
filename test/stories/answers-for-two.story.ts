import request from 'supertest';
import { newId } from '#platform';
import type { GivenOffering, GivenPractice } from '../support/given.js';
import { formToken, linkIn, visitsForm } from '../support/portal.js';
import { opensInBrowser, signInSecret } from '../support/private-door.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given, clock } = app;

/** A couple whom their coach knows: each has a private form, and Ana asks for a time for two. */
interface Couple {
  readonly practice: GivenPractice;
  readonly offering: GivenOffering;
  readonly ana: { readonly email: string; readonly id: string };
  readonly ben: { readonly email: string; readonly id: string };
  readonly appointment: string;
}
const start = '2027-01-20T10:00:00Z';
const dueAt = '2027-01-12T18:00:00Z';

let couples = 0;

/** Each of these two couples has answered its forms, and Ana asks for a time in the same moment. */
async function givenCouples(...bensWords: string[]): Promise<Couple[]> {
  const known: Omit<Couple, 'appointment'>[] = [];
  for (const words of bensWords) known.push(await givenKnown(words));
  await app.mailbox.clear();
  const asked: Couple[] = [];
  for (const couple of known) {
    const client = { name: 'Ana', email: couple.ana.email, timeZone: 'Europe/London' };
    const partner = { name: 'Ben', email: couple.ben.email, timeZone: 'Europe/Madrid' };
    const booked = await app.books('Ana', couple.practice, couple.offering, start, { client, partner });
    expect(booked.status).toBe(201);
    asked.push({ ...couple, appointment: booked.body.appointment.id });
  }
  await app.settle();
  return asked;
}
const givenCouple = async (): Promise<Couple> => (await givenCouples('All is well.'))[0]!;

async function givenKnown(bensWords: string): Promise<Omit<Couple, 'appointment'>> {
  const place = (couples += 1);
  const practice = await given.practice();
  const offering = await given.paidOffering(practice, { kind: 'couple', format: 'phone' });
  const as = app.as(practice);
  const { id: caseId } = (await as.post('/cases').send({ kind: 'couple', coach: practice.coach.id })).body;
  const questions = [{ id: 'hope', kind: 'long_text', label: 'Anything we should know?', required: true }];
  const form = await as
    .post('/forms')
    .send({ slug: `form-${newId()}`, name: 'A form', kind: 'intake', definition: { questions } });
  const joins = async (name: string, timeZone: string, words: string) => {
    const email = `${name.toLowerCase()}-${place}@example.org`;
    const added = await as.post(`/cases/${caseId}/participants`).send({ name, email, timeZone });
    const id = (added.body as { clientId: string }).clientId;
    await as.post('/assignments').send({ form: form.body.id, client: id, case: caseId });
    await app.settle();
    const visit = await visitsForm(app, formToken(app, email));
    await visit.agree();
    await visit.answer('hope', { value: words });
    expect((await visit.submit()).status).toBe(200);
    return { email, id };
  };
  const ana = await joins('Ana', 'Europe/London', 'All is well.');
  const ben = await joins('Ben', 'Europe/Madrid', bensWords);
  return { practice, offering, ana, ben };
}

const acts = async ({ practice, appointment }: Couple, action: string, body: object = {}) =>
  app.as(practice).post(`/appointments/${appointment}/${action}`).send(body);

/** What differs between any two practices, people and moments of chance is taken out. */
const plain = (text: string) =>
  text
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(_[\w-]+)?/g, 'an-id')
    .replace(/(?<![\w-])[\w-]{43}(?![\w-])/g, 'chance') // a secret may end with a hyphen
    .replace(/(practice|offering|coach)([- ])\d+/gi, '$1$2n')
    .replace(/(ana|ben)-\d+/g, '$1');

/** Everything that the two can see or find out: pages, answers, mails, their portals, and what is offered to anybody. */
async function seenBy({ practice, offering, ana, ben }: Couple): Promise<string[]> {
  const link = linkIn(app, ana.email, 'a');
  const api = `/api/v1/public/appointments/${link}`;
  const slots = `/api/v1/public/practices/${practice.slug}/offerings/${offering.slug}/slots?from=2027-01-20&to=2027-01-20&timeZone=UTC`;
  const open = await Promise.all(
    [api, `${api}/cancellation`, `/a/${link}`, `/a/${link}/cancel`, `/a/${link}/calendar.ics`, slots].map(
      async (path) => {
        const answer = await app.visitor.get(path).redirects(0);
        return `${path} ${answer.status} ${answer.text}`;
      },
    ),
  );
  const own = [];
  for (const { email, id } of [ana, ben]) {
    own.push(
      ...app.mailbox
        .messages(email)
        .map(({ from, subject, text, attachments }) => JSON.stringify([from, subject, text, attachments])),
    );
    const { cookie } = await opensInBrowser(app, await signInSecret(app, practice.id, id));
    for (const path of ['/api/v1/portal/appointments', '/me/home'])
      own.push(`${path} ${(await request(app.url).get(path).set('Cookie', cookie)).text}`);
  }
  return [...open, ...own].map(plain);
}

describe('The answer to a request for two (issue 4, item 5)', () => {
  it.each([
    ['yes', 'approve', 'held'],
    ['no', 'decline', 'declined'],
  ] as const)(
    'that is %s is told at one instant, in the same words, whatever one of them said in private and however long the coach thought about it',
    async (_word, action, status) => {
      const [quiet, afraid] = (await givenCouples('All is well.', 'I do not dare to speak in front of her.')) as [
        Couple,
        Couple,
      ];
      const compare = async () => {
        const [one, other] = [await seenBy(quiet), await seenBy(afraid)];
        expect(other).toEqual(one);
        return one.join('\n');
      };
      const asked = await compare();
      expect((await acts(quiet, action)).body).toMatchObject({
        status: 'pending_approval',
        answer: { dueAt, keptUntilDue: true, decision: action === 'approve' ? 'approved' : 'declined' },
      });
      await app.settle();
      expect(await compare()).toBe(asked);

      clock.set('2027-01-11T21:00:00Z');
      expect((await acts(afraid, action === 'approve' ? 'decline' : 'approve')).status).toBe(200);
      await app.settle();
      await compare();
      clock.set('2027-01-12T17:50:00Z');
      expect((await acts(afraid, 'undo')).body.answer).toMatchObject({ decision: null });
      expect((await acts(afraid, action)).status).toBe(200);
      await app.settle();
      await compare();

      clock.set(dueAt);
      await app.settle();
      const told = await compare();
      expect(told).toContain(`"status":"${status}"`);
      expect(told).not.toBe(asked);
      clock.set('2027-01-12T18:05:00Z');
      await app.settle();
      await compare();
    },
  );

  it('ends unanswered at that instant too, and is told then', async () => {
    const couple = await givenCouple();
    clock.set('2027-01-12T17:59:59Z');
    await app.settle();
    expect((await seenBy(couple)).join()).toContain('"status":"pending_approval"');
    clock.set(dueAt);
    expect(await acts(couple, 'approve')).toBeProblem(409, '/problems/appointment-closed');
    await app.settle();
    expect((await seenBy(couple)).join()).toContain('"status":"expired"');
    expect(app.mailbox.messages(couple.ana.email).map(({ subject }) => subject)).toEqual([
      'Your request has arrived',
      'About the time you asked for',
    ]);
  });

  it('ends as well where it could be told only after the start: what nobody heard of in time was not agreed on', async () => {
    const couple = await givenCouple();
    expect((await acts(couple, 'approve')).status).toBe(200);
    clock.set('2027-01-20T10:00:00Z');
    await app.settle();
    const { body } = await app.as(couple.practice).get(`/appointments/${couple.appointment}`);
    expect(body.history.map(({ action }: { action: string }) => action)).toEqual([
      'appointment.requested',
      'appointment.answer-approved',
      'appointment.expired',
    ]);
  });

  it('says beforehand when that is, in the zone of whoever asked, and is to be paid from then on', async () => {
    const couple = await givenCouple();
    const link = linkIn(app, couple.ana.email, 'a');
    const view = async () => (await app.visitor.get(`/api/v1/public/appointments/${link}`)).body;
    expect((await view()).appointment.answerAt).toEqual({ at: dueAt, local: '2027-01-12T18:00', offset: '+00:00' });
    expect((await app.visitor.get(`/a/${link}`)).text).toContain(
      'reaches you by e-mail on Tuesday 12 January at 18:00 (London time), and not before',
    );
    const texts = (email: string) => app.mailbox.messages(email).map(({ text }) => text);
    expect(texts(couple.ana.email)).toEqual([
      expect.stringContaining('the answer comes by mail at 18:00 on Tuesday 12 January 2027, and not before.'),
    ]);
    expect(texts(`${couple.practice.coach.slug}@example.org`)).toEqual([
      expect.stringContaining('Please answer before 18:00 on Tuesday 12 January 2027'),
    ]);
    await acts(couple, 'approve');
    const checkout = () => app.visitor.post(`/api/v1/public/appointments/${link}/checkout`).send({});
    expect(await checkout()).toBeProblem(409, '/problems/appointment-closed');
    clock.set(dueAt);
    await app.settle();
    expect((await view()).appointment).toMatchObject({ status: 'held', holdExpiresAt: '2027-01-13T18:00:00Z' });
    expect(texts(couple.ana.email)[1]).toContain('if it is paid before 18:00 on Wednesday 13 January 2027.');
    await app.pays((await checkout()).body.checkoutUrl);
    await app.settle();
    expect((await view()).appointment.status).toBe('confirmed');
    expect(app.mailbox.messages(couple.ben.email)).toMatchObject([
      { subject: 'Your appointment is confirmed', text: expect.stringContaining('11:00 (Europe/Madrid') },
    ]);
  });

  it('keeps its time until it is told, and is answered, not cancelled, by the practice', async () => {
    const couple = await givenCouple();
    const { practice, offering } = couple;
    await acts(couple, 'decline', { reason: 'Not the right time for the two of them.' });
    expect(
      await app.books('Cy', practice, offering, start, {
        partner: { name: 'Di', email: 'di@example.org', timeZone: 'UTC' },
      }),
    ).toBeProblem(409, '/problems/slot-taken');
    expect(await acts(couple, 'cancel')).toBeProblem(409, '/problems/appointment-closed');
    const tasks = async () =>
      (await app.as(practice).get('/tasks')).body.data.map(({ kind }: { kind: string }) => kind);
    await app.settle();
    expect(await tasks()).toEqual([]);
    await acts(couple, 'undo');
    await app.settle();
    expect(await tasks()).toEqual(['approve_request']);
    expect(await acts(couple, 'undo')).toBeProblem(409, '/problems/appointment-closed');
    await acts(couple, 'approve');
    clock.set(dueAt);
    await app.settle();
    const { body } = await app.as(practice).get(`/appointments/${couple.appointment}`);
    expect(body.status).toBe('held');
    expect(JSON.stringify(body)).not.toContain('Not the right time');
  });

  it('may be withdrawn by whoever asked at any time, and is then told to nobody', async () => {
    const couple = await givenCouple();
    await acts(couple, 'approve');
    const link = linkIn(app, couple.ana.email, 'a');
    expect((await app.visitor.post(`/api/v1/public/appointments/${link}/cancel`).send({})).status).toBe(200);
    clock.set(dueAt);
    await app.settle();
    const { status, answer } = (await app.as(couple.practice).get(`/appointments/${couple.appointment}`)).body;
    expect([status, answer]).toEqual(['cancelled', undefined]);
    expect(app.mailbox.messages(couple.ana.email).map(({ subject }) => subject)).not.toContain(
      'Your time is kept for you',
    );
  });
});
