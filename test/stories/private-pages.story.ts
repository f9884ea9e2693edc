import request from 'supertest';
import { Authenticator } from '../support/authenticator.js';
import { formToken, visitsForm } from '../support/portal.js';
import { bookedCookie, opensInBrowser, signInSecret } from '../support/private-door.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const pin = '480913726058';
const secret = 'heron-basket-47';
let people = 0;

/** Somebody has booked in a browser, and so holds its cookie beside the manage link. */
async function booked(more: Record<string, unknown> = {}) {
  const practice = await app.given.practice();
  const offering = await app.given.offering(practice, more);
  const answer = await app.books(`Ida${(people += 1)}`, practice, offering, '2027-01-20T10:00:00Z');
  const [client] = await app.rows<{ id: string; email: string }>(practice, 'clients');
  const token = (answer.body as { manageUrl: string }).manageUrl.split('/').at(-1)!;
  const manage = `/a/${token}`;
  const kept = bookedCookie(answer) ?? '';
  const held = async () => {
    const [row] = await app.rows<{ pin_hash: string | null }>(practice, 'client_factors');
    const passkeys = await app.rows<{ name: string }>(practice, 'passkeys');
    return { pin: (row?.pin_hash ?? null) !== null, passkeys: passkeys.map(({ name }) => name) };
  };
  return { practice, client: client!, manage, kept, held, api: `/api/v1/public/appointments/${token}/private` };
}

/** A form of a page, as a browser without scripts sends it. */
const sends = (path: string, fields: object, cookie = '') =>
  request(app.url).post(path).type('form').set('Cookie', cookie).send(fields);

/** A client with a PIN, in a browser that came by a mailed link. */
async function atTheDoor() {
  const made = await booked();
  await sends(`${made.manage}/private`, { pin, again: pin }, made.kept);
  expect(await made.held()).toMatchObject({ pin: true });
  const { cookie, csrf } = await opensInBrowser(app, await signInSecret(app, made.practice.id, made.client.id));
  const acts = (fields: object, csrfToken = csrf) => sends('/me/private', { csrfToken, ...fields }, cookie);
  const shows = (path: string) => request(app.url).get(path).set('Cookie', cookie);
  return { ...made, acts, shows, signOut: () => sends('/me/sign-out', { csrfToken: csrf }, cookie) };
}

describe('The page behind a manage link, in the browser that booked (issue 3, item 1)', () => {
  it('offers a PIN and takes it once, without a script; another browser sees no offer and chooses nothing', async () => {
    const { manage, kept, held } = await booked();
    const page = (cookie: string) => request(app.url).get(manage).set('Cookie', cookie);
    const path = `${manage}/private`;
    expect((await page(kept)).text).toContain('id="keep-private"');
    expect((await page('')).text).not.toContain('id="keep-private"');

    expect((await sends(path, { pin, again: pin })).headers['location']).toBe(`${manage}?notice=not-possible`);
    expect((await sends(path, { pin, again: `${pin}1` }, kept)).headers['location']).toBe(`${manage}?notice=two-pins`);
    const weak = await sends(path, { pin: '123456', again: '123456' }, kept);
    expect(weak.headers['location']).toBe(`${manage}?notice=weak-pin`);
    const elsewhere = { Cookie: kept, Origin: 'https://evil.example' };
    const forged = await request(app.url).post(path).type('form').set(elsewhere).send({ pin, again: pin });
    expect(forged.status).toBe(403);
    expect(await held()).toMatchObject({ pin: false });

    const taken = await sends(path, { pin, again: pin }, kept);
    expect([taken.status, taken.headers['location']]).toEqual([303, `${manage}?notice=private-kept`]);
    expect(await held()).toMatchObject({ pin: true });
    expect((await page(kept)).text).not.toContain('id="keep-private"');
    const again = await sends(path, { pin: '730264', again: '730264' }, kept);
    expect(again.headers['location']).toBe(`${manage}?notice=not-possible`);
  });

  it('takes a passkey instead, of a page of ours, with manage link and cookie together, once', async () => {
    const { api, kept, held } = await booked();
    const post = (path: string, body: object, cookie = kept, origin = app.url) =>
      request(app.url).post(`${api}${path}`).set('Cookie', cookie).set('Origin', origin).send(body);
    expect(await post('/passkeys/options', {}, '')).toBeProblem(403, '/problems/private-locked');
    expect(await post('/passkeys/options', {}, kept, 'https://evil.example')).toBeProblem(
      403,
      '/problems/foreign-origin',
    );

    const asked = (await post('/passkeys/options', {})).body as { challenge: string };
    const body = { response: new Authenticator(app.url).create(asked), name: 'My phone' };
    expect(await post('/passkeys', body, '')).toBeProblem(403, '/problems/private-locked');
    expect((await post('/passkeys', body)).status).toBe(204);
    expect(await held()).toEqual({ pin: false, passkeys: ['My phone'] });
    expect(await post('/passkeys', body)).toBeProblem(403, '/problems/private-locked');
    expect(await post('/passkeys/options', {})).toBeProblem(403, '/problems/private-locked');
  });
});

describe('The page that asks for a PIN (issue 3, item 1)', () => {
  it('stands before what is private and leads there; a wrong PIN is told how many tries are left and how long to wait', async () => {
    const { acts, shows } = await atTheDoor();
    const turned = await shows('/me/settings');
    expect([turned.status, turned.headers['location']]).toEqual([303, '/me/private?wanted=settings']);
    const wrong = await acts({ action: 'unlock', wanted: 'settings', pin: '000111' });
    expect(wrong.status).toBe(403);
    expect(wrong.text).toContain('You can try 9 more times. Please wait 1 second before you try again.');
    const soon = await acts({ action: 'unlock', wanted: 'settings', pin });
    expect([soon.status, soon.text.includes('Please wait 1 second')]).toEqual([429, true]);
    app.clock.advance({ seconds: 1 });
    const right = await acts({ action: 'unlock', wanted: 'settings', pin, tried: '2' });
    expect([right.status, right.headers['location']]).toEqual([303, '/me/settings']);
    expect((await shows('/me/settings')).status).toBe(200);
    await acts({ action: 'lock' });
    expect((await shows('/me/settings')).status).toBe(303);
  });

  it('says first how often others tried in vain, and what to do about it; what one mistyped oneself is no news', async () => {
    const { acts, shows, practice, client } = await atTheDoor();
    const own = await acts({ action: 'unlock', wanted: 'settings', pin: '000111' });
    expect(own.text).toContain('name="tried" value="1"');
    app.clock.advance({ seconds: 1 });
    const right = { action: 'unlock', wanted: 'settings', pin, tried: '1' };
    expect((await acts(right)).headers['location']).toBe('/me/settings');
    await acts({ action: 'lock' });

    const other = await opensInBrowser(app, await signInSecret(app, practice.id, client.id));
    for (let n = 0; n < 2; n += 1) await other.call('post', '/private/unlock', { pin: '000111' });
    app.clock.advance({ seconds: 1 });
    const told = await acts({ ...right, tried: '0' });
    expect([told.status, told.headers['location']]).toEqual([303, '/me/private?wanted=settings']);
    const page = await shows('/me/private?wanted=settings');
    expect(page.text).toContain('2 wrong tries since you were here last');
    expect(page.text).toContain('Nothing was opened by that.');
    expect(page.text).toContain('name="shown" value="2"');
    // One more, while they read: it is told the next time.
    await other.call('post', '/private/unlock', { pin: '000111' });
    const seen = { action: 'seen', wanted: 'settings', shown: '2' };
    expect((await acts(seen)).headers['location']).toBe('/me/settings');
    expect((await shows('/me/private')).text).toContain('1 wrong try since you were here last');
    await acts({ ...seen, shown: '1' });
    expect((await shows('/me/private')).text).not.toContain('since you were here last');
    // Pressed twice, it takes off nothing that is yet to come.
    await acts({ ...seen, shown: '1' });
    app.clock.advance({ minutes: 1 });
    await other.call('post', '/private/unlock', { pin: '000111' });
    expect((await shows('/me/private')).text).toContain('1 wrong try since you were here last');
  });

  it('says of a passkey of another address that it works only there, and does not offer to use it', async () => {
    const { client, practice, shows } = await atTheDoor();
    await app.sql(
      `INSERT INTO passkeys (practice_id, id, client_id, rp_id, credential_id, public_key, counter, transports, name, created_at)
       VALUES ($1, $2, $2, 'walks.example', 'x', '\\x00', 0, '{}', 'My phone', now())`,
      [practice.id, client.id],
    );
    const { text } = await shows('/me/private');
    expect(text).toContain('Your passkey was made at walks.example and works only there');
    expect(text).not.toContain('id="use-passkey"');
    expect(text).not.toContain('My phone');
  });

  it('offers a passkey too once a PIN is chosen, and says why, before it leads on', async () => {
    const { acts, shows } = await atTheDoor();
    expect((await acts({ action: 'unlock', pin })).status).toBe(303);
    // Whoever finds it open changes nothing: it is given once more, and then leads back here.
    expect((await shows('/me/private')).text).not.toContain('id="new-pin"');
    const given = await acts({ action: 'unlock', wanted: 'settings', pin });
    expect(given.headers['location']).toBe('/me/private?wanted=settings');
    const chosen = await acts({ action: 'choose', wanted: 'settings', pin: '730264', again: '730264', code: '' });
    expect(chosen.headers['location']).toBe('/me/private?wanted=settings&news=kept');
    await acts({ action: 'unlock', pin: '730264' });
    const { text } = await shows('/me/private?wanted=settings&news=kept');
    expect(text).toContain('Somebody’s guesses can lock a PIN');
    expect(text).toContain('id="make-passkey"');
    expect(text).toContain('href="/me/settings"');
  });

  it('is asked for anew after ten idle minutes where no script clears it, and is shut then', async () => {
    const { acts, shows } = await atTheDoor();
    expect((await acts({ action: 'unlock', wanted: 'settings', pin })).status).toBe(303);
    const open = await shows('/me/settings');
    const [, seconds] = /<noscript><meta http-equiv="refresh" content="(\d+)"><\/noscript>/.exec(open.text) ?? [];
    app.clock.advance({ seconds: Number(seconds) });
    expect((await shows('/me/settings')).headers['location']).toBe('/me/private?wanted=settings');
  });

  it('leads nowhere but to what is ours, and does nothing without the token of the session', async () => {
    const { acts, shows } = await atTheDoor();
    for (const wanted of ['https://evil.example', '//evil.example', '/x', 'settings/..']) {
      const page = await shows(`/me/private?wanted=${encodeURIComponent(wanted)}`);
      expect([page.status, page.text.includes('evil')]).toEqual([200, false]);
      expect((await acts({ action: 'unlock', wanted, pin })).headers['location']).toBe('/me/private');
      await acts({ action: 'lock' });
    }
    expect((await acts({ action: 'unlock', pin }, 'x')).status).not.toBe(303);
    expect((await shows('/me/settings')).status).toBe(303);
  });

  it('changes and removes nothing while it is shut', async () => {
    const { acts, held } = await atTheDoor();
    expect((await acts({ action: 'choose', pin: '730264', again: '730264', code: '' })).status).toBe(403);
    const id = '0198f2a0-0000-7000-8000-000000000000';
    expect((await acts({ action: 'remove', passkey: id })).status).toBe(403);
    expect(await held()).toMatchObject({ pin: true });
    expect((await acts({ action: 'unlock', pin })).status).toBe(303);
  });

  it('shows what was written before only to a script, even once it is open', async () => {
    const made = await booked();
    const definition = { questions: [{ id: 'hope', kind: 'long_text', label: 'What do you hope for?' }] };
    const form = { slug: 'before', name: 'Before', kind: 'intake', definition };
    const { id: formId } = (await app.as(made.practice).post('/forms').send(form)).body as { id: string };
    const [one] = (await app.as(made.practice).get('/cases')).body.data as { id: string }[];
    const asked = { form: formId, client: made.client.id, case: one!.id };
    expect((await app.as(made.practice).post('/assignments').send(asked)).status).toBe(201);
    await app.settle();
    const token = formToken(app, made.client.email);
    await sends(`${made.manage}/private`, { pin, again: pin }, made.kept);
    const visit = await visitsForm(app, token);
    await visit.agree();
    expect((await visit.answer('hope', { value: secret })).status).toBe(200);

    const { cookie, csrf } = await opensInBrowser(app, token);
    const wanted = visit.assignment;
    const right = await sends('/me/private', { csrfToken: csrf, action: 'unlock', wanted, pin }, cookie);
    expect(right.headers['location']).toBe(`/me/forms/${wanted}?before=1`);
    const page = await request(app.url).get(`/me/forms/${wanted}?before=1`).set('Cookie', cookie);
    expect(page.text).toContain('What you wrote so far');
    expect(page.text).not.toContain(secret);
  });

  it('signs out without a script, and has the browser forget its pages', async () => {
    const { signOut, shows, practice } = await atTheDoor();
    const gone = await signOut();
    expect([gone.status, gone.headers['location']]).toEqual([303, `/me?practice=${practice.slug}`]);
    expect(gone.headers['clear-site-data']).toBe('"cache", "cookies", "storage"');
    expect((await shows('/me/private')).headers['location']).toBe('/me');
  });
});
