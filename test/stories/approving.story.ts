import { describe, expect, it } from '@jest/globals';
import { Payer, type BookingBody } from '../support/payments.js';
import type { GivenPractice } from '../support/given.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given, clock } = app;
const payer = new Payer(app);
const ten = '2027-01-12T10:00:00Z';

const acts = (practice: GivenPractice, id: string, action: string) =>
  app.as(practice).post(`/appointments/${id}/${action}`).send({});

describe('A request that waits for the coach (item 7)', () => {
  it('is agreed on when the coach approves it and it is free', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice, { approval: 'coach' });
    const { id } = await payer.books('Ana', practice, offering, ten);

    const approved = await acts(practice, id, 'approve');

    expect(approved.body).toMatchObject({ status: 'confirmed' });
    expect(await acts(practice, id, 'approve')).toBeProblem(409, '/problems/appointment-closed');
  });

  it('claims its time, so that two requests for one time are never both confirmed (published failure: two pending requests both confirmed)', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice, { approval: 'coach' });
    await payer.books('Ana', practice, offering, ten);
    expect(await app.books('Ben', practice, offering, ten)).toBeProblem(409, '/problems/slot-taken');
  });

  it('is held until it is paid when the coach approves it', async () => {
    const practice = await given.practice();
    const offering = await given.paidOffering(practice, { approval: 'coach' });
    const booking = await payer.books('Ana', practice, offering, ten);
    expect(await payer.calls('post', `${booking.token}/checkout`)).toBeProblem(409, '/problems/appointment-closed');

    const approved = await acts(practice, booking.id, 'approve');
    expect(approved.body).toMatchObject({ status: 'held', holdExpiresAt: '2027-01-12T09:00:00Z' });

    const { checkoutUrl } = (await payer.calls('post', `${booking.token}/checkout`)).body as { checkoutUrl: string };
    const sessionId = checkoutUrl.split('/').at(-1) ?? '';
    clock.advance({ hours: 2 }); // that page is over; the time is still held
    const fresh = (await payer.calls('post', `${booking.token}/checkout`)).body as { checkoutUrl: string };
    expect(fresh.checkoutUrl).not.toContain(sessionId);
    await payer.pays({ sessionId: fresh.checkoutUrl.split('/').at(-1) ?? '' });
    expect((await payer.sees(booking)).appointment.status).toBe('confirmed');
  });

  it('lets its time go when the coach declines it', async () => {
    const practice = await given.practice();
    const offering = await given.paidOffering(practice, { approval: 'coach' });
    const booking = await payer.books('Ana', practice, offering, ten);

    expect((await acts(practice, booking.id, 'decline')).body).toMatchObject({ status: 'declined' });

    expect(await payer.sees(booking)).toMatchObject({ appointment: { status: 'declined' }, actions: [] });
    expect((await app.books('Ben', practice, offering, ten)).status).toBe(201);
  });

  it('ends by itself when nobody answers', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice, { approval: 'coach' });
    const booking = await payer.books('Ana', practice, offering, '2027-01-20T10:00:00Z');
    clock.advance({ hours: 49 });
    await app.settle();
    expect((await payer.sees(booking)).appointment.status).toBe('expired');
  });
});

describe('What staff do with an appointment', () => {
  it('completes it after its start, not before, and takes it back within three minutes', async () => {
    const practice = await given.practice();
    const { id } = await payer.books('Ana', practice, await given.offering(practice), ten);

    expect(await acts(practice, id, 'complete')).toBeProblem(409, '/problems/too-early');
    expect(await acts(practice, id, 'no-show')).toBeProblem(409, '/problems/too-early');
    clock.set('2027-01-12T11:00:00Z');
    expect((await acts(practice, id, 'complete')).body).toMatchObject({ status: 'completed' });
    expect(await acts(practice, id, 'no-show')).toBeProblem(409, '/problems/appointment-closed');
    expect((await acts(practice, id, 'undo')).body).toMatchObject({ status: 'confirmed' });
    expect((await acts(practice, id, 'no-show')).body).toMatchObject({ status: 'no_show' });
    clock.advance({ minutes: 4 });
    expect(await acts(practice, id, 'undo')).toBeProblem(409, '/problems/undo-too-late');
  });

  it('books for a client, by an instant or by a time on the wall', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const client = { name: 'Ana', email: 'Ana@Example.org', timeZone: 'Europe/Paris' };
    const body = { offering: offering.id, coach: practice.coach.id, client };
    const books = (start: unknown, more: object = {}) =>
      app
        .as(practice)
        .post('/appointments')
        .send({ ...body, start, ...more });

    const first = await books(ten);
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ status: 'confirmed', start: ten, local: '2027-01-12T11:00', offset: '+01:00' });
    const second = await books({ local: '2027-01-13T10:00', timeZone: 'Europe/London' });
    expect(second.body).toMatchObject({ start: '2027-01-13T10:00:00Z' });
    expect((second.body as { caseId: string }).caseId).toBe((first.body as { caseId: string }).caseId);
    expect(await app.rows(practice, 'clients')).toHaveLength(1);
  });

  it('asks which of two times is meant when the clock repeats it', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const answer = await app
      .as(practice)
      .post('/appointments')
      .send({
        offering: offering.id,
        coach: practice.coach.id,
        client: { name: 'Ana', email: 'ana@example.org', timeZone: 'Europe/London' },
        start: { local: '2027-10-31T01:30', timeZone: 'Europe/London' },
      });
    expect(answer).toBeProblem(409, '/problems/time-unclear');
    expect((answer.body as { choices: unknown[] }).choices).toEqual([
      { start: '2027-10-31T00:30:00Z', local: '2027-10-31T01:30', offset: '+01:00' },
      { start: '2027-10-31T01:30:00Z', local: '2027-10-31T01:30', offset: '+00:00' },
    ]);
    expect(await app.rows(practice, 'clients')).toHaveLength(0);
  });

  it('lifts hours and notice with a reason, never an overlap', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const client = { name: 'Ana', email: 'ana@example.org', timeZone: 'Europe/London' };
    const books = (start: string, override?: { reason: string }) =>
      app
        .as(practice)
        .post('/appointments')
        .send({ offering: offering.id, coach: practice.coach.id, client, start, ...(override && { override }) });
    const override = { reason: 'An evening was agreed by phone.' };
    const evening = '2027-01-12T20:15:00Z';

    expect(await books(evening)).toBeProblem(409, '/problems/slot-not-offered');
    const lifted = await books(evening, override);
    expect(lifted.status).toBe(201);
    expect(await books('2027-01-12T20:45:00Z', override)).toBeProblem(409, '/problems/slot-taken');
    const audited = await app.rows<{ action: string }>(practice, 'audit_entries');
    expect(audited.map(({ action }) => action)).toContain('appointment.rules-lifted');
    expect(await app.findInDatabase('agreed by phone')).toEqual([]);
    const seen = await app.as(practice).get(`/appointments/${(lifted.body as { id: string }).id}`);
    expect(JSON.stringify(seen.body.history)).toContain('An evening was agreed by phone.');
  });

  it('gives a client whom staff booked a day to pay', async () => {
    const practice = await given.practice();
    const offering = await given.paidOffering(practice);
    const answer = await app
      .as(practice)
      .post('/appointments')
      .send({
        offering: offering.id,
        coach: practice.coach.id,
        client: { name: 'Ana', email: 'ana@example.org', timeZone: 'Europe/London' },
        start: '2027-01-20T10:00:00Z',
      });
    expect(answer.body).toMatchObject({
      status: 'held',
      holdExpiresAt: '2027-01-12T09:00:00Z',
      payment: { required: true, status: 'pending' },
    });
  });

  it('lists what is owed and paid', async () => {
    const practice = await given.practice();
    const offering = await given.paidOffering(practice);
    const booking = await payer.books('Ana', practice, offering, ten);
    await payer.pays(booking);

    const { body } = await app.as(practice).get('/payments');

    expect(body).toMatchObject({
      data: [{ appointmentId: booking.id, amount: { amount: 9500, currency: 'GBP' }, status: 'paid' }],
      nextCursor: null,
    });
  });

  it('does not let another practice see or touch an appointment', async () => {
    const practice = await given.practice();
    const other = await given.practice();
    const answer = await app.books('Ana', practice, await given.offering(practice, { approval: 'coach' }), ten);
    const { id } = (answer.body as BookingBody).appointment;
    for (const action of ['approve', 'decline', 'cancel', 'complete', 'no-show', 'undo'])
      expect(await acts(other, id, action)).toBeProblem(404, '/problems/not-found');
  });
});
