import { jest } from '@jest/globals';
import { CheckoutService, PaymentsUnavailable } from '#billing';
import { DatabaseAway, Outbox } from '#platform';
import { Payer } from '../support/payments.js';
import { useTestApp } from '../support/test-app.js';
import { stripeSecretKey } from '../support/test-config.js';

const app = useTestApp();
const { given } = app;
const payer = new Payer(app);
const ten = '2027-01-12T10:00:00Z';
/** A call that was cut is made once more at once: so two cuts fail a call, unless the first had its effect. */
const twice = 2;

afterEach(() => payer.faults());

async function aPractice() {
  const practice = await given.practice();
  return { practice, offering: await given.paidOffering(practice) };
}

/** What the provider knows of pages for this appointment. */
async function pagesOf(appointmentId: string): Promise<{ id: string; status: string }[]> {
  const answer = await fetch(`${app.stripe.url}/v1/checkout/sessions?limit=100`, {
    headers: { authorization: `Bearer ${stripeSecretKey}` },
  });
  const { data } = (await answer.json()) as {
    data: { id: string; status: string; metadata: { appointmentId: string } }[];
  };
  return data.filter(({ metadata }) => metadata.appointmentId === appointmentId);
}

/** Does what is due until nothing is left, as if every pause had passed; answers how often the provider could not be asked. */
async function doesItAll(): Promise<number> {
  const outbox = app.worker.get(Outbox);
  let unanswered = 0;
  for (let round = 0; round < 6; round += 1) {
    await app.sql('UPDATE outbox SET next_try_at = NULL WHERE done_at IS NULL');
    for (const { practiceId, outboxId } of await outbox.takeDue(100))
      try {
        await outbox.run(practiceId, outboxId);
      } catch (error) {
        if (!(error instanceof PaymentsUnavailable)) throw error;
        unanswered += 1;
      }
  }
  await app.stripe.webhooksSettled();
  return unanswered;
}

describe.each(['cutBeforeCommit', 'cutAfterCommit'] as const)(
  'The payment provider, cut off with %s (issue 3, item 5)',
  (cut) => {
    it('while a page is made: the time stays held, the page comes when it is asked for, and it is paid once', async () => {
      const { practice, offering } = await aPractice();
      await payer.faults({ [cut]: twice });
      const { appointment, payment, manageUrl } = (await app.books('Ana', practice, offering, ten)).body;
      expect(appointment.status).toBe('held');
      expect(payment.checkoutUrl === undefined).toBe(cut === 'cutBeforeCommit');

      const token = String(manageUrl).split('/').at(-1)!;
      const addresses = [1, 2].map(async () => (await payer.calls('post', `${token}/checkout`)).body.checkoutUrl);
      const [address, again] = (await Promise.all(addresses)) as [string, string];
      expect(again).toBe(address);
      const sessionId = /cs_[A-Za-z0-9_]+/.exec(address)![0];
      expect(await payer.pays({ sessionId })).toBe('paid');
      expect((await payer.sees({ token })).payment.status).toBe('paid');
      expect((await pagesOf(appointment.id)).filter(({ status }) => status === 'complete')).toHaveLength(1);
    });

    it('while money is given back: it is given back once', async () => {
      const { practice, offering } = await aPractice();
      const booking = await payer.books('Ana', practice, offering, ten);
      await payer.pays(booking);
      await payer.calls('post', `${booking.token}/cancel`);
      await payer.faults({ [cut]: twice });
      expect(await doesItAll()).toBe(cut === 'cutBeforeCommit' ? 1 : 0);
      expect(await app.rows(practice, 'refunds')).toMatchObject([{ status: 'succeeded', amount_minor: 9500 }]);
      expect(await payer.sees(booking)).toMatchObject({ payment: { status: 'refunded' } });
      const { payments } = (await payer.ledger()) as { payments: { sessionId: string; refundedMinor: number }[] };
      expect(payments.find(({ sessionId }) => sessionId === booking.sessionId)?.refundedMinor).toBe(9500);
    });

    it('while the page of an abandoned time is closed: the time goes when the page is closed for sure', async () => {
      const { practice, offering } = await aPractice();
      const booking = await payer.books('Ana', practice, offering, ten);
      app.clock.advance({ minutes: 16 });
      await payer.faults({ [cut]: twice });
      await doesItAll();
      expect((await payer.sees(booking)).appointment.status).toBe('expired');
      expect(await payer.pays(booking)).toBe('expired');
      expect((await app.books('Ben', practice, await given.offering(practice), ten)).status).toBe(201);
    });
  },
);

describe('Resilience of an API that dies between the provider’s answer and writing it down (issue 3, item 5)', () => {
  it('finds the very page again: the provider made one', async () => {
    const { practice, offering } = await aPractice();
    const record = jest.spyOn(CheckoutService.prototype as unknown as { record: () => Promise<string> }, 'record');
    record.mockRejectedValueOnce(new DatabaseAway(new Error('gone')));
    const { appointment, manageUrl } = (await app.books('Ana', practice, offering, ten)).body;
    record.mockRestore();
    const made = await pagesOf(appointment.id);
    expect(made).toHaveLength(1);
    const token = String(manageUrl).split('/').at(-1)!;
    expect((await payer.calls('post', `${token}/checkout`)).body.checkoutUrl).toContain(made[0]!.id);
    expect(await pagesOf(appointment.id)).toHaveLength(1);
  });
});
