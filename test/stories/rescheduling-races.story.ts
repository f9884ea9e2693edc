import type { GivenPractice } from '../support/given.js';
import { Payer } from '../support/payments.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;
const payer = new Payer(app);
const ten = '2027-01-14T10:00:00Z';
const two = '2027-01-14T14:00:00Z';

async function aBooking() {
  const practice = await given.practice();
  const offering = await given.offering(practice);
  return { practice, offering, booking: await payer.books('Mia', practice, offering, ten) };
}
const moves = (booking: { token: string }, start: string) =>
  payer.calls('post', `${booking.token}/reschedule`, { start });
const claims = async (practice: GivenPractice) =>
  (await app.rows<{ start_at: Date; live: boolean }>(practice, 'time_claims'))
    .filter(({ live }) => live)
    .map(({ start_at }) => start_at.toISOString());

describe('Two who want one time', () => {
  it('and both move there: one has it, the other keeps what they had', async () => {
    const { practice, offering, booking } = await aBooking();
    const others = [];
    for (const [n, start] of ['2027-01-15T10:00:00Z', '2027-01-15T11:00:00Z', '2027-01-15T12:00:00Z'].entries())
      others.push(await payer.books(`Other${n}`, practice, offering, start));
    const answers = await Promise.all([booking, ...others].map((one) => moves(one, two)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    for (const lost of answers.filter(({ status }) => status === 409))
      expect(lost).toBeProblem(409, '/problems/slot-taken');
    expect(await claims(practice)).toHaveLength(4);
    expect((await claims(practice)).filter((start) => start === '2027-01-14T14:00:00.000Z')).toHaveLength(1);
  });

  it('one by moving and one by booking: one has it, and nothing overlaps', async () => {
    const { practice, offering, booking } = await aBooking();
    for (let round = 0; round < 6; round++) {
      const start = `2027-01-2${round}T10:00:00Z`;
      const [moved, booked] = await Promise.all([
        moves(booking, start),
        app.books(`Racer${round}`, practice, offering, start),
      ]);
      expect([moved.status === 200, booked.status === 201].filter(Boolean)).toHaveLength(1);
    }
    const starts = await claims(practice);
    expect(new Set(starts).size).toBe(starts.length);
  });
});

describe('A move that is killed half way', () => {
  it('leaves nothing: time, claim, history and facts are written together', async () => {
    const { practice, booking } = await aBooking();
    await app.settle();
    await app.sql(`CREATE FUNCTION no_more() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF NEW.name = 'booking.appointment-rescheduled' THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF; RETURN NEW; END $$`);
    await app.sql('CREATE TRIGGER no_more BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION no_more()');
    try {
      expect((await moves(booking, two)).status).toBeGreaterThanOrEqual(500);
    } finally {
      await app.sql('DROP TRIGGER no_more ON outbox; DROP FUNCTION no_more()');
    }
    expect((await payer.sees(booking)).appointment).toMatchObject({ start: ten, sequence: 0 });
    expect(await claims(practice)).toEqual(['2027-01-14T10:00:00.000Z']);
    expect(await app.rows(practice, 'appointment_moves')).toEqual([]);
    expect((await moves(booking, two)).status).toBe(200);
  });
});
