import { jest } from '@jest/globals';
import { PaymentsUnavailable, RefundService, StripeGateway } from '#billing';
import { Payer } from '../support/payments.js';
import type { GivenPractice } from '../support/given.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given, clock } = app;
const payer = new Payer(app);
const start = '2027-01-13T10:00:00Z';

interface RefundRow {
  id: string;
  status: string;
  stripe_refund_id: string | null;
}
interface Books {
  payments: { sessionId: string; refundedMinor: number }[];
}

afterEach(async () => {
  jest.restoreAllMocks();
  await payer.faults();
  await payer.notices();
});

const acts = (practice: GivenPractice, id: string, action: string) =>
  app.as(practice).post(`/appointments/${id}/${action}`).send({});
const refunds = (practice: GivenPractice) => app.rows<RefundRow>(practice, 'refunds');
const ours = async (practice: GivenPractice) =>
  (await app.rows<{ status: string; refunded_minor: number }>(practice, 'payments')).map(
    ({ status, refunded_minor }) => [status, refunded_minor],
  );
const theirs = async ({ sessionId }: { sessionId: string }) =>
  ((await payer.ledger()) as Books).payments.find((one) => one.sessionId === sessionId)?.refundedMinor;

async function lastNotice(): Promise<string> {
  const { deliveries } = (await payer.provider('GET', 'webhooks')) as {
    deliveries: { eventId: string; type: string }[];
  };
  return deliveries.filter(({ type }) => type === 'refund.updated').at(-1)!.eventId;
}

async function aPaidTime() {
  const practice = await given.practice();
  const booking = await payer.books('Fay', practice, await given.paidOffering(practice), start);
  await payer.pays(booking);
  await app.settle();
  return { practice, booking };
}

/** Cancelled by its client, and the provider was asked for the money. */
async function aRefund(faults: Parameters<Payer['faults']>[0] = {}) {
  const { practice, booking } = await aPaidTime();
  await payer.faults(faults);
  await payer.calls('post', `${booking.token}/cancel`);
  await app.settle();
  await app.stripe.webhooksSettled();
  const [refund] = await refunds(practice);
  return { practice, booking, refund: refund! };
}

describe('A refund that is asked for while staff undo', () => {
  it('stops the undo: money that may be on its way back is not taken for paid', async () => {
    const { practice, booking } = await aPaidTime();
    await acts(practice, booking.id, 'cancel');
    const [refund] = await refunds(practice);
    const ask = StripeGateway.prototype.refund;
    let undone: unknown;
    jest.spyOn(app.worker.get(StripeGateway), 'refund').mockImplementationOnce(async function (
      this: StripeGateway,
      wish,
    ) {
      undone = await acts(practice, booking.id, 'undo'); // in the middle of the call
      return ask.call(this, wish);
    });
    await app.worker.get(RefundService).request(practice.id, refund!.id);
    expect(undone).toBeProblem(409, '/problems/undo-too-late');
    expect(await ours(practice)).toEqual([['refunded', 9500]]);
    expect((await payer.sees(booking)).appointment.status).toBe('cancelled');
  });

  it('stops it too where the answer never came: it may have been given back', async () => {
    const { practice, booking } = await aPaidTime();
    await acts(practice, booking.id, 'cancel');
    const [refund] = await refunds(practice);
    const gateway = app.worker.get(StripeGateway);
    const ask = gateway.refund.bind(gateway);
    jest.spyOn(gateway, 'refund').mockImplementationOnce(async (wish) => {
      await ask(wish);
      throw new PaymentsUnavailable();
    });
    await payer.notices({ lose: 'all' });
    await expect(app.worker.get(RefundService).request(practice.id, refund!.id)).rejects.toThrow(PaymentsUnavailable);

    expect(await acts(practice, booking.id, 'undo')).toBeProblem(409, '/problems/undo-too-late');
    clock.advance({ minutes: 4 });
    await app.settle(); // and the job asks again, under the same name
    expect(await ours(practice)).toEqual([['refunded', 9500]]);
    expect(await theirs(booking)).toBe(9500);
    expect(await refunds(practice)).toMatchObject([{ status: 'succeeded' }]);
  });

  it('is asked once more after a whole day without an answer, and still given back once', async () => {
    const { practice, booking } = await aPaidTime();
    await payer.calls('post', `${booking.token}/cancel`, { seen: { amount: 0, currency: 'GBP' } });
    const gateway = app.worker.get(StripeGateway);
    const ask = gateway.refund.bind(gateway);
    jest.spyOn(gateway, 'refund').mockImplementationOnce(async (wish) => {
      await ask({ ...wish, amountMinor: 4000 }); // a part, so that the charge itself could not stop a second one
      throw new PaymentsUnavailable();
    });
    const [refund] = await refunds(practice);
    await payer.notices({ lose: 'all' });
    await expect(app.worker.get(RefundService).request(practice.id, refund!.id)).rejects.toThrow(PaymentsUnavailable);
    clock.advance({ hours: 30 }); // the provider has forgotten the name of the call by now
    await app.worker.get(RefundService).request(practice.id, refund!.id);
    expect(await theirs(booking)).toBe(4000);
  });
});

describe('A refund that takes its time', () => {
  it('is followed although the first try to follow its notice failed', async () => {
    const { practice, refund } = await aRefund({ refundsPend: true });
    expect(refund).toMatchObject({ status: 'requested' });
    jest.spyOn(app.api.get(StripeGateway), 'lookAtRefund').mockRejectedValueOnce(new PaymentsUnavailable());
    await payer.bankEnds(refund.stripe_refund_id!, 'succeeded');
    await payer.provider('POST', `webhooks/replay/${await lastNotice()}`, {}); // the provider tries once more
    expect(await refunds(practice)).toMatchObject([{ status: 'succeeded' }]);
  });

  it('is followed although its notice was lost', async () => {
    const { practice, refund } = await aRefund({ refundsPend: true });
    await payer.notices({ lose: 'all' });
    clock.advance({ hours: 25 });
    await app.settle();
    expect(await refunds(practice)).toMatchObject([{ status: 'requested' }]);
    await payer.bankEnds(refund.stripe_refund_id!, 'succeeded');
    clock.advance({ hours: 25 });
    await app.settle();
    expect(await refunds(practice)).toMatchObject([{ status: 'succeeded' }]);
  });
});

describe('A refund that the bank sends back', () => {
  it('leaves our books as the provider has them, and raises a task', async () => {
    const { practice, booking, refund } = await aRefund();
    expect(await ours(practice)).toEqual([['refunded', 9500]]);

    await payer.bankEnds(refund.stripe_refund_id!, 'failed');
    await app.settle();

    expect(await theirs(booking)).toBe(0);
    expect(await ours(practice)).toEqual([['paid', 0]]);
    expect(await refunds(practice)).toMatchObject([{ status: 'failed' }]);
    const { data } = (await app.as(practice).get('/tasks')).body as { data: { kind: string; subjectId: string }[] };
    expect(data).toMatchObject([{ kind: 'review', subjectId: booking.id }]);
  });

  it('is still owed in the words its client reads: nobody tells them they paid for cancelling', async () => {
    const { booking, refund } = await aRefund();
    const read = async () =>
      (await payer.calls('get', `${booking.token}/cancellation`)).body as { fee: object; explanation: string };
    expect((await read()).explanation).toBe('You get £95 back. It is on its way.');
    await payer.bankEnds(refund.stripe_refund_id!, 'failed');
    expect(await read()).toMatchObject({
      fee: { amount: 0 },
      refund: { amount: 9500 },
      explanation: 'You get £95 back. It is on its way.',
    });
  });

  it('is not undone by an old look at the charge that is written down late', async () => {
    const { practice, booking } = await aPaidTime();
    const gateway = app.api.get(StripeGateway);
    const look = gateway.lookAtIntent.bind(gateway);
    const [{ payment_intent_id } = { payment_intent_id: '' }] = await app.rows<{ payment_intent_id: string }>(
      practice,
      'payments',
    );
    const old = await look(payment_intent_id, null); // before any refund
    await payer.calls('post', `${booking.token}/cancel`);
    await payer.notices({ lose: 'all' });
    await app.settle();
    expect(await ours(practice)).toEqual([['refunded', 9500]]);
    // Two notices arrive; the look that the first of them caused is only answered after everything else.
    jest.spyOn(gateway, 'lookAtIntent').mockResolvedValueOnce(old);
    await payer.flush();
    await app.stripe.webhooksSettled();
    expect(await ours(practice)).toEqual([['refunded', 9500]]);
  });
});

describe('Trouble with a payment', () => {
  it('is a task again although an earlier one about the same appointment was ticked off', async () => {
    const { practice, booking, refund } = await aRefund({ refundsPend: true });
    const open = async () =>
      ((await app.as(practice).get('/tasks')).body as { data: { id: string; kind: string }[] }).data;
    await app.sql(`UPDATE payments SET amount_minor = 9600 WHERE practice_id = $1`, [practice.id]);
    await payer.bankEnds(refund.stripe_refund_id!, 'failed'); // names another amount than ours, and fails besides
    await app.settle();
    const [task] = await open();
    expect(task).toMatchObject({ kind: 'review' });
    await app.as(practice).post(`/tasks/${task!.id}/done`).send({});
    expect(await open()).toEqual([]);

    await app.sql(
      `INSERT INTO refunds (practice_id, id, payment_id, amount_minor, currency, status, reason, stripe_refund_id, created_at)
       SELECT practice_id, gen_random_uuid(), id, 100, currency, 'requested', 'staff', 're_second', created_at FROM payments
       WHERE practice_id = $1 AND cause_id = $2`,
      [practice.id, booking.id],
    );
    jest.spyOn(app.api.get(StripeGateway), 'lookAtRefund').mockResolvedValue({ status: 'failed' });
    await payer.provider('POST', `webhooks/replay/${await lastNotice()}`, {});
    await app.settle();
    expect(await open()).toMatchObject([{ kind: 'review' }]);
  });
});
