import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AddressInfo } from 'node:net';
import type { Response } from 'supertest';
import request from 'supertest';
import { StripeGateway } from '#billing';
import { createApi } from '../../apps/api/src/create-api.js';
import type { GivenOffering, GivenPractice } from '../support/given.js';
import { Payer, type BookingBody } from '../support/payments.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given, clock } = app;
const payer = new Payer(app);
const ten = '2027-01-12T10:00:00Z';

let otherApi: NestFastifyApplication;
/** What either process asked of the provider about pages to close. */
let asked: { mock: { calls: unknown[][] } }[];

beforeAll(async () => {
  otherApi = await createApi({ config: app.config, clock, extraModules: [app.contract.module()] });
  await otherApi.listen(0, '127.0.0.1');
});
afterAll(() => otherApi.close());
beforeEach(() => {
  asked = [app.api, otherApi].map((api) => jest.spyOn(api.get(StripeGateway), 'closePage'));
});
afterEach(() => {
  jest.restoreAllMocks();
});

const questions = () => asked.flatMap(({ mock }) => mock.calls).length;

/** Somebody held a time and did not pay within the quarter of an hour. */
async function anOverdueHold() {
  const practice = await given.practice();
  const offering = await given.paidOffering(practice);
  const booking = await payer.books('Ana', practice, offering, ten);
  return { practice, offering, booking };
}

/** A dozen ask for it at once, every other one through the other process. */
function everyoneBooks(practice: GivenPractice, offering: GivenOffering): Promise<Response[]> {
  const urls = [app.url, `http://127.0.0.1:${(otherApi.getHttpServer().address() as AddressInfo).port}`];
  return Promise.all(
    Array.from({ length: 12 }, (_, n) =>
      request(urls[n % 2]!)
        .post(`/api/v1/public/practices/${practice.slug}/bookings`)
        .send({
          offering: offering.slug,
          start: ten,
          client: { name: `Ben ${n}`, email: `ben-${n}@example.org`, timeZone: 'Europe/London' },
        }),
    ),
  );
}

function expectRefusedWithOtherTimes(answers: readonly Response[]): void {
  for (const answer of answers) {
    expect(answer).toBeProblem(409, '/problems/slot-taken');
    expect((answer.body as { alternatives: unknown[] }).alternatives).not.toHaveLength(0);
  }
}

describe('Many who meet one hold that is over', () => {
  it('have one of them, of both processes, ask the provider to close its page; one has the time, the others hear of other times', async () => {
    const { practice, offering, booking } = await anOverdueHold();
    clock.advance({ minutes: 16 });
    await payer.faults({ delayMs: 300 }); // everyone is there before the page is closed

    const answers = await everyoneBooks(practice, offering);
    await payer.faults();

    expect(questions()).toBe(1);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expectRefusedWithOtherTimes(answers.filter(({ status }) => status !== 201));
    expect((await payer.sees(booking)).appointment.status).toBe('expired');
  });

  it('hear of other times, all of them, where it was paid at the last moment: the provider is asked once for that too', async () => {
    const { practice, offering, booking } = await anOverdueHold();
    await payer.notices({ lose: 'all' });
    await payer.pays(booking);
    clock.advance({ minutes: 16 });
    await payer.faults({ delayMs: 300 });

    const answers = await everyoneBooks(practice, offering);
    await payer.faults();
    await payer.notices();

    expect(questions()).toBe(1);
    expect(answers).toHaveLength(12);
    expectRefusedWithOtherTimes(answers);
    expect((await payer.sees(booking)).appointment.status).toBe('confirmed');
  });

  it('are refused, and wait for nobody for ever, while one has the turn who died in it; once it is over, the next has the time', async () => {
    const { practice, offering, booking } = await anOverdueHold();
    clock.advance({ minutes: 16 });
    const turn = (ends: string) =>
      app.sql(`UPDATE payments SET closing_until = clock_timestamp() + $2::interval WHERE cause_id = $1`, [
        booking.id,
        ends,
      ]);

    await turn('1 hour');
    expectRefusedWithOtherTimes(await everyoneBooks(practice, offering));
    expect(questions()).toBe(0);

    await turn('-1 second');
    const next = await app.books('Cem', practice, offering, ten);
    expect(next.status).toBe(201);
    expect((next.body as BookingBody).appointment.start).toBe(ten);
    expect(questions()).toBe(1);
  });

  it('are refused while the provider cannot be reached, and nothing stays in the way of asking it again', async () => {
    const { practice, offering } = await anOverdueHold();
    clock.advance({ minutes: 16 });
    await payer.faults({ down: true });
    expectRefusedWithOtherTimes(await everyoneBooks(practice, offering));
    await payer.faults();
    expect((await app.books('Cem', practice, offering, ten)).status).toBe(201);
  });
});
