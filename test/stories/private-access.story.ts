import type { Response } from 'supertest';
import { givenCase, givenClient } from '#clients/testing';
import { PinService, PrivateAccess, PrivateLocked } from '#identity';
import { Authenticator } from '../support/authenticator.js';
import { signsIn } from '../support/insiders.js';
import { bookedCookie, opensInBrowser, signInSecret, type ClientBrowser } from '../support/private-door.js';
import { formToken, visitsForm } from '../support/portal.js';
import type { GivenPractice } from '../support/given.js';
import { useTestApp } from '../support/test-app.js';
import { useWrittenOutput } from '../support/written-output.js';
import { copyEverything } from '../support/dumps.js';
import { findInDump } from '../support/spellings.js';

const output = useWrittenOutput();
const app = useTestApp();
const { given } = app;
const pin = '480913726058';
const wrong = '480913726059';
const definition = { questions: [{ id: 'hope', kind: 'long_text', label: 'What do you hope for?', required: true }] };
const secret = 'heron-basket-47';

interface Booked {
  readonly practice: GivenPractice;
  readonly booked: Response;
  readonly cookie: string;
  readonly clientId: string;
  readonly manage: string;
  readonly name: string;
}
let people = 0;

/** Somebody books in a browser; their address is new to the practice. */
async function books(practice?: GivenPractice, more: Record<string, unknown> = {}): Promise<Booked> {
  const where = practice ?? (await given.practice());
  const name = `Ana${(people += 1)}`;
  const offering = await given.offering(where);
  const start =
    new Date(app.clock.now().getTime() + (2 + (people % 40)) * 86_400_000).toISOString().slice(0, 10) + 'T10:00:00Z';
  const booked = await app.books(name, where, offering, start, more);
  expect(booked.status).toBe(201);
  const [client] = await app.sql<{ id: string }>(
    'SELECT client_id AS id FROM attendances WHERE practice_id = $1 ORDER BY id DESC LIMIT 1',
    [where.id],
  );
  const { manageUrl } = booked.body as { manageUrl: string };
  const cookie = bookedCookie(booked) ?? '';
  return { practice: where, booked, cookie, clientId: client!.id, manage: manageUrl.split('/').at(-1)!, name };
}

/** The same name and address book once more, in a browser that brings this cookie, or none. */
async function booksAgain({ practice, name }: Booked, start: string, cookie = '') {
  const offering = await given.offering(practice);
  const client = { name, email: `${name.toLowerCase()}@example.org`, timeZone: 'Europe/London' };
  const booked = await app.visitor
    .post(`/api/v1/public/practices/${practice.slug}/bookings`)
    .set('Cookie', cookie)
    .send({ offering: offering.slug, start, client });
  expect(booked.status).toBe(201);
  const [last] = await app.sql<{ id: string }>(
    'SELECT id FROM clients WHERE practice_id = $1 ORDER BY id DESC LIMIT 1',
    [practice.id],
  );
  const { manageUrl } = booked.body as { manageUrl: string };
  return { practice, clientId: last!.id, manage: manageUrl.split('/').at(-1)!, cookie: bookedCookie(booked) ?? '' };
}

/** Opens a sign-in link of theirs, in a browser with these cookies. */
const signIn = async ({ practice, clientId }: Pick<Booked, 'practice' | 'clientId'>, kept: string[] = []) => {
  const token = await signInSecret(app, practice.id, clientId);
  return opensInBrowser(app, token, kept);
};

/** A client with a PIN, chosen where they booked, and another browser with a mailed link alone. */
async function withPin(): Promise<Booked & { own: ClientBrowser; other: ClientBrowser }> {
  const made = await books();
  const own = await signIn(made, [made.cookie]);
  expect((await own.call('put', '/private/pin', { pin })).status).toBe(200);
  return { ...made, own, other: await signIn(made) };
}

const state = async (browser: ClientBrowser) => (await browser.call('get', '/private')).body as Record<string, unknown>;
const actions = async (practice: { id: string }) =>
  (await app.rows<{ action: string }>(practice, 'audit_entries')).map(({ action }) => action);
const chooses = (browser: ClientBrowser, code?: string) =>
  browser.call('put', '/private/pin', { pin, ...(code && { code }) });
const reopens = (practice: GivenPractice, clientId: string) =>
  app.as(practice).post(`/clients/${clientId}/private-access`).send({});

describe('The browser in which somebody booked (issue 3, item 1)', () => {
  it('keeps a cookie no script can read, for a day, and a repeated call gets none', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const body = {
      offering: offering.slug,
      start: '2027-01-20T10:00:00Z',
      client: { name: 'Ida', email: 'ida@example.org', timeZone: 'Europe/London' },
    };
    const book = () =>
      app.visitor.post(`/api/v1/public/practices/${practice.slug}/bookings`).set('Idempotency-Key', 'once').send(body);
    const first = await book();
    expect(String(first.headers['set-cookie'])).toMatch(
      /^__Host-rapport-booked=[\w-]{43}; Max-Age=86400; Path=\/; HttpOnly; Secure; SameSite=Lax/,
    );
    const again = await book();
    expect(again.status).toBe(201);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.headers['set-cookie']).toBeUndefined();
    const kept = await app.rows<{ hash: Buffer }>(practice, 'booking_browsers');
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain(bookedCookie(first)!.split('=')[1]);
  });

  it('chooses a PIN before there is any session, with the manage link and the cookie together, once', async () => {
    const made = await books();
    const path = `/api/v1/public/appointments/${made.manage}/private`;
    const put = (cookie: string | null, chosen = pin) =>
      app.visitor
        .put(`${path}/pin`)
        .set('Cookie', cookie ?? '')
        .send({ pin: chosen });
    expect((await app.visitor.get(path)).body).toEqual({ maySet: false, pin: false });
    expect((await app.visitor.get(path).set('Cookie', made.cookie)).body).toEqual({ maySet: true, pin: false });
    const without = await put(null);
    expect(without).toBeProblem(403, '/problems/private-locked');
    expect((await put(made.cookie)).status).toBe(204);
    expect((await app.visitor.get(path).set('Cookie', made.cookie)).body).toEqual({ maySet: false, pin: true });
    // To another browser it looks as if there were none, in the very same words.
    expect((await app.visitor.get(path)).body).toEqual({ maySet: false, pin: false });
    const after = await put(null);
    expect({ ...(after.body as object), requestId: '' }).toEqual({ ...(without.body as object), requestId: '' });
    expect(await put(made.cookie, '593017')).toBeProblem(403, '/problems/private-locked');
    const dead = `${made.manage.slice(0, -2)}xx`;
    expect((await app.visitor.get(`/api/v1/public/appointments/${dead}/private`)).status).toBe(404);

    const mailed = await signIn(made);
    expect(await state(mailed)).toMatchObject({ factors: { pin: true }, maySet: false, unlocked: false });
    expect((await mailed.call('post', '/private/unlock', { pin })).body).toMatchObject({ unlocked: true });
  });

  it('of one person chooses nothing for another, nor after a day', async () => {
    const made = await books();
    const other = await books(made.practice);
    const foreign = await signIn(other, [made.cookie]);
    expect(await state(foreign)).toMatchObject({ maySet: false });
    expect(await foreign.call('put', '/private/pin', { pin })).toBeProblem(403, '/problems/private-locked');
    app.clock.advance({ hours: 24 });
    const late = await signIn(made, [made.cookie]);
    expect(await late.call('put', '/private/pin', { pin })).toBeProblem(403, '/problems/private-locked');
  });

  it('keeps what was chosen once a new address is confirmed, and loses it where the contact is a client confirmed before', async () => {
    const made = await books();
    const path = `/api/v1/public/appointments/${made.manage}/private/pin`;
    await app.visitor.put(path).set('Cookie', made.cookie).send({ pin });
    const own = await signIn(made);
    expect((await own.call('post', '/private/unlock', { pin })).status).toBe(200);

    // Somebody with the mailbox books as the same person, chooses another PIN and opens the link.
    const offering = await given.offering(made.practice);
    const again = await app.books(made.name, made.practice, offering, '2027-01-25T10:00:00Z');
    const cookie = bookedCookie(again)!;
    const token = (again.body as { manageUrl: string }).manageUrl.split('/').at(-1)!;
    await app.visitor
      .put(`/api/v1/public/appointments/${token}/private/pin`)
      .set('Cookie', cookie)
      .send({ pin: wrong });
    const [second] = await app.sql<{ id: string }>(
      'SELECT id FROM clients WHERE practice_id = $1 AND confirmed_at IS NULL AND merged_into IS NULL ORDER BY id DESC LIMIT 1',
      [made.practice.id],
    );
    const shared = await signIn({ practice: made.practice, clientId: second!.id }, [cookie]);
    expect((shared.opened.body as { client: { id: string } }).client.id).toBe(made.clientId);
    expect(await state(shared)).toMatchObject({ maySet: false, factors: { pin: true } });
    expect(await shared.call('post', '/private/unlock', { pin: wrong })).toBeProblem(403, '/problems/wrong-pin');
    app.clock.advance({ seconds: 1 });
    expect((await shared.call('post', '/private/unlock', { pin })).status).toBe(200);
    expect(await actions(made.practice)).toContain('client.factors-dropped');
  });

  it.each([['two browsers'], ['one browser']])(
    'loses what both chose when the same name and address booked in %s before anybody was confirmed',
    async (where) => {
      const made = await books();
      const path = `/api/v1/public/appointments/${made.manage}/private/pin`;
      expect((await app.visitor.put(path).set('Cookie', made.cookie).send({ pin })).status).toBe(204);
      const second = await booksAgain(made, '2027-01-26T10:00:00Z', where === 'one browser' ? made.cookie : '');
      const theirs = `/api/v1/public/appointments/${second.manage}/private/pin`;
      expect((await app.visitor.put(theirs).set('Cookie', second.cookie).send({ pin: wrong })).status).toBe(204);
      app.clock.advance({ minutes: 1 });
      const first = await signIn(second, [second.cookie]);
      expect((await first.call('post', '/private/unlock', { pin: wrong })).status).toBe(200);
      const mailed = await signIn(made, [made.cookie]);
      expect((mailed.opened.body as { client: { id: string } }).client.id).toBe(second.clientId);
      for (const browser of [first, mailed])
        expect(await state(browser)).toMatchObject({ factors: { pin: false }, maySet: false, unlocked: false });
    },
  );

  it('is known as one where both were booked in it, however late the link of the second is opened', async () => {
    const made = await books();
    const second = await booksAgain(made, '2027-01-27T10:00:00Z', made.cookie);
    app.clock.advance({ minutes: 1 });
    const own = await signIn(made, [made.cookie]);
    expect((await own.call('put', '/private/pin', { pin })).status).toBe(200);
    app.clock.advance({ hours: 30 });
    await books(made.practice); // somebody else, when the day of the first browser is over
    const later = await signIn(second);
    expect((later.opened.body as { client: { id: string } }).client.id).toBe(made.clientId);
    expect((await later.call('post', '/private/unlock', { pin })).status).toBe(200);
  });
});

describe('A PIN (issue 3, item 1)', () => {
  it('opens what was answered, for ten idle minutes, and shuts it in the other sessions when it is chosen anew', async () => {
    const practice = await given.practice();
    const client = await givenClient((sql, values) => app.sql(sql, values), practice.id, { email: 'eva@example.org' });
    const caseId = await givenCase((sql, values) => app.sql(sql, values), practice.id, practice.coach.id, [client]);
    const form = await app.as(practice).post('/forms').send({ slug: 'x', name: 'X', kind: 'intake', definition });
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
      const refused = await attempt(wrong);
      expect(refused).toBeProblem(403, '/problems/wrong-pin');
      expect(refused.body).toMatchObject({ triesLeft: 9 - n });
      const soon = await attempt(pin); // right, but too soon: it is not looked at
      expect(soon).toBeProblem(429, '/problems/too-many-tries');
      expect(soon.headers['retry-after']).toBe(String(seconds));
      expect(await state(other)).toMatchObject({ needsCode: false, lockedUntil: expect.any(String) });
      app.clock.advance({ seconds });
    }
    expect((await attempt(wrong)).body).toMatchObject({ triesLeft: 0 });
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
    const chooses = () => app.api.get(PinService).choose(here, asItWas, { pin: wrong, phone: null });
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
    await other.call('post', '/private/unlock', { pin: wrong });
    app.clock.advance({ seconds: 1 });
    expect((await other.call('post', '/private/unlock', { pin })).status).toBe(200);
    expect((await other.call('post', '/private/unlock', { pin: wrong })).body).toMatchObject({ triesLeft: 9 });
  });

  it('wrong 64 times at once counts 64 times and is looked at once, and a right one among them opens nothing', async () => {
    const { practice, other } = await withPin();
    const answers = await Promise.all(
      Array.from({ length: 64 }, () => other.call('post', '/private/unlock', { pin: wrong })),
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
      const answer = await browser.call('post', '/private/unlock', { pin: wrong });
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
    await other.call('post', '/private/unlock', { pin: wrong });
    const database = await copyEverything(app.adminUrl);
    for (const chosen of [pin, wrong]) {
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

describe('A code that the coach speaks (issue 3, item 1)', () => {
  it('needs the mailed link beside it, works once and for a day, and nothing of it is kept in the clear', async () => {
    const made = await books();
    const answer = await reopens(made.practice, made.clientId);
    expect(answer.status).toBe(201);
    const { code, expiresAt } = answer.body as { code: string; expiresAt: string };
    expect(code).toMatch(/^[346789ACDEFGHJKMNPQRTWXY]{8}$/);
    expect(expiresAt).toBe(new Date(app.clock.now().getTime() + 86_400_000).toISOString().replace('.000Z', 'Z'));
    expect(JSON.stringify(await app.rows(made.practice, 'client_factors'))).not.toContain(code);

    const mailed = await signIn(made);
    expect(await chooses(mailed)).toBeProblem(403, '/problems/private-locked');
    const spoken = `${code.slice(0, 4).toLowerCase()} ${code.slice(4)}`;
    expect((await chooses(mailed, spoken)).status).toBe(200);
    expect(await chooses(await signIn(made), code)).toBeProblem(403, '/problems/wrong-code');

    const second = (await reopens(made.practice, made.clientId)).body as { code: string };
    app.clock.advance({ hours: 24 });
    expect(await chooses(await signIn(made), second.code)).toBeProblem(403, '/problems/wrong-code');
    expect(await actions(made.practice)).toEqual(
      expect.arrayContaining([
        'client.private-access-reopened',
        'client.private-code-used',
        'client.private-code-wrong',
      ]),
    );
  });

  it('is tried with the patience of a PIN, and no number of wrong ones ends it', async () => {
    const made = await books();
    const { code } = (await reopens(made.practice, made.clientId)).body as { code: string };
    const mailed = await signIn(made);
    for (const seconds of [1, 5, 30, 30, 900, 900]) {
      expect(await chooses(mailed, 'AAAAAAAA')).toBeProblem(403, '/problems/wrong-code');
      const soon = await chooses(mailed, code); // right, but too soon: it is not looked at
      expect(soon).toBeProblem(429, '/problems/too-many-tries');
      expect(soon.headers['retry-after']).toBe(String(seconds));
      app.clock.advance({ seconds });
    }
    expect((await chooses(mailed, code)).status).toBe(200);
  });

  it('is neither spent nor held up by what another session of the mailbox tries', async () => {
    const made = await books();
    const { code } = (await reopens(made.practice, made.clientId)).body as { code: string };
    const guessing = await signIn(made);
    const answers = await Promise.all(Array.from({ length: 12 }, () => chooses(guessing, 'AAAAAAAA')));
    expect(answers.map(({ status }) => status).sort()).toEqual([403, ...Array.from({ length: 11 }, () => 429)]);
    const own = await signIn(made);
    expect((await chooses(own, code)).status).toBe(200);
  });

  it('shuts out at once whatever opened before: the PIN, the passkeys and the browser they booked in', async () => {
    const { practice, clientId, cookie, own } = await withPin();
    const device = new Authenticator(app.url);
    const asked = (await own.call('post', '/private/passkeys/options', {})).body as { challenge: string };
    const made = await own.call('post', '/private/passkeys', { response: device.create(asked), name: 'My phone' });
    expect(made.status).toBe(201);

    expect((await reopens(practice, clientId)).status).toBe(201);
    const before = await signIn({ practice, clientId }, [cookie]);
    expect(await state(before)).toMatchObject({ factors: { pin: false, passkeys: [] }, maySet: false });
    expect(await before.call('post', '/private/unlock', { pin })).toBeProblem(403, '/problems/wrong-pin');
    const wanted = (await before.call('post', '/private/unlock/options', {})).body as { challenge: string };
    const signed = { response: device.sign(wanted) };
    expect(await before.call('post', '/private/unlock/passkey', signed)).toBeProblem(403, '/problems/passkey-refused');
    expect(await chooses(before)).toBeProblem(403, '/problems/private-locked');
  });

  it('is given by the owner and the coach of the client, by nobody else, and of nobody who is not there', async () => {
    const practice = await given.practice();
    const coach = await signsIn(app, practice, { role: 'coach', coach: true });
    const colleague = await signsIn(app, practice, { role: 'coach', coach: true });
    const owner = await signsIn(app, practice, { role: 'owner' });
    const assistant = await signsIn(app, practice, { role: 'assistant' });
    const sql = (text: string, values?: unknown[]) => app.sql(text, values);
    const client = await givenClient(sql, practice.id, {});
    await givenCase(sql, practice.id, coach.coachId, [client]);
    const path = `/clients/${client}/private-access`;
    expect((await owner.post(path, {})).status).toBe(201);
    expect((await coach.post(path, {})).status).toBe(201);
    for (const other of [colleague, assistant])
      expect(await other.post(path, {})).toBeProblem(403, '/problems/forbidden');
    const stranger = await given.practice();
    expect((await app.as(stranger).post(path).send({})).status).toBe(404);
  });
});

describe('A passkey (issue 3, item 1)', () => {
  const origin = () => app.url;
  const options = async (browser: ClientBrowser, path: string, body: object = {}) => {
    const answer = await browser.call('post', path, body);
    expect(answer.status).toBe(200);
    return answer.body as { challenge: string; rp?: object; userVerification?: string };
  };
  const adds = async (browser: ClientBrowser, device = new Authenticator(origin())) => {
    const asked = await options(browser, '/private/passkeys/options');
    const body = { response: device.create(asked), name: 'My phone' };
    return { device, body, answer: await browser.call('post', '/private/passkeys', body) };
  };

  it('is made where one booked, opens another session, and says who it is for by host', async () => {
    const made = await books();
    const own = await signIn(made, [made.cookie]);
    const asked = await options(own, '/private/passkeys/options');
    expect(asked).toMatchObject({
      rp: { id: 'localhost' },
      attestation: 'none',
      authenticatorSelection: { userVerification: 'required' },
    });
    const { device, answer, body } = await adds(own);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ factors: { pin: false, passkeys: [{ name: 'My phone' }] }, unlocked: true });
    // A challenge is spent by one answer.
    expect(await own.call('post', '/private/passkeys', body)).toBeProblem(403, '/problems/passkey-refused');

    // Nor is a word kept that no browser says and no database holds.
    const odd = new Authenticator(origin()).create(await options(own, '/private/passkeys/options')) as {
      response: object;
    };
    const response = { ...odd, response: { ...odd.response, transports: ['\u0000'] } };
    expect((await own.call('post', '/private/passkeys', { response, name: 'My phone' })).status).toBe(400);

    const other = await signIn(made);
    // What its devices are called is for whoever unlocked.
    expect(await state(other)).toMatchObject({ factors: { passkeys: [{ name: '' }] } });
    expect(await other.call('post', '/private/passkeys/options', {})).toBeProblem(403, '/problems/private-locked');
    const signed = { response: device.sign(await options(other, '/private/unlock/options')) };
    expect((await other.call('post', '/private/unlock/passkey', signed)).body).toMatchObject({ unlocked: true });
    expect(await other.call('post', '/private/unlock/passkey', signed)).toBeProblem(403, '/problems/passkey-refused');
    expect(await actions(made.practice)).toEqual(expect.arrayContaining(['client.passkey-added', 'client.unlocked']));
  });

  it('is refused with an old challenge, of another page, of another device, unchecked or copied', async () => {
    const made = await books();
    const own = await signIn(made, [made.cookie]);
    const { device } = await adds(own);
    const other = await signIn(made);
    const refused = async (signing: (asked: { challenge: string }) => object | Promise<object>) => {
      const asked = await options(other, '/private/unlock/options');
      const response = await signing(asked);
      expect(await other.call('post', '/private/unlock/passkey', { response })).toBeProblem(
        403,
        '/problems/passkey-refused',
      );
    };
    await refused((asked) => {
      app.clock.advance({ minutes: 5 });
      return device.sign(asked);
    });
    await refused(() => device.sign({ challenge: Buffer.from('another').toString('base64url') }));
    await refused((asked) => new Authenticator(origin()).sign(asked));
    await refused((asked) => Object.assign(Object.create(device), { origin: 'https://evil.example' }).sign(asked));
    await refused((asked) => {
      device.verifiesUser = false;
      const signed = device.sign(asked);
      device.verifiesUser = true;
      return signed;
    });
    device.counter = 40;
    const good = device.sign(await options(other, '/private/unlock/options'));
    expect((await other.call('post', '/private/unlock/passkey', { response: good })).status).toBe(200);
    await refused((asked) => {
      device.counter = 7; // a copy that counted less
      return device.sign(asked);
    });
    const raw = { response: { id: 'x', rawId: 'x', response: {}, clientExtensionResults: {}, type: 'public-key' } };
    expect((await other.call('post', '/private/unlock/passkey', raw)).status).toBe(400);
  });

  it('is forgotten by who has unlocked, but not as the last thing that opens what was answered', async () => {
    const made = await books();
    const own = await signIn(made, [made.cookie]);
    const { answer } = await adds(own);
    const [{ id }] = (answer.body as { factors: { passkeys: { id: string }[] } }).factors.passkeys as [{ id: string }];
    const form = await app.as(made.practice).post('/forms').send({ slug: 'x', name: 'X', kind: 'intake', definition });
    const body = { form: (form.body as { id: string }).id, client: made.clientId };
    const asked = await app.as(made.practice).post('/assignments').send(body);
    const at = `/assignments/${(asked.body as { id: string }).id}`;
    const { firstPage } = (await own.call('get', at)).body as { firstPage: { consentVersion: string } };
    const { consentVersion } = firstPage;
    await own.call('post', `${at}/consent`, { adult: true, accepted: true, consentVersion });
    await own.call('put', `${at}/answers/hope`, { value: secret });

    const locked = await signIn(made);
    expect(await locked.call('delete', `/private/passkeys/${id}`)).toBeProblem(403, '/problems/private-locked');
    expect(await own.call('delete', `/private/passkeys/${id}`)).toBeProblem(409, '/problems/last-factor');
    await own.call('put', '/private/pin', { pin });
    expect((await own.call('delete', `/private/passkeys/${id}`)).status).toBe(204);
    expect((await own.call('delete', `/private/passkeys/${id}`)).status).toBe(404);
    expect(await state(own)).toMatchObject({ factors: { pin: true, passkeys: [] } });
  });
});
