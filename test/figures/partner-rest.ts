import { newId, type Here } from '#platform';
import { opensInBrowser, signInSecret } from '../support/private-door.js';
import type { PlantedCouple } from './partner-couple.js';
import { ana, ben } from './partner-words.js';
import { linksTo } from './ways.js';

/** Rows of the kinds that the couple's story leaves out, and of another coach, so that each table has some of each. */
export async function addTheRest(couple: PlantedCouple): Promise<void> {
  const {
    app,
    practice,
    otherCoach,
    jointAppointments: [appointment],
  } = couple;
  const id = practice.id;
  const write = (text: string, ...values: unknown[]) => app.sql(text, [id, ...values]);
  const admin = app.as(practice);
  const other = await otherCoach.post('/cases', { kind: 'couple', coach: otherCoach.coachId });
  const elsewhere = (other.body as { id: string }).id;
  await otherCoach.post(`/cases/${elsewhere}/notes`, { audience: 'coach', body: 'of another case' });
  const step = { delayMinutes: 60, kind: 'service', subject: 'Hello', body: 'Hello' };
  const sequence = await admin
    .post('/sequences')
    .send({ slug: 'after', name: 'After', trigger: 'manual', steps: [step] });
  await admin.post(`/sequences/${(sequence.body as { id: string }).id}/enrolments`).send({ client: couple.ana });
  const named = await app.sql<{ id: string; case_id: string }>('SELECT id, case_id FROM named_partners');
  await admin.post(`/cases/${named[0]!.case_id}/partners/${named[0]!.id}/invite`).send({});
  await app.settle();
  // Calls with a key, kept for whoever made them: both clients, a visitor, and a coach.
  for (const client of [couple.ana, couple.ben]) {
    const { cookie, csrf } = await opensInBrowser(app, await signInSecret(app, id, client));
    const headers = { cookie, 'x-csrf-token': csrf, 'idempotency-key': client };
    await app.visitor.post('/api/v1/portal/private/lock').set(headers).send({});
  }
  const asking = app.visitor
    .post(`/api/v1/public/practices/${practice.slug}/bookings`)
    .set('idempotency-key', 'theirs');
  await asking.send({ offering: couple.forTwo.slug, start: '2027-01-21T11:00:00Z', client: ben, partner: ana });
  const asCoach: Here = {
    practiceId: id,
    actor: { kind: 'member', id: couple.coach.memberId, role: 'coach' },
  };
  await app.db.inPractice(asCoach, (tx) =>
    tx.query(
      `INSERT INTO idempotent_answers (scope_hash, body_hash, started_at, expires_at) VALUES ('s', 'b', now(), now())`,
    ),
  );

  await app.visitor.post(`/api/v1/public/waitlist/${linksTo(app, ben.email, 'w').at(-1)}/confirm`).send({});
  await write(
    `INSERT INTO waitlist_offers (practice_id, id, entry_id, coach_id, start_at, end_at, status, offered_at, expires_at, answered_at)
     SELECT $1, gen_random_uuid(), id, $2, now() + interval '2 hours', now() + interval '3 hours', 'declined', now(), now() + interval '1 hour', now()
     FROM waitlist_entries WHERE practice_id = $1`,
    couple.coach.coachId,
  );
  const asked = newId();
  const response = newId();
  await write(
    `INSERT INTO assignments (practice_id, id, form_id, form_version_id, client_id, case_id, status, assigned_at)
     SELECT $1, $2, form_id, form_version_id, $3, $4, 'started', now() FROM assignments LIMIT 1`,
    asked,
    couple.ana,
    elsewhere,
  );
  await write(
    `INSERT INTO responses (practice_id, id, assignment_id, client_id, started_at) VALUES ($1, $2, $3, $4, now())`,
    response,
    asked,
    couple.ana,
  );
  await write(
    `INSERT INTO answers (practice_id, id, response_id, client_id, question, sealed, answered_at) VALUES ($1, $2, $3, $4, 'first', '', now())`,
    newId(),
    response,
    couple.ana,
  );
  await write(`INSERT INTO telling_words (practice_id, words) VALUES ($1, '{quarrel}')`);
  await write(`INSERT INTO consent_pages (practice_id, hash, page) VALUES ($1, 'of somebody else', '{}')`);
  await write(
    `INSERT INTO appointment_moves (practice_id, id, appointment_id, sequence, from_start_at, from_end_at, moved_at, moved_by)
     VALUES ($1, $2, $3, 0, now(), now(), now(), 'client')`,
    newId(),
    appointment,
  );
  await write(
    `INSERT INTO blocked_times (practice_id, id, coach_id, start_at, end_at) VALUES ($1, $2, $3, now(), now() + interval '1 hour')`,
    newId(),
    couple.coach.coachId,
  );
  await write(
    `INSERT INTO schedules (practice_id, id, coach_id, name, time_zone, weekly, overrides, created_at)
     VALUES ($1, $2, $3, 'Evenings', 'Europe/London', '[]', '[]', now())`,
    newId(),
    couple.coach.coachId,
  );
  await write(
    `INSERT INTO changing_hours (practice_id, coach_id, before, changed_at) VALUES ($1, $2, '{}', now())`,
    couple.coach.coachId,
  );
  const together = newId();
  await write(
    `INSERT INTO series (practice_id, id, coach_id, time_zone, every_weeks, times, created_at)
     VALUES ($1, $2, $3, 'Europe/London', 1, 2, now())`,
    together,
    couple.coach.coachId,
  );
  await write(
    `INSERT INTO told_appointments (practice_id, message_id, appointment_id)
     SELECT $1, id, $2 FROM messages WHERE practice_id = $1 LIMIT 1`,
    appointment,
  );
  const feed = newId();
  await write(
    `INSERT INTO calendar_feeds (practice_id, id, coach_id, label, host, sealed_address, created_at)
     VALUES ($1, $2, $3, 'Another calendar', 'calendar.example', 'sealed', now())`,
    feed,
    couple.coach.coachId,
  );
  await write('INSERT INTO feed_checks (practice_id, id, coach_id) VALUES ($1, $2, $3)', feed, couple.coach.coachId);
  await write(
    `INSERT INTO feed_busy (practice_id, id, coach_id, start_at, end_at) VALUES ($1, $2, $3, now(), now() + interval '1 hour')`,
    feed,
    couple.coach.coachId,
  );
  await write(
    `INSERT INTO refunds (practice_id, id, payment_id, amount_minor, currency, status, reason, created_at)
     SELECT $1, $2, id, 100, 'GBP', 'owed', 'staff', now() FROM payments LIMIT 1`,
    newId(),
  );
  await write(
    `INSERT INTO payments (practice_id, id, cause_id, payer_id, amount_minor, currency, status, created_at) VALUES ($1, $2, $3, $4, 100, 'GBP', 'pending', now())`,
    newId(),
    newId(),
    couple.ben,
  );
  await write(
    `INSERT INTO suppressions (practice_id, id, email, reason, covers, created_at) VALUES ($1, $2, $3, 'unsubscribe', 'marketing', now())`,
    newId(),
    ana.email,
  );
  for (const client of [couple.ana, couple.ben]) {
    await write(
      `INSERT INTO brakes (practice_id, id, client_id, pulled_at) VALUES ($1, $2, $3, now())`,
      newId(),
      client,
    );
    await write(
      `INSERT INTO passkey_challenges (practice_id, session_hash, purpose, client_id, challenge, expires_at) VALUES ($1, $2, 'unlock', $3, 'x', now())`,
      Buffer.from(client),
      client,
    );
    await write(
      `INSERT INTO booking_browsers (practice_id, hash, client_id, created_at, expires_at) VALUES ($1, $2, $3, now(), now())`,
      Buffer.from(client),
      client,
    );
  }
  await write(
    `INSERT INTO passkeys (practice_id, id, client_id, rp_id, credential_id, public_key, counter, transports, name, created_at)
     VALUES ($1, $2, $3, 'localhost', 'of-ben', '', 0, '{}', 'mine', now())`,
    newId(),
    couple.ben,
  );
}
