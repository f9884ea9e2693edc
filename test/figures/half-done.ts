import type pg from 'pg';
import { onceBroken } from './once-broken.js';
import { asAdmin } from './overlaps.js';

/** A question that no row answers where everything is whole, and what makes such a row. */
interface Half {
  readonly asks: string;
  readonly breaks: string;
}

const oneAppointment = `(SELECT id FROM appointments WHERE status = 'confirmed' LIMIT 1)`;
const onePayment = `(SELECT p.id FROM payments p JOIN appointments a ON a.id = p.cause_id
   WHERE p.status = 'paid' AND a.status = 'confirmed' LIMIT 1)`;

/** What one transaction writes together and what therefore stands or falls together. */
const together: Readonly<Record<string, Half>> = {
  'a claim without its appointment': {
    asks: `SELECT 1 FROM time_claims c WHERE c.live AND c.appointment_id IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM appointments a WHERE a.id = c.appointment_id AND a.status NOT IN ('expired', 'declined', 'cancelled'))`,
    breaks: `DELETE FROM appointments WHERE id = ${oneAppointment}`,
  },
  'an appointment without its claim': {
    asks: `SELECT 1 FROM appointments a WHERE a.status IN ('held', 'confirmed')
     AND NOT EXISTS (SELECT 1 FROM time_claims c WHERE c.appointment_id = a.id AND c.live)`,
    breaks: `DELETE FROM time_claims WHERE appointment_id = ${oneAppointment}`,
  },
  'a claim at another time than its appointment': {
    asks: `SELECT 1 FROM time_claims c JOIN appointments a ON a.id = c.appointment_id
     WHERE c.live AND (c.start_at, c.end_at) <> (a.start_at, a.end_at)`,
    breaks: `UPDATE appointments SET end_at = end_at + interval '1 minute' WHERE id = ${oneAppointment}`,
  },
  'a time change without the time before it': {
    asks: `SELECT 1 FROM appointments a
     WHERE a.sequence <> (SELECT count(*) FROM appointment_moves m WHERE m.appointment_id = a.id)`,
    breaks: `UPDATE appointments SET sequence = sequence + 1 WHERE id = ${oneAppointment}`,
  },
  'an appointment without its attendance': {
    asks: `SELECT 1 FROM appointments a
     WHERE NOT EXISTS (SELECT 1 FROM attendances t WHERE t.appointment_id = a.id)`,
    breaks: `DELETE FROM attendances WHERE appointment_id = ${oneAppointment}`,
  },
  'an attendance without its manage link': {
    asks: `SELECT 1 FROM attendances t
     WHERE NOT EXISTS (SELECT 1 FROM links l WHERE l.subject_id = t.id AND l.kind = 'manage')
     AND EXISTS (SELECT 1 FROM appointments a WHERE a.id = t.appointment_id AND a.booked_by = 'client')`, // whom staff book for gets one by mail
    breaks: `DELETE FROM links WHERE subject_id = (SELECT subject_id FROM links WHERE kind = 'manage' LIMIT 1)`,
  },
  'an appointment without its trail': {
    asks: `SELECT 1 FROM appointments a
     WHERE NOT EXISTS (SELECT 1 FROM audit_entries e WHERE e.subject_id = a.id)`,
    breaks: `DELETE FROM audit_entries WHERE subject_id = ${oneAppointment}`,
  },
  'a confirmed appointment that nobody is told of': {
    asks: `SELECT 1 FROM appointments a WHERE a.status = 'confirmed'
     AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.name = 'booking.appointment-confirmed' AND o.payload->>'appointmentId' = a.id::text)`,
    breaks: `DELETE FROM outbox WHERE payload->>'appointmentId' = ${oneAppointment}::text`,
  },
  'a payment that is in and an appointment that does not know': {
    asks: `SELECT 1 FROM payments p JOIN appointments a ON a.id = p.cause_id
     WHERE p.status = 'paid' AND a.status <> 'confirmed' AND NOT EXISTS (SELECT 1 FROM refunds r WHERE r.payment_id = p.id)`,
    breaks: `UPDATE appointments SET status = 'held', hold_expires_at = now() WHERE id = (SELECT cause_id FROM payments WHERE id = ${onePayment})`,
  },
  'an appointment that is to be paid and was confirmed unpaid': {
    asks: `SELECT 1 FROM payments p JOIN appointments a ON a.id = p.cause_id
     WHERE p.status <> 'paid' AND a.status = 'confirmed'`,
    breaks: `UPDATE payments SET status = 'pending' WHERE id = ${onePayment}`,
  },
};

/** How many kinds of half-done state are asked for. */
export const kindsOfHalf = Object.keys(together).length;

/** Each kind of half-done state there is, with how many. */
export async function halfDone(adminUrl: string): Promise<string[]> {
  return asAdmin(adminUrl, async (admin) => {
    const found: string[] = [];
    for (const [what, { asks }] of Object.entries(together)) {
      const { rowCount } = await admin.query(asks);
      if (rowCount) found.push(`${rowCount} × ${what}`);
    }
    return found;
  });
}

/** The control: each kind is made by hand, and this many are seen that were not there before. */
export async function halvesSeen(adminUrl: string): Promise<number> {
  const count = async (admin: pg.Client, asks: string) => (await admin.query(asks)).rowCount ?? 0;
  let seen = 0;
  for (const { asks, breaks } of Object.values(together)) {
    const whole = await asAdmin(adminUrl, (admin) => count(admin, asks));
    const broken = await onceBroken(adminUrl, [breaks], (admin) => count(admin, asks));
    if (broken > whole) seen += 1;
  }
  return seen;
}

/** The control of all: from now on every third booking commits without the manage link that belongs to it. */
export async function commitHalves(adminUrl: string): Promise<void> {
  await asAdmin(adminUrl, (admin) =>
    admin.query(`
      CREATE SEQUENCE halves;
      GRANT USAGE ON SEQUENCE halves TO PUBLIC;
      CREATE FUNCTION commits_halves() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN IF NEW.kind = 'manage' AND nextval('public.halves') % 3 = 0 THEN RETURN NULL; END IF; RETURN NEW; END $$;
      CREATE TRIGGER commits_halves BEFORE INSERT ON links FOR EACH ROW EXECUTE FUNCTION commits_halves();`),
  );
}
