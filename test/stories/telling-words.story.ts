import type { ContactPreview, TellingWordsView } from '#contracts';
import { givenClient } from '#clients/testing';
import { newId } from '#platform';
import type { GivenPractice } from '../support/given.js';
import { signsIn } from '../support/insiders.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;
const path = '/telling-words';

const step = { delayMinutes: 5, kind: 'service', subject: 'This evening', body: 'Rest well.' };
const later = { ...step, delayMinutes: 10, subject: 'Later on' };

async function keepsOut(practice: GivenPractice, words: string[]) {
  const { revision } = (await app.as(practice).get(path)).body as TellingWordsView;
  return app.as(practice).put(path).set('If-Match', `"${revision}"`).send({ words });
}

const series = (practice: GivenPractice, steps: object[], slug = 'after') =>
  app.as(practice).post('/sequences').send({ slug, name: 'After we met', trigger: 'manual', exitRules: [], steps });

async function givenSeries(practice: GivenPractice, steps: object[]): Promise<string> {
  const made = await series(practice, steps);
  expect(made.status).toBe(201);
  return (made.body as { id: string }).id;
}

const stepsOf = async (practice: GivenPractice) =>
  (await app.rows<{ template: string; status: string; reason: string | null }>(practice, 'messages'))
    .filter(({ template }) => template === 'step')
    .map(({ status, reason }) => `${status} ${reason}`);

describe('The words that a practice adds to those no mail may say (P7)', () => {
  it('are set by its owner, seen by all who write for it, and by no other practice', async () => {
    const practice = await given.practice();
    const first = await app.as(practice).get(path);
    expect([first.headers['etag'], first.body]).toEqual([
      '"0"',
      { always: expect.arrayContaining(['couple', 'therap']), words: [], toReword: [], revision: 0 },
    ]);
    const put = await keepsOut(practice, ['Quarrel', ' quarrel ', 'Fresh start']);
    expect([put.status, put.body]).toEqual([
      200,
      expect.objectContaining({ words: ['quarrel', 'fresh start'], revision: 1 }),
    ]);
    const stale = await app.as(practice).put(path).set('If-Match', '"0"').send({ words: [] });
    expect(stale).toBeProblem(412, '/problems/stale-revision');
    for (const role of ['coach', 'assistant'] as const) {
      const member = await signsIn(app, practice, { role });
      expect((await member.get(path)).body).toMatchObject({ words: ['quarrel', 'fresh start'] });
      expect((await member.put(path, { words: [] }, 1)).status).toBe(403);
    }
    expect((await app.as(await given.practice()).get(path)).body).toMatchObject({ words: [], revision: 0 });
    const entries = await app.rows<{ action: string }>(practice, 'audit_entries');
    expect(entries.filter(({ action }) => action === 'telling-words.changed')).toHaveLength(1);
  });

  it('are fifty at most, and none that our own mails say, which is named', async () => {
    const practice = await given.practice();
    const many = Array.from({ length: 51 }, (_, n) => `quarrel ${'abcdefghij'[n % 10]}${'klmnop'[Math.floor(n / 10)]}`);
    expect((await keepsOut(practice, many)).body).toMatchObject({ status: 400, errors: [{ path: 'words' }] });
    expect((await keepsOut(practice, many.slice(1))).status).toBe(200);
    for (const bad of ['x', '12', 'quarrel '.repeat(10)])
      expect((await keepsOut(practice, ['quarrel', bad])).body).toMatchObject({
        status: 400,
        errors: [{ path: 'words.1' }],
      });
    const refused = await keepsOut(practice, ['quarrel', 'Point']);
    expect(refused.body).toMatchObject({
      status: 400,
      errors: [{ path: 'words.1', message: expect.stringContaining('“appointment') }],
    });
  });

  it('are refused in a sequence, subject and body, inside longer words too', async () => {
    const practice = await given.practice();
    await keepsOut(practice, ['quarrel']);
    const told = await series(practice, [
      { ...step, subject: 'After the Quarrels' },
      { ...later, body: 'Two people quar\u00adrelled.' },
    ]);
    expect(told.status).toBe(400);
    expect(told.body.errors).toEqual([
      { path: 'steps.0.subject', message: expect.stringContaining('“quarrel”') },
      { path: 'steps.1.body', message: expect.stringContaining('“quarrel”') },
    ]);
    expect((await series(practice, [step])).status).toBe(201);
  });

  it('hold back what was written before: the owner reads where it stands, and the rest of the series goes on', async () => {
    const practice = await given.practice();
    const email = `ana-${newId()}@example.org`;
    const client = await givenClient((sql, values) => app.sql(sql, values), practice.id, { email });
    const sequence = await givenSeries(practice, [{ ...step, body: 'After a quarrel, rest.' }, later]);
    expect((await app.as(practice).post(`/sequences/${sequence}/enrolments`).send({ client })).status).toBe(201);
    const added = await keepsOut(practice, ['quarrel']);
    const where = { sequence, name: 'After we met', step: 0, field: 'body', word: 'quarrel' };
    expect((added.body as TellingWordsView).toReword).toEqual([where]);
    app.clock.advance({ minutes: 6 });
    await app.settle();
    app.clock.advance({ minutes: 6 });
    await app.settle();
    expect(app.mailbox.messages(email).map(({ subject }) => subject)).toEqual(['Later on']);
    expect((await stepsOf(practice)).sort()).toEqual(['sent null', 'suppressed telling-word']);
    // Taken out again, it goes on with whoever comes to that step from then on.
    expect((await keepsOut(practice, [])).body).toMatchObject({ words: [], toReword: [] });
  });

  it('stand in no sender, name, greeting or link of any mail, nor of its preview', async () => {
    const practice = await given.practice();
    await app.sql(`UPDATE practice_settings SET name = 'Quarrel House' WHERE practice_id = $1`, [practice.id]);
    await app.sql('UPDATE practices SET host = $2 WHERE id = $1', [practice.id, `quarrels-${newId()}.example.org`]);
    const offering = await given.offering(practice);
    const booked = await app.books('Quarrel', practice, offering, '2027-01-12T10:00:00Z');
    expect(booked.status).toBe(201);
    // Only whoever opened what was mailed to them is greeted by the name that was typed.
    await app.sql('UPDATE clients SET confirmed_at = $2 WHERE practice_id = $1', [practice.id, app.clock.now()]);
    await app.settle();
    const before = app.mailbox.messages('quarrel@example.org').map((mail) => `${mail.from} ${mail.text}`);
    expect(before.join('\n')).toMatch(/Quarrel House[^]*Hello Quarrel,[^]*quarrels-/);

    await keepsOut(practice, ['quarrel']);
    const [client] = await app.rows<{ id: string }>(practice, 'clients');
    const again = {
      offering: offering.id,
      coach: practice.coach.id,
      start: '2027-01-12T12:00:00Z',
      client: client!.id,
    };
    expect((await app.as(practice).post('/appointments').send(again)).status).toBe(201);
    app.clock.advance({ minutes: 3 }); // then it can no longer be taken back
    await app.settle();
    const after = app.mailbox.messages('quarrel@example.org').slice(before.length);
    expect(after.length).toBeGreaterThan(0);
    const preview = await app.as(practice).get(`/clients/${client!.id}/contact-preview`);
    expect((preview.body as ContactPreview).data.length).toBeGreaterThan(0);
    expect(preview.text).not.toMatch(/quarrel/i);
    for (const { from, subject, text, html } of after)
      expect([from, subject, text, html].join('\n').replaceAll('quarrel@example.org', '')).not.toMatch(/quarrel/i);
  });
});
