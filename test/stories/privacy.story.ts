import { copyEverything } from '../support/dumps.js';
import { dumpMailbox } from '../support/mail-dump.js';
import { formToken, visitsForm } from '../support/portal.js';
import { settleWithRetries } from '../support/retries.js';
import { signsIn } from '../support/insiders.js';
import { findInDump, findPhrase } from '../support/spellings.js';
import { useTestApp } from '../support/test-app.js';
import { useWrittenOutput } from '../support/written-output.js';

const output = useWrittenOutput();
const app = useTestApp({ LOG_LEVEL: 'debug' });
const { given } = app;

const answered = 'walnut-harbour-38';
const noted = 'thistle-anchor-52';
const refused = 'pebble-lantern-11';

describe('What was said in private', () => {
  it('stands in the clear in no table, log line, queue row, mail or address, though things go wrong on the way (published failure: address bar, log or mail shows answers)', async () => {
    const practice = await given.practice();
    const coach = await signsIn(app, practice, { role: 'coach', coach: true, name: 'Cora Vale' });
    const form = await app
      .as(practice)
      .post('/forms')
      .send({
        slug: 'before',
        name: 'Before',
        kind: 'intake',
        definition: {
          questions: [
            { id: 'hope', kind: 'long_text', label: 'What do you hope for?', required: true },
            {
              id: 'one',
              kind: 'single_choice',
              label: 'Which?',
              options: [
                { value: 'a', label: 'A' },
                { value: 'b', label: 'B' },
              ],
            },
          ],
        },
      });
    const offering = await given.offering(practice, {
      intakeForm: (form.body as { id: string }).id,
      coachIds: [coach.coachId],
    });
    const booked = await app.books('Ana', practice, offering, '2027-01-12T10:00:00Z');
    expect(booked.status).toBe(201);
    await app.settle();

    const visit = await visitsForm(app, formToken(app, 'ana@example.org'));
    await visit.agree();
    expect((await visit.answer('hope', { value: answered })).status).toBe(200);
    expect((await visit.answer('one', { value: refused })).status).toBe(400);
    expect((await visit.answer('hope', { value: answered, revision: 99 })).status).toBe(409);
    expect((await visit.answer('hope', `{"value":"${refused}"`)).status).toBe(400);
    expect((await visit.submit()).status).toBe(200);

    const [row] = await app.rows<{ id: string }>(practice, 'cases');
    const path = `/cases/${row!.id}/notes`;
    expect((await coach.post(path, { audience: 'coach', body: noted })).status).toBe(201);
    expect((await coach.post(path, { audience: 'nobody', body: refused })).status).toBe(400);
    expect((await coach.get(path)).text).toContain(noted);
    const [asked] = (await coach.get(`/assignments?case=${row!.id}`)).body.data as { responseId: string }[];
    expect((await coach.get(`/responses/${asked!.responseId}`)).text).toContain(answered);

    await app.mailbox.setFaults({ refuseConnections: true });
    app.clock.set('2027-01-12T11:00:00Z');
    const [appointment] = await app.rows<{ id: string }>(practice, 'appointments');
    expect((await app.as(practice).post(`/appointments/${appointment!.id}/complete`).send({})).status).toBe(200);
    await settleWithRetries(app, 1);
    await app.mailbox.setFaults({});
    await settleWithRetries(app, 1);

    const log = output.text();
    expect(log).toContain('"name":"api"'); // the capture works
    const [database, mailbox] = [await copyEverything(app.adminUrl), await dumpMailbox(app)];
    for (const phrase of [answered, noted, refused]) {
      expect([...findInDump(phrase, database), ...findInDump(phrase, mailbox)]).toEqual([]);
      expect(findPhrase(phrase, log)).toEqual([]);
    }
    // Nor who it was, nor the secrets of their links.
    for (const personal of ['ana@example.org', formToken(app, 'ana@example.org')]) expect(log).not.toContain(personal);
    expect(JSON.stringify(await app.rows(practice, 'outbox'))).not.toContain('ana@example.org');
  });

  it('leaves an audit in one spelling: things and verbs of lower case, words inside joined by hyphens', async () => {
    const actions = await app.sql<{ action: string }>('SELECT DISTINCT action FROM audit_entries');
    expect(actions.length).toBeGreaterThan(15);
    for (const { action } of actions) expect(action).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/);
  });
});
