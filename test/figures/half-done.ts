import { asAdmin } from './overlaps.js';

/** What one transaction writes together and what therefore stands or falls together. */
const together: Readonly<Record<string, string>> = {
  'a claim without its appointment': `SELECT 1 FROM time_claims c WHERE c.live AND c.appointment_id IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM appointments a WHERE a.id = c.appointment_id AND a.status IN ('held', 'pending_approval', 'confirmed'))`,
  'an appointment without its claim': `SELECT 1 FROM appointments a WHERE a.status IN ('held', 'confirmed')
     AND NOT EXISTS (SELECT 1 FROM time_claims c WHERE c.appointment_id = a.id AND c.live)`,
  'a claim at another time than its appointment': `SELECT 1 FROM time_claims c JOIN appointments a ON a.id = c.appointment_id
     WHERE c.live AND (c.start_at, c.end_at) <> (a.start_at, a.end_at)`,
  'a time change without the time before it': `SELECT 1 FROM appointments a
     WHERE a.sequence <> (SELECT count(*) FROM appointment_moves m WHERE m.appointment_id = a.id)`,
  'an appointment without its attendance': `SELECT 1 FROM appointments a
     WHERE NOT EXISTS (SELECT 1 FROM attendances t WHERE t.appointment_id = a.id)`,
  'an attendance without its manage link': `SELECT 1 FROM attendances t
     WHERE NOT EXISTS (SELECT 1 FROM links l WHERE l.subject_id = t.id AND l.kind = 'manage')`,
  'an appointment without its trail': `SELECT 1 FROM appointments a
     WHERE NOT EXISTS (SELECT 1 FROM audit_entries e WHERE e.subject_id = a.id)`,
  'a confirmed appointment that nobody is told of': `SELECT 1 FROM appointments a WHERE a.status = 'confirmed'
     AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.name = 'booking.appointment-confirmed' AND o.payload->>'appointmentId' = a.id::text)`,
  'a payment that is in and an appointment that does not know': `SELECT 1 FROM payments p JOIN appointments a ON a.id = p.cause_id
     WHERE p.status = 'paid' AND a.status <> 'confirmed'`,
  'an appointment that is to be paid and was confirmed unpaid': `SELECT 1 FROM payments p JOIN appointments a ON a.id = p.cause_id
     WHERE p.status <> 'paid' AND a.status = 'confirmed'`,
};

/** Each kind of half-done state there is, with how many. */
export async function halfDone(adminUrl: string): Promise<string[]> {
  return asAdmin(adminUrl, async (admin) => {
    const found: string[] = [];
    for (const [what, question] of Object.entries(together)) {
      const { rowCount } = await admin.query(question);
      if (rowCount) found.push(`${rowCount} × ${what}`);
    }
    return found;
  });
}
