import { givenCase, givenClient } from '#clients/testing';
import { PrivateAccess, PrivateLocked } from '#identity';
import { copyEverything } from '../support/dumps.js';
import { formToken, visitsForm } from '../support/portal.js';
import type { ClientBrowser } from '../support/private-door.js';
import { pin, privateForm, privatePeople, secret, wrongPin } from '../support/private-people.js';
import { findInDump } from '../support/spellings.js';
import { useTestApp } from '../support/test-app.js';
import { useWrittenOutput } from '../support/written-output.js';

const output = useWrittenOutput();
const app = useTestApp();
const { given } = app;
const { actions, books, reopens, signIn, state, withPin } = privatePeople(app);

describe('A PIN (issue 3, item 1)', () => {
  it('opens what was answered, for ten idle minutes, and shuts it in the other sessions when it is chosen anew', async () => {
    const practice = await given.practice();
    const client = await givenClient((sql, values) => app.sql(sql, values), practice.id, { email: 'eva@example.org' });
    const caseId = await givenCase((sql, values) => app.sql(sql, values), practice.id, practice.coach.id, [client]);
    const form = await app
      .as(practice)
      .post('/forms')
      .send({ slug: 'x', name: 'X', kind: 'intake', definition: privateForm });
    const formId = (form.body as { id: string }).id;
    await app.as(practice).post('/assignments').send({ form: formId, client, case: caseId });
    await app.settle();
    const visit = await visitsForm(app, formToken(app, 'eva@example.org'));
    await visit.agree();
    await visit.answer('hope', { value: secret });
    const { code } = (await reopens(practice, client)).body as { code: string };
    expect((await visit.view()).status).toBe(401); // every session ended
    const own = await signIn({ practice, clientId: client });
    expect((await own.call('put', '/private/pin', { pin, code })).body).toMatchObject({
      factors: { pin: true, passkeys: [] },
      unlocked: true,
      maySet: true,
      idleMinutes: 10,
    });
    const form1 = `/assignments/${visit.assignment}`;
    expect((await own.call('get', form1)).body).toMatchObject({
      unlocked: true,
      answers: { hope: secret },
      answered: ['hope'],
      hidden: [],
    });
    expect((await own.call('put', `${form1}/answers/hope`, { value: 'changed' })).status).toBe(200);
    app.clock.advance({ minutes: 9, seconds: 59 });
    expect((await own.call('get', form1)).body).toMatchObject({ unlocked: true });
    app.clock.advance({ minutes: 10 });
    expect((await own.call('get', '/session')).body).toMatchObject({ unlocked: false, locksAt: null });
    const { body } = await own.call('get', form1);
    expect(body).toMatchObject({ unlocked: false, answers: {} });
    expect(JSON.stringify(body)).not.toContain('changed');

    const other = await signIn({ practice, clientId: client });
    expect((await other.call('post', '/private/unlock', { pin })).status).toBe(200);
    expect((await own.call('post', '/private/unlock', { pin })).status).toBe(200);
    expect((await own.call('post', '/private/unlock', { pin })).status).toBe(200);
    expect((await own.call('put', '/private/pin', { pin: '593017' })).status).toBe(200);
    expect(await state(other)).toMatchObject({ unlocked: false });
    expect(await state(own)).toMatchObject({ unlocked: true });
    expect((await own.call('post', '/private/lock', {})).body).toMatchObject({ unlocked: false, maySet: false });
    expect((await own.call('get', form1)).body).toMatchObject({ answers: {} });
  });

  it('has 6 to 12 digits that are no run, not one digit and not of the phone number, and says which field is wrong', async () => {
    const client = { name: 'Pia', email: 'pia@example.org', timeZone: 'Europe/London', phone: '+44 7700 900284' };
    const made = await books(undefined, { client });
    const own = await signIn(made, [made.cookie]);
    for (const chosen of ['12345', '1234567890123', '123456', '987654', '555555', '900284', '48091a'])
      expect((await own.call('put', '/private/pin', { pin: chosen })).body).toMatchObject({
        status: 400,
        errors: [{ path: 'pin' }],
      });
    expect((await own.call('put', '/private/pin', { pin, colour: 'red' })).status).toBe(400);
    // Whoever may not choose learns nothing of the number.
    const other = await signIn(made);
    expect(await other.call('put', '/private/pin', { pin: '900284' })).toBeProblem(403, '/problems/private-locked');
  });

  it('is tried with patience: one second, five, thirty, a quarter of an hour, and after ten only a code helps', async () => {
    const { practice, clientId, other, own, manage } = await withPin();
    const attempt = (chosen: string) => other.call('post', '/private/unlock', { pin: chosen });
    const waits = [1, 5, 30, 30, 900, 900, 900, 900, 900];
    for (const [n, seconds] of waits.entries()) {
      const refused = await attempt(wrongPin);
      expect(refused).toBeProblem(403, '/problems/wrong-pin');
      expect(refused.body).toMatchObject({ triesLeft: 9 - n });
      const soon = await attempt(pin); // right, but too soon: it is not looked at
      expect(soon).toBeProblem(429, '/problems/too-many-tries');
      expect(soon.headers['retry-after']).toBe(String(seconds));
      expect(await state(other)).toMatchObject({ needsCode: false, lockedUntil: expect.any(String) });
      app.clock.advance({ seconds });
    }
    expect((await attempt(wrongPin)).body).toMatchObject({ triesLeft: 0 });
    app.clock.advance({ days: 1 });
    const over = await signIn({ practice, clientId });
    expect((await over.call('post', '/private/unlock', { pin })).body).toMatchObject({
      type: '/problems/wrong-pin',
      triesLeft: 0,
    });
    expect(await state(over)).toMatchObject({ needsCode: true, lockedUntil: null });
    // That locks the PIN and nothing else.
    expect((await over.call('get', '/appointments')).status).toBe(200);
    expect((await app.visitor.get(`/api/v1/public/appointments/${manage}`)).status).toBe(200);
    expect(await actions(practice)).toEqual(expect.arrayContaining(['client.pin-wrong', 'client.pin-locked']));

    const { code } = (await reopens(practice, clientId)).body as { code: string };
    expect((await own.call('get', '/session')).status).toBe(401);
    const back = await signIn({ practice, clientId });
    expect((await back.call('put', '/private/pin', { pin: '593017', code })).status).toBe(200);
    const next = await signIn({ practice, clientId });
    expect((await next.call('post', '/private/unlock', { pin: '593017' })).status).toBe(200);
  });

  it('is not kept where the session or the browser was shut out while its hash was made', async () => {
    const { practice, clientId, cookie, own } = await withPin();
    const [open] = await app.sql<{ idHash: Buffer }>(
      'SELECT id_hash AS "idHash" FROM sessions WHERE client_id = $1 AND unlocked_at IS NOT NULL',
      [clientId],
    );
    const here = { practiceId: practice.id, actor: { kind: 'client' as const, id: clientId } };
    // The request as it was judged when it came.
    const asItWas = { clientId, session: { ...open!, unlocked: true }, browser: null };
    const chooses = () =>
      app.db.inPractice(here, (tx) =>
        app.api.get(PrivateAccess).chosen(tx, asItWas, { by: 'unlocked', code: undefined }),
      );
    await own.call('post', '/private/lock', {});
    await expect(chooses()).rejects.toThrow(PrivateLocked);
    await reopens(practice, clientId);
    await expect(chooses()).rejects.toThrow(PrivateLocked);
    const byBrowser = { clientId, session: null, browser: cookie.split('=')[1]! };
    await expect(
      app.db.inPractice(here, (tx) =>
        app.api.get(PrivateAccess).chosen(tx, byBrowser, { by: 'browser', code: undefined }),
      ),
    ).rejects.toThrow(PrivateLocked);
    const [row] = await app.rows<{ pin_hash: string | null }>(practice, 'client_factors');
    expect(row).toMatchObject({ pin_hash: null });
  });

  it('begins to count anew after a right one', async () => {
    const { other } = await withPin();
    await other.call('post', '/private/unlock', { pin: wrongPin });
    app.clock.advance({ seconds: 1 });
    expect((await other.call('post', '/private/unlock', { pin })).status).toBe(200);
    expect((await other.call('post', '/private/unlock', { pin: wrongPin })).body).toMatchObject({ triesLeft: 9 });
  });

  it('tells its owner how often somebody tried one in vain, and nobody before it is open', async () => {
    const { own, other } = await withPin();
    for (const seconds of [1, 5]) {
      await other.call('post', '/private/unlock', { pin: wrongPin });
      await other.call('post', '/private/unlock', { pin }); // too soon
      app.clock.advance({ seconds });
    }
    expect(await state(other)).toMatchObject({ unlocked: false, wrongTries: 0 });
    await own.call('post', '/private/lock', {});
    expect(await state(own)).toMatchObject({ unlocked: false, wrongTries: 0 });
    expect((await own.call('post', '/private/unlock', { pin })).body).toMatchObject({ unlocked: true, wrongTries: 4 });
    expect(await state(own)).toMatchObject({ wrongTries: 4 });
    expect((await own.call('post', '/private/unlock', { pin })).status).toBe(200);
    expect((await own.call('put', '/private/pin', { pin: '593017' })).body).toMatchObject({ wrongTries: 0 });
  });

  it('wrong 64 times at once counts 64 times and is looked at once, and a right one among them opens nothing', async () => {
    const { practice, other } = await withPin();
    const answers = await Promise.all(
      Array.from({ length: 64 }, () => other.call('post', '/private/unlock', { pin: wrongPin })),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 403)).toHaveLength(1);
    expect(statuses.filter((status) => status === 429)).toHaveLength(63);
    const [row] = await app.rows<{ tries: number; wrong_in_row: number }>(practice, 'client_factors');
    expect(row).toMatchObject({ tries: 64, wrong_in_row: 1 });
    expect((await other.call('post', '/private/unlock', { pin })).status).toBe(429);
    expect(await state(other)).toMatchObject({ unlocked: false });
  });

  it('that is not set is refused in the words and the time of one that is wrong', async () => {
    const set = await withPin();
    const unset = await books();
    const none = await signIn(unset);
    const timed = async (browser: ClientBrowser) => {
      const begun = performance.now();
      const answer = await browser.call('post', '/private/unlock', { pin: wrongPin });
      expect(answer).toBeProblem(403, '/problems/wrong-pin');
      const time = performance.now() - begun;
      app.clock.advance({ minutes: 15 });
      return { time, body: { ...(answer.body as object), requestId: '' } };
    };
    const times: { set: number[]; none: number[] } = { set: [], none: [] };
    for (let n = 0; n < 7; n += 1) {
      const first = await timed(none);
      const second = await timed(set.other);
      expect(first.body).toEqual(second.body);
      times.none.push(first.time);
      times.set.push(second.time);
    }
    const ratio = Math.min(...times.none) / Math.min(...times.set);
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });

  it('is written down nowhere: not in the log, the audit, the queue or any row, and what was done is in the audit', async () => {
    const { practice, other } = await withPin();
    await other.call('post', '/private/unlock', { pin: wrongPin });
    const database = await copyEverything(app.adminUrl);
    for (const chosen of [pin, wrongPin]) {
      expect(output.text()).not.toContain(chosen);
      for (const table of ['audit_entries', 'outbox', 'client_factors', 'idempotent_answers', 'messages', 'sessions'])
        expect(JSON.stringify(await app.rows(practice, table))).not.toContain(chosen);
      expect(findInDump(`"${chosen}"`, database)).toEqual([]);
    }
    const [row] = await app.rows<{ pin_hash: string }>(practice, 'client_factors');
    expect(row!.pin_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await actions(practice)).toEqual(expect.arrayContaining(['client.pin-set', 'client.pin-wrong']));
  });
});
