import { Authenticator } from '../support/authenticator.js';
import { bookedCookie, type ClientBrowser } from '../support/private-door.js';
import { pin, privatePeople, wrongPin, type Booked } from '../support/private-people.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;
const { books, reopens, signIn, state, chooses, withPin } = privatePeople(app);

/** The same name and address book once more in a browser of their own; with the secret of the link that was mailed. */
async function booksToo({ practice, name, clientId }: Booked, start: string) {
  const offering = await given.offering(practice);
  const client = { name, email: `${name.toLowerCase()}@example.org`, timeZone: 'Europe/London' };
  const booked = await app.visitor
    .post(`/api/v1/public/practices/${practice.slug}/bookings`)
    .send({ offering: offering.slug, start, client });
  expect(booked.status).toBe(201);
  const [made] = await app.sql<{ id: string }>(
    'SELECT id FROM clients WHERE practice_id = $1 AND id <> $2 ORDER BY id DESC LIMIT 1',
    [practice.id, clientId],
  );
  const { manageUrl } = booked.body as { manageUrl: string };
  return { practice, clientId: made!.id, manage: manageUrl.split('/').at(-1)!, cookie: bookedCookie(booked)! };
}

const setsPin = ({ manage, cookie }: { manage: string; cookie: string }, chosen: string) =>
  app.visitor.put(`/api/v1/public/appointments/${manage}/private/pin`).set('Cookie', cookie).send({ pin: chosen });

const clientOf = (browser: { opened: { body: unknown } }) =>
  (browser.opened.body as { client: { id: string } }).client.id;

describe('What a client chose, and a contact under their name and address who was there before them (issue 3, item 1)', () => {
  it('stays where the contact chose nothing: opening a link that was mailed earlier resets no PIN', async () => {
    const made = await books();
    const early = await booksToo(made, '2027-01-26T10:00:00Z');
    app.clock.advance({ minutes: 1 });
    const own = await signIn(made, [made.cookie]);
    expect((await chooses(own)).status).toBe(200);
    const mailbox = await signIn(early);
    expect(clientOf(mailbox)).toBe(made.clientId);
    expect(await state(own)).toMatchObject({ factors: { pin: true }, unlocked: true });
    expect((await mailbox.call('post', '/private/unlock', { pin })).status).toBe(200);
  });

  it('stays where it came from a code of the coach, whatever the contact chose, and what they chose goes', async () => {
    const made = await books();
    const early = await booksToo(made, '2027-01-26T10:00:00Z');
    expect((await setsPin(early, wrongPin)).status).toBe(204);
    app.clock.advance({ minutes: 1 });
    await signIn(made, [made.cookie]);
    const { code } = (await reopens(made.practice, made.clientId)).body as { code: string };
    const own = await signIn(made);
    expect((await chooses(own, code)).status).toBe(200);
    const mailbox = await signIn(early, [early.cookie]);
    expect(clientOf(mailbox)).toBe(made.clientId);
    expect(await state(own)).toMatchObject({ factors: { pin: true }, unlocked: true });
    expect(await mailbox.call('post', '/private/unlock', { pin: wrongPin })).toBeProblem(403, '/problems/wrong-pin');
    app.clock.advance({ seconds: 1 });
    expect((await mailbox.call('post', '/private/unlock', { pin })).status).toBe(200);
  });

  it('is a code that still works: two links kept in reserve end no code that the coach said', async () => {
    const made = await books();
    const reserve = [await booksToo(made, '2027-01-26T10:00:00Z'), await booksToo(made, '2027-01-27T10:00:00Z')];
    for (const early of reserve) expect((await setsPin(early, wrongPin)).status).toBe(204);
    app.clock.advance({ minutes: 1 });
    await signIn(made, [made.cookie]);
    for (const early of reserve) {
      const { code } = (await reopens(made.practice, made.clientId)).body as { code: string };
      await signIn(early, [early.cookie]);
      const own = await signIn(made);
      expect((await chooses(own, code)).status).toBe(200);
    }
  });
});

describe('The browser in which somebody booked, once others came by the mailed link (issue 3, item 1)', () => {
  /** The secret of the manage link that was mailed, which is not the one that was shown to whoever booked. */
  const mailedTo = async (name: string) => {
    await app.settle();
    const mail = app.mailbox.messages(`${name.toLowerCase()}@example.org`).findLast(({ text }) => text.includes('/a/'));
    return /\/a\/(\S+)/.exec(mail!.text)![1]!;
  };
  const asks = async ({ manage, cookie }: { manage: string; cookie: string }) =>
    (await app.visitor.get(`/api/v1/public/appointments/${manage}/private`).set('Cookie', cookie)).body as object;

  it('chooses nothing once their link was opened in another, so that it opens no words that were written there', async () => {
    const made = await books();
    expect(await asks(made)).toEqual({ maySet: true, pin: false });
    await signIn(made);
    expect(await asks(made)).toEqual({ maySet: false, pin: false });
    expect(await setsPin(made, pin)).toBeProblem(403, '/problems/private-locked');
    expect(await chooses(await signIn(made, [made.cookie]))).toBeProblem(403, '/problems/private-locked');
  });

  it('chooses as before where the link was opened in it, and another only looked at the page of the appointment', async () => {
    const made = await books();
    expect((await app.visitor.get(`/a/${await mailedTo(made.name)}`)).status).toBe(200);
    await signIn(made, [made.cookie]);
    expect(await asks(made)).toEqual({ maySet: true, pin: false });
    expect((await setsPin(made, pin)).status).toBe(204);
  });

  it('hears the same of a known and an unknown address when their reader cancelled by the mailed link', async () => {
    const unknown = await books();
    const known = await books(unknown.practice);
    app.clock.advance({ minutes: 1 });
    await signIn(known, [known.cookie]);
    const typed = await booksToo(known, '2027-01-28T10:00:00Z');
    const seen: object[] = [];
    for (const [name, booked] of [
      [unknown.name, unknown],
      [known.name, typed],
    ] as const) {
      const before = await asks(booked);
      const link = await mailedTo(name);
      const cancelled = await app.visitor.post(`/api/v1/public/appointments/${link}/cancel`).send({});
      expect(cancelled.status).toBe(200);
      seen.push({ before, after: await asks(booked), pin: (await setsPin(booked, pin)).status });
    }
    expect(seen[0]).toEqual(seen[1]);
    expect(seen[0]).toEqual({
      before: { maySet: true, pin: false },
      after: { maySet: false, pin: false },
      pin: 403,
    });
  });
});

describe('What must arrive, at an address that is never to be written to (issue 3, items 1 and 2)', () => {
  const stopped = (practice: { id: string }, email: string, at: Date) =>
    app.sql(
      `INSERT INTO suppressions (practice_id, id, email, reason, covers, created_at)
       VALUES ($1, gen_random_uuid(), $2, 'never_again', 'all', $3)`,
      [practice.id, email, at],
    );

  it('is a task for the coach, so that nobody travels in vain; a link to sign in that anybody can ask for is none', async () => {
    const { practice, name, booked } = await books();
    const email = `${name.toLowerCase()}@example.org`;
    await app.settle();
    await stopped(practice, email, app.clock.now());
    const { appointment } = booked.body as { appointment: { id: string } };
    expect((await app.as(practice).post(`/appointments/${appointment.id}/cancel`).send({})).status).toBe(200);
    await app.visitor.post('/api/v1/portal/sign-in').send({ practice: practice.slug, email });
    app.clock.advance({ minutes: 10 });
    await app.settle();
    const messages = await app.rows<{ template: string; status: string; client_id: string | null }>(
      practice,
      'messages',
    );
    const unsent = messages.filter(({ status, client_id: id }) => status === 'suppressed' && id !== null);
    expect(unsent.map(({ template }) => template)).toContain('cancellation');
    const tasks = (await app.as(practice).get('/tasks')).body as { data: { kind: string; people: string[] }[] };
    expect(tasks.data).toMatchObject([{ kind: 'message_failed', people: [name] }]);
  });
});

describe('What opens the private parts, in a session that was left open (issue 3, item 1)', () => {
  const changes = (browser: ClientBrowser) => browser.call('put', '/private/pin', { pin: '593017264' });

  it('is not changed by whoever finds it so: the PIN is given once more, and that is good for one change, for five minutes', async () => {
    const { other } = await withPin();
    expect((await other.call('post', '/private/unlock', { pin })).status).toBe(200);
    expect(await changes(other)).toBeProblem(403, '/problems/give-again');
    expect(await other.call('post', '/private/passkeys/options', {})).toBeProblem(403, '/problems/give-again');
    expect(await other.call('post', '/private/unlock', { pin: wrongPin })).toBeProblem(403, '/problems/wrong-pin');
    expect(await changes(other)).toBeProblem(403, '/problems/give-again');
    app.clock.advance({ seconds: 1 });
    expect((await other.call('post', '/private/unlock', { pin })).status).toBe(200);
    app.clock.advance({ minutes: 5 });
    expect(await changes(other)).toBeProblem(403, '/problems/give-again');
    expect((await other.call('post', '/private/unlock', { pin })).status).toBe(200);
    expect((await changes(other)).status).toBe(200);
    expect(await chooses(other)).toBeProblem(403, '/problems/give-again');
  });

  it('loses no passkey to them, and the passkey itself may be given instead of the PIN', async () => {
    const { own, other } = await withPin();
    const device = new Authenticator(app.url);
    const asked = (await own.call('post', '/private/passkeys/options', {})).body as { challenge: string };
    // It follows the first PIN without typing that once more.
    const kept = await own.call('post', '/private/passkeys', { response: device.create(asked), name: 'My phone' });
    expect(kept.status).toBe(201);
    const [passkey] = (kept.body as { factors: { passkeys: { id: string }[] } }).factors.passkeys;
    const opens = async () => {
      const wanted = (await other.call('post', '/private/unlock/options', {})).body as { challenge: string };
      return other.call('post', '/private/unlock/passkey', { response: device.sign(wanted) });
    };
    expect((await opens()).status).toBe(200);
    const removes = () => other.call('delete', `/private/passkeys/${passkey!.id}`);
    expect(await removes()).toBeProblem(403, '/problems/give-again');
    expect((await opens()).status).toBe(200);
    expect((await removes()).status).toBe(204);
  });
});
