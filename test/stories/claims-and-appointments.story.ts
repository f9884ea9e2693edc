import fc from 'fast-check';
import { Payer, type MadeBooking } from '../support/payments.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;
const payer = new Payer(app);

type Step = {
  readonly kind: 'book' | 'move' | 'staff-move' | 'cancel' | 'undo' | 'approve';
  readonly who: number;
  readonly at: number;
};

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('book', 'move', 'staff-move', 'cancel', 'undo', 'approve'),
    who: fc.nat(4),
    at: fc.nat(7),
  }),
  { minLength: 12, maxLength: 12 },
);
const live = ['held', 'pending_approval', 'confirmed', 'completed', 'no_show'];

describe('After any sequence of booking, moving, cancelling and taking back', () => {
  it('each live appointment claims its own time, buffers included, and nothing else does', async () => {
    const seen: Record<string, number> = {};
    await fc.assert(
      fc.asyncProperty(steps, fc.boolean(), async (sequence, approval) => {
        const practice = await given.practice();
        const wishes = { bufferAfterMinutes: 15, startEveryMinutes: 30, approval: approval ? 'coach' : 'automatic' };
        const offering = await given.offering(practice, wishes);
        const start = (at: number) => new Date(Date.UTC(2027, 0, 12, 9, 30 * at)).toISOString().replace('.000', '');
        const made: MadeBooking[] = [];
        const act = (one: MadeBooking, action: string, body: object = {}) =>
          app.as(practice).post(`/appointments/${one.id}/${action}`).send(body);
        for (const { kind, who, at } of sequence) {
          const one = made[who % Math.max(made.length, 1)];
          const status = await (async () => {
            if (kind === 'book' || !one) {
              const answer = await app.books(`Who${made.length}`, practice, offering, start(at));
              const { appointment, manageUrl } = answer.body;
              if (answer.status === 201)
                made.push({ id: appointment.id, token: manageUrl.split('/').at(-1), sessionId: '' });
              return answer.status;
            }
            if (kind === 'move')
              return (await payer.calls('post', `${one.token}/reschedule`, { start: start(at) })).status;
            if (kind === 'staff-move') return (await act(one, 'reschedule', { start: start(at) })).status;
            if (kind === 'cancel') return (await payer.calls('post', `${one.token}/cancel`)).status;
            return (await act(one, kind)).status;
          })();
          seen[`${kind} ${status}`] = (seen[`${kind} ${status}`] ?? 0) + 1;
        }
        const appointments = await app.rows<{
          id: string;
          status: string;
          start_at: Date;
          end_at: Date;
          sequence: number;
        }>(practice, 'appointments');
        const claimed = await app.sql<{ id: string; from: Date; to: Date; blocked: Date }>(
          `SELECT appointment_id AS id, start_at AS "from", end_at AS "to", upper(blocked) AS blocked FROM time_claims
           WHERE practice_id = $1 AND live ORDER BY appointment_id`,
          [practice.id],
        );
        expect(claimed).toEqual(
          appointments
            .filter(({ status }) => live.includes(status))
            .map(({ id, start_at: from, end_at: to }) => ({
              id,
              from,
              to,
              blocked: new Date(to.getTime() + 15 * 60_000),
            })),
        );
        const moves = await app.rows<{ appointment_id: string }>(practice, 'appointment_moves');
        for (const { id, sequence: count } of appointments)
          expect(moves.filter((move) => move.appointment_id === id)).toHaveLength(count);
      }),
      { numRuns: 12 },
    );
    // Everything came about, and everything was refused once: the sequences are no empty ones.
    for (const kind of ['book 201', 'book 409', 'move 200', 'move 409', 'staff-move 200', 'cancel 200', 'undo 200'])
      expect(seen[kind] ?? 0).toBeGreaterThan(0);
  });
});
