import type { MigrationInterface, QueryRunner } from 'typeorm';
import { audience, everybody, practiceAlone, practiceAndVisitors, type Audience } from './audience.js';
import { currentClient, currentPractice } from './tenant-wall.js';

const isNoClient = `current_setting('app.actor_kind', true) = 'client' IS NOT TRUE`;
const ownPrincipal = `current_setting('app.actor_kind', true) || ':' || coalesce(current_setting('app.actor_id', true), '')`;
const shared = `EXISTS (SELECT 1 FROM participants p WHERE p.practice_id = notes.practice_id AND p.case_id = notes.case_id
  AND p.client_id = ${currentClient} AND (notes.audience = 'all' OR notes.participant_id = p.id)`;

/**
 * Whether the actor may read what was said in private: inside a case its coach; outside, the member who asked and the
 * coach of the appointment it was asked about.
 */
const readsPrivate = (ofCase: string, askedBy: string, aboutAppointment: string): string => `
  (SELECT reads_everything()) OR CASE WHEN ${ofCase} IS NOT NULL
    THEN EXISTS (SELECT 1 FROM cases c JOIN coaches k ON k.practice_id = c.practice_id AND k.id = c.coach_id
                 WHERE c.practice_id = ${currentPractice} AND c.id = ${ofCase} AND k.member_id = (SELECT reading_member()))
    ELSE coalesce(${askedBy} = (SELECT reading_member()), false) OR EXISTS (
      SELECT 1 FROM appointments t JOIN coaches k ON k.practice_id = t.practice_id AND k.id = t.coach_id
      WHERE t.practice_id = ${currentPractice} AND t.id = ${aboutAppointment} AND k.member_id = (SELECT reading_member())) END`;

/** For whom each table is there. What somebody said in private is read by whom it was said to. */
const audiences: Readonly<Record<string, Audience>> = {
  practice_settings: { to: everybody },
  audit_entries: { to: everybody, mayAdd: true },
  outbox: { to: ['system'], mayAdd: true },
  idempotent_answers: { to: [], or: `principal = ${ownPrincipal}` },
  links: { to: everybody },
  members: { to: everybody },
  api_keys: { to: everybody },
  coaches: { to: everybody },
  client_factors: { to: practiceAndVisitors },
  passkeys: { to: practiceAndVisitors },
  passkey_challenges: { to: ['client', 'visitor', 'system'] },
  booking_browsers: { to: practiceAndVisitors },
  clients: { to: practiceAndVisitors },
  safe_contacts: { to: practiceAlone },
  suppressions: { to: practiceAndVisitors },
  cases: { to: practiceAndVisitors },
  participants: { to: practiceAndVisitors },
  named_partners: { to: practiceAndVisitors },
  // What was answered is for nobody who works there.
  partner_invitations: { to: ['visitor', 'system'] },
  brakes: { to: practiceAndVisitors },
  availabilities: { to: everybody },
  offerings: { to: everybody },
  offering_coaches: { to: everybody },
  appointments: { to: practiceAndVisitors },
  attendances: { to: practiceAndVisitors },
  appointment_moves: { to: practiceAlone },
  blocked_times: { to: practiceAndVisitors },
  time_claims: { to: practiceAndVisitors },
  payments: { to: practiceAndVisitors },
  refunds: { to: practiceAndVisitors },
  stripe_events: { to: ['system'] },
  forms: { to: practiceAndVisitors },
  form_versions: { to: practiceAndVisitors },
  assignments: { to: practiceAndVisitors },
  responses: { to: practiceAlone },
  answers: {
    to: ['client'],
    or: `EXISTS (SELECT 1 FROM responses r JOIN assignments a ON a.practice_id = r.practice_id AND a.id = r.assignment_id
         WHERE r.practice_id = answers.practice_id AND r.id = answers.response_id AND (${readsPrivate('a.case_id', 'a.asked_by', 'a.cause_id')}))`,
  },
  consent_pages: { to: practiceAlone },
  consents: { to: practiceAlone },
  notes: { to: ['client'], or: readsPrivate('case_id', 'NULL::uuid', 'NULL::uuid') },
  tasks: { to: practiceAlone },
  sequences: { to: practiceAlone },
  sequence_steps: { to: practiceAlone },
  enrolments: { to: practiceAlone },
  messages: { to: practiceAlone },
  deliveries: { to: practiceAlone },
};

/** What a client sees of tables that were there for every client, before and from now on. */
const clientRules: Readonly<Record<string, { before: string; now: string; mayAdd?: boolean }>> = {
  outbox: { before: 'true', now: 'false', mayAdd: true },
  forms: {
    before: 'true',
    now: `EXISTS (SELECT 1 FROM assignments a WHERE a.practice_id = forms.practice_id AND a.form_id = forms.id AND a.client_id = ${currentClient})`,
  },
  form_versions: {
    before: 'true',
    now: `EXISTS (SELECT 1 FROM assignments a WHERE a.practice_id = form_versions.practice_id AND a.form_version_id = form_versions.id AND a.client_id = ${currentClient})`,
  },
  consent_pages: {
    before: 'true',
    now: `EXISTS (SELECT 1 FROM consents c WHERE c.practice_id = consent_pages.practice_id AND c.text_hash = consent_pages.hash AND c.client_id = ${currentClient})`,
    mayAdd: true,
  },
  // Who left a case reads nothing of it any more: what is shared from then on is not for them.
  notes: { before: `${shared})`, now: `${shared} AND p.status = 'joined')` },
};

const clientRule = (table: string, sees: string, mayAdd = false): string =>
  `ALTER POLICY ${table}_client ON ${table} USING (${isNoClient} OR (${sees})) WITH CHECK (${mayAdd ? 'true' : `${isNoClient} OR (${sees})`});`;

/** Inside a practice, who sees what: a second, restrictive policy on every table, by the actor the door names. */
export class Audiences1700000000015 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The practice's own programs, and the key that came with it.
      CREATE FUNCTION reads_everything() RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT current_setting('app.actor_kind', true) = 'system'
          OR (current_setting('app.actor_kind', true) = 'api-key' AND coalesce(current_setting('app.member_id', true), '') = '') $$;
      -- The member who acts, themselves or by a key, where they are one of those who are told things in private.
      CREATE FUNCTION reading_member() RETURNS uuid LANGUAGE sql STABLE AS $$
        SELECT id FROM members WHERE practice_id = ${currentPractice} AND id = nullif(current_setting('app.member_id', true), '')::uuid
          AND status = 'active' AND role <> 'assistant' $$;
      CREATE FUNCTION reads_private(of_case uuid, asked_by uuid, about_appointment uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT ${readsPrivate('of_case', 'asked_by', 'about_appointment')} $$;

      -- Whose call it was: nobody else is answered from it. Those that were kept cannot say, so each is made once more.
      DELETE FROM idempotent_answers;
      ALTER TABLE idempotent_answers ADD COLUMN principal text NOT NULL DEFAULT ${ownPrincipal};

      -- Sessions and users stand outside every practice, since they say which one it is; inside, a client finds their own sessions.
      ${['sessions', 'users'].map(outside).join('')}
      CREATE POLICY sessions_client ON sessions AS RESTRICTIVE TO rapport_app
        USING (${isNoClient} OR client_id = ${currentClient}) WITH CHECK (${isNoClient} OR client_id = ${currentClient});
      CREATE POLICY users_client ON users AS RESTRICTIVE TO rapport_app USING (${isNoClient}) WITH CHECK (${isNoClient});
    `);
    for (const [table, { now, mayAdd }] of Object.entries(clientRules)) await db.query(clientRule(table, now, mayAdd));
    for (const [table, one] of Object.entries(audiences)) await db.query(audience(table, one));
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of Object.keys(audiences)) await db.query(`DROP POLICY ${table}_audience ON ${table}`);
    for (const [table, { before, mayAdd }] of Object.entries(clientRules))
      await db.query(clientRule(table, before, table === 'outbox' && mayAdd));
    await db.query(`
      DROP POLICY users_client ON users;
      DROP POLICY sessions_client ON sessions;
      ${['sessions', 'users'].map(noLongerOutside).join('')}
      ALTER TABLE idempotent_answers DROP COLUMN principal;
      DROP FUNCTION reads_private(uuid, uuid, uuid);
      DROP FUNCTION reading_member();
      DROP FUNCTION reads_everything();
    `);
  }
}

const outside = (table: string): string => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY ${table}_outside ON ${table} TO rapport_app USING (true) WITH CHECK (true);
  CREATE POLICY ${table}_owner ON ${table} TO rapport_owner USING (true) WITH CHECK (true);`;

const noLongerOutside = (table: string): string => `
  DROP POLICY ${table}_owner ON ${table};
  DROP POLICY ${table}_outside ON ${table};
  ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY;`;
