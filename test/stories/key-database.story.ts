import pg from 'pg';
import { KeyErased, KeyStore, system } from '#platform';
import { copyEverything, type Dump } from '../support/dumps.js';
import { signsIn } from '../support/insiders.js';
import { formToken, visitsForm } from '../support/portal.js';
import { findInDump } from '../support/spellings.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;
const answered = 'saffron-rampart-61';
const noted = 'juniper-ferry-17';
const definition = { questions: [{ id: 'hope', kind: 'long_text', label: 'What do you hope for?', required: true }] };

/** The database of the keys, as its superuser sees it. */
async function inKeys<Row extends object>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
  const url = new URL(app.adminUrl);
  url.pathname += '_keys';
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  try {
    return (await client.query<Row>(sql, parameters)).rows;
  } finally {
    await client.end();
  }
}

interface Sealed {
  readonly table: 'answers' | 'notes';
  readonly id: string;
  readonly personId: string;
  readonly bytes: Buffer;
}

/** A client who handed in a form and about whom a note was written: where they are read, and what lies sealed. */
async function confided() {
  const practice = await given.practice();
  const coach = await signsIn(app, practice, { role: 'coach', coach: true });
  const form = await app
    .as(practice)
    .post('/forms')
    .send({ slug: 'before', name: 'Before', kind: 'intake', definition });
  const { id: intakeForm } = form.body as { id: string };
  const offering = await given.offering(practice, { intakeForm, coachIds: [coach.coachId] });
  expect((await app.books('Ana', practice, offering, '2027-01-12T10:00:00Z')).status).toBe(201);
  await app.settle();
  const visit = await visitsForm(app, formToken(app, 'ana@example.org'));
  await visit.agree();
  expect((await visit.answer('hope', { value: answered })).status).toBe(200);
  expect((await visit.submit()).status).toBe(200);
  const [ofCase] = await app.rows<{ id: string }>(practice, 'cases');
  const notes = `/cases/${ofCase!.id}/notes`;
  expect((await coach.post(notes, { audience: 'coach', body: noted })).status).toBe(201);
  const [response] = await app.rows<{ id: string }>(practice, 'responses');
  const [answer] = await app.rows<{ id: string; sealed: Buffer; client_id: string }>(practice, 'answers');
  const [note] = await app.rows<{ id: string; sealed: Buffer; key_person_id: string }>(practice, 'notes');
  const sealed: Sealed[] = [
    { table: 'answers', id: answer!.id, personId: answer!.client_id, bytes: answer!.sealed },
    { table: 'notes', id: note!.id, personId: note!.key_person_id, bytes: note!.sealed },
  ];
  return { practice, coach, notes, response: `/responses/${response!.id}`, sealed };
}

/** Everything the installation has, its keys included, tries to open what a dump holds. */
const opens = (practice: { id: string }, { table, id, personId, bytes }: Sealed): Promise<string> =>
  app.db.inPractice({ practiceId: practice.id, actor: system }, (tx) =>
    app.api.get(KeyStore).unsealFor(tx, personId, `${table}:${id}`, bytes),
  );

const held = (dump: Dump, bytes: Buffer): string[] => {
  const hex = bytes.toString('hex');
  return [...dump].filter(([, part]) => part.toString('latin1').includes(hex)).map(([name]) => name);
};

describe('The keys of persons (item 2)', () => {
  it('lie in a database of their own, which holds nothing but its own name beside them, and in no part of a dump of the main one', async () => {
    const { sealed } = await confided();
    expect(app.config.KEY_DATABASE_URL).not.toBe(app.config.DATABASE_URL);
    const tables = await inKeys<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')
       ORDER BY relname`,
    );
    expect(tables).toEqual([{ name: 'identity' }, { name: 'person_keys' }]);
    const inMain = await app.sql(`SELECT relname FROM pg_class WHERE relname LIKE '%person_key%'`);
    expect(inMain).toEqual([]);

    const keys = await inKeys<{ personId: string; wrapped: Buffer }>(
      'SELECT person_id AS "personId", wrapped FROM person_keys',
    );
    expect(keys.map(({ personId }) => personId)).toEqual(
      expect.arrayContaining(sealed.map(({ personId }) => personId)),
    );
    const dump = await copyEverything(app.adminUrl, { catalogue: false });
    expect(keys.flatMap(({ wrapped }) => held(dump, wrapped))).toEqual([]);
    // The dump does hold what the keys open (control).
    for (const { table, bytes } of sealed) expect(held(dump, bytes)).toEqual([table]);
  });

  it('open what was said until they are erased; then nobody reads it any more, from the tables or from a dump taken before', async () => {
    const { practice, coach, notes, response, sealed } = await confided();
    const other = await confided();
    const dump = await copyEverything(app.adminUrl, { catalogue: false });
    for (const phrase of [answered, noted]) expect(findInDump(phrase, dump)).toEqual([]);
    expect(await Promise.all(sealed.map((one) => opens(practice, one)))).toEqual([JSON.stringify(answered), noted]);
    expect((await coach.get(response)).text).toContain(answered);
    expect((await coach.get(notes)).text).toContain(noted);

    for (const personId of new Set(sealed.map((one) => one.personId)))
      await app.db.inPractice({ practiceId: practice.id, actor: system }, (tx) =>
        app.api.get(KeyStore).erase(tx, personId),
      );

    for (const one of sealed) {
      expect(held(dump, one.bytes)).toEqual([one.table]);
      await expect(opens(practice, one)).rejects.toThrow(KeyErased);
    }
    const read = await coach.get(response);
    expect([read.status === 200, read.text.includes(answered)]).toEqual([false, false]);
    const list = await coach.get(notes);
    expect([list.status, list.text.includes(noted)]).toEqual([200, false]);
    // Whoever was not erased is read as before (control).
    expect((await other.coach.get(other.response)).text).toContain(answered);
  });

  it('are each of one practice: the app meets no key of another', async () => {
    await confided();
    const stranger = new pg.Client({ connectionString: app.config.KEY_DATABASE_URL });
    await stranger.connect();
    try {
      expect((await stranger.query('SELECT 1 FROM person_keys')).rows).toEqual([]);
      await stranger.query(`SELECT set_config('app.practice_id', $1, false)`, ['01890000-0000-7000-8000-00000000000a']);
      expect((await stranger.query('SELECT 1 FROM person_keys')).rows).toEqual([]);
      await expect(stranger.query('DELETE FROM person_keys')).rejects.toThrow(/permission denied/);
    } finally {
      await stranger.end();
    }
  });
});
