import { givenCase, givenClient } from '#clients/testing';
import { Authenticator } from '../support/authenticator.js';
import { signsIn } from '../support/insiders.js';
import { bookedCookie, type ClientBrowser } from '../support/private-door.js';
import { pin, privateForm, privatePeople, secret, wrongPin, type Booked } from '../support/private-people.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;
const { actions, books, chooses, reopens, signIn, state, withPin } = privatePeople(app);

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
      .send({ pin: wrongPin });
    const [second] = await app.sql<{ id: string }>(
      'SELECT id FROM clients WHERE practice_id = $1 AND confirmed_at IS NULL AND merged_into IS NULL ORDER BY id DESC LIMIT 1',
      [made.practice.id],
    );
    const shared = await signIn({ practice: made.practice, clientId: second!.id }, [cookie]);
    expect((shared.opened.body as { client: { id: string } }).client.id).toBe(made.clientId);
    expect(await state(shared)).toMatchObject({ maySet: false, factors: { pin: true } });
    expect(await shared.call('post', '/private/unlock', { pin: wrongPin })).toBeProblem(403, '/problems/wrong-pin');
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
      expect((await app.visitor.put(theirs).set('Cookie', second.cookie).send({ pin: wrongPin })).status).toBe(204);
      app.clock.advance({ minutes: 1 });
      const first = await signIn(second, [second.cookie]);
      expect((await first.call('post', '/private/unlock', { pin: wrongPin })).status).toBe(200);
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
    expect(await state(other)).toMatchObject({ factors: { passkeys: [{ name: '', host: 'localhost' }] } });
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
    const form = await app
      .as(made.practice)
      .post('/forms')
      .send({ slug: 'x', name: 'X', kind: 'intake', definition: privateForm });
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
    expect((await own.call('post', '/private/unlock', { pin })).status).toBe(200);
    expect((await own.call('delete', `/private/passkeys/${id}`)).status).toBe(204);
    expect((await own.call('delete', `/private/passkeys/${id}`)).status).toBe(404);
    expect(await state(own)).toMatchObject({ factors: { pin: true, passkeys: [] } });
  });
});
