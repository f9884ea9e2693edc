import { jest } from '@jest/globals';
import { CheckoutService } from '#billing';
import { DeliveryService } from '#followups';
import { DatabaseAway } from '#platform';
import { OfferingService } from '#scheduling';
import { IdempotentAnswers } from '../../apps/api/src/http/idempotent-answers.js';
import { useTestApp } from '../support/test-app.js';
import { Payer } from '../support/payments.js';

const app = useTestApp();
const { given } = app;
const payer = new Payer(app);
const ten = '2027-01-12T10:00:00Z';
const ana = { name: 'Ana', email: 'ana@example.org', timeZone: 'Europe/London' };

async function aPractice() {
  const practice = await given.practice();
  return { practice, free: await given.offering(practice), paid: await given.paidOffering(practice) };
}

describe('Resilience while the database is away (issue 3, item 5)', () => {
  it('every door says 503 and when to come again, and nothing was changed', async () => {
    const { practice, free } = await aPractice();
    const booking = { offering: free.slug, start: ten, client: ana };
    const path = `/api/v1/public/practices/${practice.slug}/bookings`;
    const away = await app.withoutDatabase(async () => [
      await app.visitor.post(path).send(booking),
      await app.visitor.get(`/api/v1/public/practices/${practice.slug}`),
      await app.as(practice).get('/clients'),
      await app.as(practice).post('/clients').send(ana),
    ]);
    for (const answer of away) {
      expect(answer).toBeProblem(503, '/problems/unavailable');
      expect(answer.headers['retry-after']).toBe('5');
    }
    expect(await app.rows(practice, 'clients')).toEqual([]);
    expect((await app.visitor.post(path).send(booking)).status).toBe(201);
  });

  it('readiness is red, and green as soon as it is back, without anybody', async () => {
    expect((await app.withoutDatabase(() => app.visitor.get('/readyz'))).status).toBe(503);
    const { status, body } = await app.visitor.get('/readyz');
    expect([status, body.parts.database.status]).toEqual([200, 'ok']);
  });

  it('a person who opens a page reads that it is not available, and no error of ours', async () => {
    const { practice } = await aPractice();
    const page = await app.withoutDatabase(() => app.visitor.get(`/${practice.slug}`).set('Accept', 'text/html'));
    expect(page.status).toBe(503);
    expect(page.headers['content-type']).toContain('text/html');
  });

  it('a call with an Idempotency-Key may be made again with it, and has its effect once', async () => {
    const { practice, free } = await aPractice();
    const book = () =>
      app.visitor
        .post(`/api/v1/public/practices/${practice.slug}/bookings`)
        .set('Idempotency-Key', 'once')
        .send({ offering: free.slug, start: ten, client: ana });
    expect((await app.withoutDatabase(book)).status).toBe(503);
    expect((await book()).status).toBe(201);
    expect((await book()).status).toBe(201);
    expect(await app.rows(practice, 'appointments')).toHaveLength(1);
  });

  it('the payment provider is told to come again with its notice, which then is applied', async () => {
    const { practice, paid } = await aPractice();
    const booking = await payer.books('Ana', practice, paid, ten);
    await app.withoutDatabase(() => payer.pays(booking));
    await app.until(async () => (await payer.sees(booking)).appointment.status === 'confirmed');
    expect(await app.rows(practice, 'payments')).toMatchObject([{ status: 'paid' }]);
  });
});

describe('Resilience when the database goes away in the middle (issue 3, item 5)', () => {
  it('a booking that stands is answered as one, though its page to pay on could not be made', async () => {
    const { practice, paid } = await aPractice();
    const open = jest.spyOn(app.api.get(CheckoutService, { strict: false }), 'open');
    open.mockRejectedValueOnce(new DatabaseAway(new Error('gone')));
    const { status, body } = await app.books('Ana', practice, paid, ten);
    expect(status).toBe(201);
    expect(body).toMatchObject({ appointment: { status: 'held' }, manageUrl: expect.stringContaining('/a/') });
    expect(body.payment.checkoutUrl).toBeUndefined();
  });

  it('a call with an Idempotency-Key may be made again as soon as it is back, not only when it is taken for dead', async () => {
    const { practice, free } = await aPractice();
    const gone = () => Promise.reject(new DatabaseAway(new Error('gone')));
    const offerings = jest.spyOn(app.api.get(OfferingService, { strict: false }), 'getBySlug');
    const forget = jest.spyOn(app.api.get(IdempotentAnswers, { strict: false }), 'forget');
    const book = () =>
      app.visitor
        .post(`/api/v1/public/practices/${practice.slug}/bookings`)
        .set('Idempotency-Key', 'in-the-middle')
        .send({ offering: free.slug, start: ten, client: ana });
    offerings.mockImplementationOnce(gone);
    forget.mockImplementationOnce(gone).mockImplementationOnce(gone);
    expect(await book()).toBeProblem(503, '/problems/unavailable');
    expect(await book()).toBeProblem(409, '/problems/call-still-running');
    await app.until(async () => (await book()).status === 201);
    expect(await app.rows(practice, 'appointments')).toHaveLength(1);
  });

  it('a mail that was handed over meanwhile is written down once it is back, and goes out once', async () => {
    const { practice, free } = await aPractice();
    await app.books('Ana', practice, free, ten);
    const record = jest.spyOn(DeliveryService.prototype as unknown as { record: () => Promise<boolean> }, 'record');
    record.mockRejectedValueOnce(new DatabaseAway(new Error('gone')));
    await app.settle();
    record.mockRestore();
    const mails = await app.rows<{ template: string; status: string }>(practice, 'messages');
    expect(mails.filter(({ status }) => status === 'sending' || status === 'handed')).toEqual([]);
    expect(Object.values(app.mailbox.counts()).every((copies) => copies === 1)).toBe(true);
    const outcomes = (await app.rows<{ outcome: string }>(practice, 'deliveries')).map(({ outcome }) => outcome);
    expect(new Set(outcomes)).toEqual(new Set(['accepted']));
  });
});
