import type pg from 'pg';

interface Paid {
  readonly id: string;
  readonly status: string;
  readonly paid: boolean;
  readonly amount: number;
  readonly given: number;
}

const agreed: ReadonlySet<string> = new Set(['confirmed', 'completed', 'no_show']);
const over: ReadonlySet<string> = new Set(['expired', 'declined', 'cancelled']);

/** Whether the money of an appointment, all of which goes back wherever it does not stand, says what the appointment says. */
function agrees({ status, paid, amount, given }: Paid): boolean {
  if (agreed.has(status)) return paid && given === 0;
  if (over.has(status)) return given === (paid ? amount : 0);
  return !paid && given === 0;
}

/** Appointments of a practice, or these, whose money says something else than they do: each in words. */
export async function moneyFaults(
  admin: pg.Client,
  practiceId: string,
  ids: readonly string[] | null = null,
): Promise<{ readonly id: string; readonly what: string }[]> {
  const { rows } = await admin.query<Paid>(
    `SELECT a.id, a.status, p.paid_at IS NOT NULL AS paid, p.amount_minor AS amount,
       (SELECT coalesce(sum(r.amount_minor), 0)::int FROM refunds r
        WHERE r.practice_id = p.practice_id AND r.payment_id = p.id AND r.status <> 'failed') AS given
     FROM appointments a JOIN payments p ON p.practice_id = a.practice_id AND p.cause_id = a.id
     WHERE a.practice_id = $1 AND ($2::uuid[] IS NULL OR a.id = ANY($2))`,
    [practiceId, ids],
  );
  return rows
    .filter((one) => !agrees(one))
    .map(({ id, status, paid, given }) => ({
      id,
      what: `${status}, ${paid ? '' : 'not '}paid, and ${given} of it on its way back`,
    }));
}
