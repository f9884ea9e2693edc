import { describe, expect, it } from '@jest/globals';
import { everyDay, type GivenPractice } from '../support/given.js';
import { Payer, type BookingBody } from '../support/payments.js';
import { opensInBrowser, signInSecret } from '../support/private-door.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;
const payer = new Payer(app);

const ten = '2027-01-12T10:00:00Z';
const eleven = '2027-01-12T11:00:00Z';

describe("Booking from a practice's public page (item 7)", () => {
  it('confirms what is free and needs no approval, at once', async () => {
    const practice = await given.practice();
    const intro = await given.offering(practice);

    const answer = await app.books('Ana', practice, intro, ten);

    expect(answer.status).toBe(201);
    const { appointment, payment, manageUrl } = answer.body as BookingBody;
    expect(appointment).toMatchObject({ status: 'confirmed', start: ten, end: eleven, coach: practice.coach.slug });
    expect(payment).toEqual({ required: false, amount: { amount: 0, currency: 'GBP' } });
    expect(manageUrl).toMatch(new RegExp(`^${app.url}/a/${practice.id}_`));
  });

  it('gives the slot to the first visitor and tells the second it is gone, with other times', async () => {
    const practice = await given.practice();
    const intro = await given.offering(practice);

    const first = await app.books('Ana', practice, intro, ten);
    const second = await app.books('Ben', practice, intro, ten);

    expect(first.status).toBe(201);
    expect(second).toBeProblem(409, '/problems/slot-taken');
    expect((second.body as { alternatives: unknown[] }).alternatives).toHaveLength(6);
    expect(await app.rows(practice, 'clients')).toHaveLength(1); // nothing of the second attempt is left behind
  });

  it('lets exactly one of 64 have the slot when all ask at once', async () => {
    const practice = await given.practice();
    const intro = await given.offering(practice);

    const answers = await Promise.all(
      Array.from({ length: 64 }, (_, n) => app.books(`Visitor${n}`, practice, intro, ten)),
    );

    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 201))
      expect(answer).toBeProblem(409, '/problems/slot-taken');
    expect(await app.rows(practice, 'time_claims')).toHaveLength(1);
  });

  it('goes by what is so when it is sent, not by what a list or a page said a moment before (published failure: a cache that decides)', async () => {
    const practice = await given.practice();
    const intro = await given.offering(practice);
    const path = `/api/v1/public/practices/${practice.slug}/offerings/${intro.slug}/slots`;
    const query = { from: '2027-01-12', to: '2027-01-12', timeZone: 'Europe/London' };
    const listed = await app.visitor.get(path).query(query);
    expect(JSON.stringify(listed.body)).toContain(ten);

    // The coach closes that day, opens it again, and sells it for money instead.
    const hours = (overrides: unknown[]) =>
      given.availability(practice, practice.coach.id, { timeZone: 'Europe/London', weekly: everyDay, overrides });
    await hours([{ date: '2027-01-12', hours: [] }]);
    expect(await app.books('Ana', practice, intro, ten)).toBeProblem(409, '/problems/slot-not-offered');
    await hours([]);
    const terms = { price: { amount: 9500, currency: 'GBP' }, payment: 'full' };
    expect((await app.as(practice).patch(`/offerings/${intro.id}`).set('If-Match', '"1"').send(terms)).status).toBe(
      200,
    );
    const { appointment, payment } = (await app.books('Ana', practice, intro, ten)).body as BookingBody;
    expect([appointment.status, payment.amount.amount]).toEqual(['held', 9500]);
    await app.as(practice).patch(`/offerings/${intro.id}`).set('If-Match', '"2"').send({ active: false });
    expect((await app.books('Ben', practice, intro, eleven)).status).toBe(404);
  });

  it('tells a time that is not on the list from one that is taken', async () => {
    const practice = await given.practice();
    const intro = await given.offering(practice);
    for (const start of [
      '2027-01-12T10:30:00Z',
      '2027-01-12T20:00:00Z',
      '2027-01-10T10:00:00Z',
      '2028-01-10T10:00:00Z',
    ])
      expect(await app.books('Ana', practice, intro, start)).toBeProblem(409, '/problems/slot-not-offered');
  });

  it('leads whoever asks for a time beyond the window, or long past, to the nearest that can be booked', async () => {
    const practice = await given.practice();
    const intro = await given.offering(practice); // 60 days ahead
    const starts = async (start: string) => {
      const { body } = await app.books('Ana', practice, intro, start);
      return (body as { alternatives: { start: string }[] }).alternatives.map((one) => one.start);
    };
    expect(await starts('2028-01-10T10:00:00Z')).toEqual([
      '2027-03-11T12:00:00Z',
      '2027-03-11T13:00:00Z',
      '2027-03-11T14:00:00Z',
      '2027-03-11T15:00:00Z',
      '2027-03-11T16:00:00Z',
      '2027-03-12T09:00:00Z',
    ]);
    expect((await starts('2026-06-01T10:00:00Z'))[0]).toBe('2027-01-11T09:00:00Z');
    await given.availability(practice, practice.coach.id, {
      timeZone: 'Europe/London',
      weekly: [],
      overrides: [{ date: '2027-01-20', hours: [{ from: '09:00', to: '10:00' }] }],
    });
    expect(await starts('2028-01-10T10:00:00Z')).toEqual(['2027-01-20T09:00:00Z']);
  });

  it('holds what is paid for a quarter of an hour and opens a page to pay on', async () => {
    const practice = await given.practice();
    const session = await given.paidOffering(practice);

    const answer = await app.books('Ana', practice, session, ten);

    const { appointment, payment } = answer.body as BookingBody;
    expect(appointment).toMatchObject({ status: 'held', holdExpiresAt: '2027-01-11T09:15:00Z' });
    expect(payment).toMatchObject({ required: true, amount: { amount: 9500, currency: 'GBP' }, status: 'pending' });
    expect(payment.checkoutUrl).toContain(`${app.stripe.url}/c/pay/cs_`);
  });

  it('takes the deposit alone where an offering asks for one', async () => {
    const practice = await given.practice();
    const deposit = { amount: 2000, currency: 'GBP' };
    const session = await given.paidOffering(practice, { payment: 'deposit', deposit });
    const { payment } = (await app.books('Ana', practice, session, ten)).body as BookingBody;
    expect(payment.amount).toEqual(deposit);
  });

  it('asks for the partner of a couple, and for nobody else', async () => {
    const practice = await given.practice();
    const alone = await given.offering(practice);
    const together = await given.offering(practice, { kind: 'couple' });
    const partner = { name: 'Ben', email: 'ben@example.org', timeZone: 'Europe/London' };

    const missing = await app.books('Ana', practice, together, ten);
    const needless = await app.books('Ana', practice, alone, ten, { partner });
    const same = await app.books('Ana', practice, together, ten, { partner: { ...partner, email: 'ANA@example.org' } });

    for (const [answer, path] of [
      [missing, 'partner'],
      [needless, 'partner'],
      [same, 'partner.email'],
    ] as const) {
      expect(answer).toBeProblem(400, '/problems/invalid');
      expect((answer.body as { errors: { path: string }[] }).errors.map((fault) => fault.path)).toEqual([path]);
    }
    expect(await app.rows(practice, 'clients')).toHaveLength(0);
  });

  it("keeps a couple's first joint appointment for the coach to approve, and the partner with the case", async () => {
    const practice = await given.practice();
    const together = await given.paidOffering(practice, { kind: 'couple' });
    const partner = { name: 'Ben', email: 'Ben@Example.org', timeZone: 'Europe/Paris' };

    const answer = await app.books('Ana', practice, together, ten, { partner });

    const { appointment, payment } = answer.body as BookingBody;
    expect(appointment.status).toBe('pending_approval');
    // Nothing is due before the coach said yes.
    const [amount, agreed] = [0, 9500].map((minor) => ({ amount: minor, currency: 'GBP' }));
    expect(payment).toMatchObject({ required: false, amount, agreed });
    expect(payment.checkoutUrl).toBeUndefined();
    expect(await app.rows(practice, 'named_partners')).toMatchObject([
      { name: 'Ben', email: 'ben@example.org', time_zone: 'Europe/Paris' },
    ]);
    expect(await app.rows(practice, 'clients')).toHaveLength(1); // whom somebody else names is nobody's client
  });

  it('books all the same when the payment provider is down, without a page to pay on', async () => {
    const practice = await given.practice();
    const session = await given.paidOffering(practice);
    await payer.faults({ down: true });
    const answer = await app.books('Ana', practice, session, ten);
    await payer.faults();

    expect(answer.status).toBe(201);
    const { appointment, payment, manageUrl } = answer.body as BookingBody;
    expect(appointment.status).toBe('held');
    expect(payment).not.toHaveProperty('checkoutUrl');
    const token = manageUrl.split('/').at(-1);
    const fresh = await app.visitor.post(`/api/v1/public/appointments/${token}/checkout`).send({});
    expect(fresh.status).toBe(200);
    expect((fresh.body as { checkoutUrl: string }).checkoutUrl).toContain('/c/pay/cs_');
  });
});

describe('Who booked what is agreed on', () => {
  const kinds = async (practice: GivenPractice) => {
    await app.settle();
    const { data } = (await app.as(practice).get('/clients')).body as { data: { id: string; kind: string }[] };
    return data.map(({ id, kind }) => ({ id, kind })).reverse();
  };

  it('is a client from then on; with an address that a client confirmed a contact, until a link mailed to them is opened', async () => {
    const practice = await given.practice();
    const intro = await given.offering(practice);
    await app.books('Ana', practice, intro, ten);
    const [ana] = await kinds(practice);
    expect(ana?.kind).toBe('client');
    await opensInBrowser(app, await signInSecret(app, practice.id, ana!.id));

    const client = { name: 'Bo', email: 'ana@example.org', timeZone: 'Europe/London' };
    await app.books('Bo', practice, intro, eleven, { client });
    const [, bo] = await kinds(practice);
    expect(bo?.kind).toBe('contact');
    await opensInBrowser(app, await signInSecret(app, practice.id, bo!.id));
    expect((await kinds(practice)).map(({ kind }) => kind)).toEqual(['client', 'client']);
  });

  it('is a client also where it was cancelled before anything else happened', async () => {
    const practice = await given.practice();
    const { body } = await app.books('Ana', practice, await given.offering(practice), ten);
    const token = (body as BookingBody).manageUrl.split('/').at(-1);
    expect((await app.visitor.post(`/api/v1/public/appointments/${token}/cancel`).send({})).status).toBe(200);
    expect(await kinds(practice)).toMatchObject([{ kind: 'client' }]);
  });

  it('is a contact while the request waits or once it was declined, whatever link they open', async () => {
    const practice = await given.practice();
    const session = await given.offering(practice, { approval: 'coach' });
    const first = (await app.books('Ana', practice, session, ten)).body as BookingBody;
    const [ana] = await kinds(practice);
    await opensInBrowser(app, await signInSecret(app, practice.id, ana!.id));
    expect(await kinds(practice)).toMatchObject([{ kind: 'contact' }]);
    await app.as(practice).post(`/appointments/${first.appointment.id}/decline`).send({});
    // Who is found to be the same person by opening a link has still agreed on nothing.
    const again = (await app.books('Ana', practice, session, eleven)).body as BookingBody;
    const [, met] = await kinds(practice);
    await opensInBrowser(app, await signInSecret(app, practice.id, met!.id));
    expect(await kinds(practice)).toMatchObject([{ kind: 'contact' }]);
    await app.as(practice).post(`/appointments/${again.appointment.id}/approve`).send({});
    expect(await kinds(practice)).toMatchObject([{ kind: 'client' }]);
  });
});
