import { DeliveryService, MessageService, templates, type TemplateName } from '#followups';
import { SignInService } from '#identity';
import { system } from '#platform';
import request from 'supertest';
import { browserOf } from '../support/office.js';
import { opensLink } from '../support/portal.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;
const path = '/api/v1/portal/safe-contact';
const usual = { level: 'discreet', quietHours: null, sender: null, subject: null };

/** As a PIN would: from the next call on the private parts are open, for ten minutes. */
const unlocks = (clientId: string) =>
  app.sql('UPDATE sessions SET unlocked_at = $2, private_used_at = $2 WHERE client_id = $1', [
    clientId,
    app.clock.now(),
  ]);

let people = 0;

/** Somebody who has booked two days ahead and sits in front of their own page. */
async function seated() {
  const practice = await given.practice();
  const offering = await given.offering(practice, { name: 'Long walks' });
  const name = `Ana${(people += 1)}`;
  const booked = await app.books(name, practice, offering, '2027-01-13T10:00:00Z');
  await app.settle();
  const email = `${name.toLowerCase()}@example.org`;
  const [client] = await app.rows<{ id: string }>(practice, 'clients');
  const clientId = client!.id;
  const token = await app.db.inPractice({ practiceId: practice.id, actor: system }, (tx) =>
    app.worker.get(SignInService).issueSecret(tx, clientId, email),
  );
  const { cookie, csrf } = browserOf(await opensLink(app, token));
  await unlocks(clientId);
  const call = (method: 'get' | 'put', to = '', body?: object) =>
    request(app.url)[method](`${path}${to}`).set('Cookie', cookie).set('X-CSRF-Token', csrf).send(body);
  return {
    practice,
    clientId,
    email,
    appointmentId: (booked.body as { appointment: { id: string } }).appointment.id,
    read: () => call('get'),
    put: (body: object) => call('put', '', body),
    form: (fields: object, headers: Record<string, string>, withToken: boolean) =>
      request(app.url)
        .post('/me/settings')
        .type('form')
        .set('Cookie', cookie)
        .set(headers)
        .send({ ...fields, ...(withToken && { csrfToken: csrf }) }),
    preview: (query = '') => call('get', `/preview${query}`),
  };
}

describe('How a client may be contacted (issue 3, item 3)', () => {
  it('is theirs to say: level, quiet hours, sender and subject, each change with the revision it was based on', async () => {
    const { read, put, practice } = await seated();
    expect((await read()).body).toEqual({ ...usual, timeZone: 'Europe/London', revision: 0 });
    const wanted = { level: 'time_only', quietHours: { from: '20:00', to: '08:00' }, sender: 'diary', subject: 'date' };
    const set = await put({ ...wanted, revision: 0 });
    expect([set.status, set.body]).toEqual([200, { ...wanted, timeZone: 'Europe/London', revision: 1 }]);
    expect((await put({ ...usual, revision: 0 })).body).toMatchObject({
      type: '/problems/stale-revision',
      revision: 1,
    });
    expect((await put({ ...usual, revision: 1 })).body).toMatchObject({ ...usual, revision: 2 });
    const entries = (await app.rows<{ action: string }>(practice, 'audit_entries')).map(({ action }) => action);
    expect(entries.filter((action) => action === 'safe-contact.changed')).toHaveLength(2);
  });

  it('is out of reach of a mailbox alone: a session that nobody unlocked neither reads, changes nor previews it', async () => {
    const { read, put, preview, clientId } = await seated();
    await app.sql('UPDATE sessions SET unlocked_at = NULL WHERE client_id = $1', [clientId]);
    for (const answer of [await read(), await put({ ...usual, revision: 0 }), await preview()])
      expect([answer.status, answer.body.type]).toEqual([403, '/problems/private-locked']);
  });

  it('takes labels and subjects from the neutral lists alone, and whole hours of the day', async () => {
    const { put } = await seated();
    for (const wrong of [
      { sender: 'Couples coach' },
      { subject: 'About your marriage' },
      { level: 'everything' },
      { quietHours: { from: '20:00' } },
      { quietHours: { from: '25:00', to: '08:00' } },
      { quietHours: { from: '08:00', to: '08:00' } },
    ])
      expect((await put({ ...usual, ...wrong, revision: 0 })).status).toBe(400);
    expect((await put({ ...usual, revision: 2 ** 31 })).status).toBe(400);
  });

  it('holds for what is planned already: "time only, evenings" and the reminder comes in the evening, with the time alone', async () => {
    const { put, practice, email } = await seated();
    await app.mailbox.clear();
    // Nothing between ten in the evening and six the next evening.
    const evenings = {
      level: 'time_only',
      quietHours: { from: '22:00', to: '18:00' },
      sender: 'calendar',
      subject: 'update',
    };
    expect((await put({ ...evenings, revision: 0 })).status).toBe(200);
    app.clock.set('2027-01-12T10:00:00Z');
    await app.settle();
    expect(app.mailbox.messages(email)).toEqual([]);
    app.clock.set('2027-01-12T18:00:00Z');
    await app.settle();
    const [mail] = app.mailbox.messages(email);
    expect(mail).toMatchObject({ subject: 'An update', attachments: [] });
    expect(mail?.from).toContain('Calendar');
    expect(mail?.text).toMatch(
      /^Wednesday 13 January 2027 at 10:00 \(Europe\/London, UTC\+00:00\)\. Coming up\.\n\nOpen:\n/,
    );
    expect(mail?.text).not.toContain((await app.rows<{ name: string }>(practice, 'coaches'))[0]!.name);
  });

  it('holds for every kind of message to a client: none for who wants none, and in quiet hours only the sign-in link they wait for', async () => {
    const { practice, clientId, appointmentId, email } = await seated();
    const toClients = (Object.keys(templates) as TemplateName[]).filter(
      (name) => !/^(coach-|invitation|joining|reset)/.test(name),
    );
    expect(toClients.length).toBeGreaterThan(10);
    const planAll = (round: string) =>
      app.db.inPractice({ practiceId: practice.id, actor: system }, async (tx) => {
        for (const template of toClients)
          await app.worker
            .get(MessageService)
            .plan(tx, { template, causeId: appointmentId, step: `${round}:${template}`, to: { clientId } });
      });
    const became = async (round: string) => {
      const rows = await app.rows<{ step: string; status: string; reason: string }>(practice, 'messages');
      return Object.fromEntries(
        rows
          .filter(({ step }) => step.startsWith(round))
          .map(({ step, status, reason }) => [step.split(':')[1], `${status}, ${reason}`]),
      );
    };
    const each = (what: string) => Object.fromEntries(toClients.map((name) => [name, what]));
    await app.mailbox.clear();
    await app.sql(`INSERT INTO safe_contacts (practice_id, client_id, level) VALUES ($1, $2, 'none')`, [
      practice.id,
      clientId,
    ]);
    await planAll('none');
    await app.settle();
    expect(await became('none')).toEqual(each('suppressed, safe-contact'));

    await app.sql(
      `UPDATE safe_contacts SET level = 'discreet', quiet_from = '08:00', quiet_to = '20:00', quiet_zone = 'Europe/London'`,
    );
    await planAll('quiet');
    await app.settle();
    const { 'sign-in': signIn, ...others } = await became('quiet');
    expect({ ...others, 'sign-in': 'scheduled, quiet-hours' }).toEqual(each('scheduled, quiet-hours'));
    expect(signIn).toBe('sent, null');
    expect(app.mailbox.messages(email)).toHaveLength(1);
  });

  it('reads quiet hours in the person’s own zone, which they choose with them: who moves takes their nights along', async () => {
    const { put, practice, email, clientId } = await seated();
    await app.mailbox.clear();
    const nights = { ...usual, quietHours: { from: '00:00', to: '07:30' } };
    expect((await put({ ...nights, timeZone: 'Mars/Olympus', revision: 0 })).body).toMatchObject({
      status: 400,
      errors: [{ path: 'timeZone' }],
    });
    const before = (await app.as(practice).get(`/clients/${clientId}`)).headers['etag'];
    const set = await put({ ...nights, timeZone: 'America/New_York', revision: 0 });
    expect([set.status, set.body.timeZone]).toEqual([200, 'America/New_York']);
    expect((await put({ ...nights, timeZone: 'Asia/Tokyo', revision: 0 })).status).toBe(409);
    const known = await app.as(practice).get(`/clients/${clientId}`);
    expect(known.body).toMatchObject({ timeZone: 'America/New_York' });
    expect(known.headers['etag']).not.toBe(before);
    app.clock.set('2027-01-12T10:00:00Z'); // 05:00 in New York
    await app.settle();
    expect(app.mailbox.messages(email)).toEqual([]);
    const waiting = (await app.rows<{ template: string; due_at: Date }>(practice, 'messages')).find(
      (row) => row.template === 'reminder',
    );
    expect(waiting?.due_at.toISOString()).toBe('2027-01-12T12:30:00.000Z');
    app.clock.set('2027-01-12T12:30:00Z');
    await app.settle();
    expect(app.mailbox.messages(email)).toHaveLength(1);
  });

  it('says to the practice what quiet hours kept from being told in time', async () => {
    const { put, practice, appointmentId, email } = await seated();
    await app.mailbox.clear();
    expect((await put({ ...usual, quietHours: { from: '09:00', to: '08:59' }, revision: 0 })).status).toBe(200);
    await app.sql(
      `UPDATE messages SET status = 'scheduled', sent_at = NULL WHERE cause_id = $1 AND template = 'confirmation'`,
      [appointmentId],
    );
    const confirmation = (await app.rows<{ id: string; template: string }>(practice, 'messages')).find(
      (row) => row.template === 'confirmation',
    );
    await app.worker.get(DeliveryService).deliver(practice.id, confirmation!.id);
    app.clock.set('2027-01-13T10:00:00Z');
    await app.settle();
    expect(app.mailbox.messages(email)).toEqual([]);
    expect(await app.rows(practice, 'tasks')).toMatchObject([{ kind: 'message_failed', subject_id: confirmation!.id }]);
  });

  it('says so at once where they end only when it is too late', async () => {
    const { put, practice, appointmentId, email } = await seated();
    await app.mailbox.clear();
    expect((await put({ ...usual, quietHours: { from: '09:00', to: '18:00' }, revision: 0 })).status).toBe(200);
    const [confirmation] = await app.sql<{ id: string }>(
      `UPDATE messages SET status = 'scheduled', sent_at = NULL WHERE cause_id = $1 AND template = 'confirmation' RETURNING id`,
      [appointmentId],
    );
    app.clock.set('2027-01-13T09:30:00Z');
    await app.worker.get(DeliveryService).deliver(practice.id, confirmation!.id);
    expect(app.mailbox.messages(email)).toEqual([]);
    expect((await app.as(practice).get('/tasks')).body.data).toMatchObject([
      { kind: 'message_failed', subjectId: confirmation!.id, coachId: practice.coach.id },
    ]);
    expect((await app.as(practice).get('/messages?status=failed')).body.data).toMatchObject([
      { id: confirmation!.id, reason: 'quiet-hours' },
    ]);
  });
});

describe('The plain form of the safe-contact profile (issue 3, item 3)', () => {
  it('is kept by a browser without scripts, and by nobody else’s page', async () => {
    const { form, read } = await seated();
    const fields = {
      level: 'time_only',
      sender: 'diary',
      subject: '',
      quietFrom: '',
      quietTo: '',
      action: 'save',
      revision: '0',
    };
    const ours = { origin: 'null', 'sec-fetch-site': 'same-origin' };
    expect((await form(fields, ours, false)).status).toBe(403);
    for (const foreign of [
      { origin: 'null', 'sec-fetch-site': 'cross-site' },
      { origin: 'null' },
      { origin: 'https://evil.example' },
    ])
      expect((await form(fields, foreign, true)).status).toBe(403);
    expect([200, 503]).toContain((await form(fields, ours, true)).status); // 503 where the pages are not built
    expect((await read()).body).toMatchObject({ level: 'time_only', timeZone: 'Europe/London' });
    await form({ ...fields, timeZone: 'Asia/Tokyo', revision: '1' }, ours, true);
    expect((await read()).body).toMatchObject({ timeZone: 'Asia/Tokyo', revision: 2 });
  });
});

describe('The lock screen preview (issue 3, item 3)', () => {
  it('shows each coming mail exactly as it will leave: sender, subject and first words', async () => {
    const { preview, put, email } = await seated();
    expect((await put({ ...usual, sender: 'office', revision: 0 })).status).toBe(200);
    const shown = (await preview('?template=reminder')).body as { level: string; data: Record<string, string>[] };
    expect(shown.level).toBe('discreet');
    expect(shown.data).toHaveLength(1);
    await app.mailbox.clear();
    app.clock.set('2027-01-12T10:00:00Z');
    await app.settle();
    const [mail] = app.mailbox.messages(email);
    expect(shown.data[0]).toMatchObject({
      template: 'reminder',
      dueAt: '2027-01-12T10:00:00Z',
      subject: mail!.subject,
    });
    expect(mail!.from).toContain(shown.data[0]!['sender']);
    expect(mail!.text.replace(/\s+/g, ' ').startsWith(shown.data[0]!['preview']!.replace('…', ''))).toBe(true);
    expect(shown.data[0]!['lockScreen']!.split('\n')).toHaveLength(3);
  });

  it('shows what other settings would do, before they are set, and writes nothing down', async () => {
    const { preview, practice } = await seated();
    const before = (await app.rows(practice, 'links')).length;
    const wished = (await preview('?level=time_only&sender=front-desk&subject=note')).body as {
      data: Record<string, string>[];
    };
    expect(wished.data.map((one) => one['template'])).toEqual(['reminder', 'confirmation', 'sign-in']);
    for (const one of wished.data) {
      expect([one['sender'], one['subject']]).toEqual(['Front desk', 'A note for you']);
      expect(JSON.stringify(one)).not.toMatch(/Practice|Coach|walks|Ana/);
    }
    expect((await preview('?level=none')).body).toEqual({ level: 'none', quietHours: null, data: [] });
    expect((await app.rows(practice, 'links')).length).toBe(before);
  });

  it('is the same for the practice, and for nobody of another client', async () => {
    const { preview, practice, clientId } = await seated();
    const seen = await app.as(practice).get(`/clients/${clientId}/contact-preview`);
    expect(seen.body).toEqual((await preview()).body);
    await app.sql(
      `INSERT INTO safe_contacts (practice_id, client_id, level, quiet_from, quiet_to, quiet_zone)
       VALUES ($1, $2, 'discreet', '22:00', '07:00', 'Europe/London')`,
      [practice.id, clientId],
    );
    expect((await app.as(practice).get(`/clients/${clientId}/contact-preview`)).body).toMatchObject({
      quietHours: { from: '22:00', to: '07:00', timeZone: 'Europe/London' },
    });
    const stranger = await given.practice();
    expect((await app.as(stranger).get(`/clients/${clientId}/contact-preview`)).status).toBe(404);
  });
});
