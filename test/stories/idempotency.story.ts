import { createHash } from 'node:crypto';
import { useEdgeApp } from '../support/edge-app.js';
import { ProbeController } from '../support/probe.module.js';

const app = useEdgeApp();
const probe = '/api/v1/admin/probe';
let n = 0;
const freshKey = () => `key-${++n}`;
const send = (key: string, body: object = { name: 'a thing' }, headers: Record<string, string> = app.key) =>
  app.call('POST', probe, { ...headers, 'idempotency-key': key }, body);

describe('a POST with an Idempotency-Key (item 2)', () => {
  it('has its effect once and gives the first answer again', async () => {
    const key = freshKey();
    const first = await send(key);
    const again = await send(key);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(ProbeController.count).toBe(1);
  });

  it('is the same call when only the order of its fields differs', async () => {
    const key = freshKey();
    await send(key, { name: 'a', client: { email: 'ana@example.org' } });
    expect((await send(key, { client: { email: 'ana@example.org' }, name: 'a' })).status).toBe(201);
    expect(ProbeController.count).toBe(1);
  });

  it('is refused with another body', async () => {
    const key = freshKey();
    await send(key);
    expect(await send(key, { name: 'another' })).toBeProblem(422, '/problems/key-reused');
  });

  it('runs once however many send it at the same time', async () => {
    const key = freshKey();
    let go = () => {};
    ProbeController.wait = new Promise((resolve) => (go = resolve));
    const calls = Array.from({ length: 20 }, () => send(key));
    setTimeout(go, 300);
    const statuses = (await Promise.all(calls)).map(({ status }) => status).sort();
    expect(statuses.filter((status) => status === 201).length).toBeGreaterThanOrEqual(1);
    expect(new Set(statuses)).toEqual(new Set([201, 409]));
    expect(ProbeController.count).toBe(1);
  });

  it('gives a refusal again, but not a fault of ours', async () => {
    const refused = freshKey();
    const first = await send(refused, { name: '' });
    const again = await send(refused, { name: '' });
    expect(again).toBeProblem(400, '/problems/invalid');
    expect(again.body).toEqual(first.body);
    const broken = freshKey();
    await send(broken, { name: 'break' });
    await send(broken, { name: 'break' });
    expect(ProbeController.count).toBe(2);
  });

  it('is not had again after a fault of ours that came when its effect stood: the caller is told to look', async () => {
    const key = freshKey();
    const thing = { name: 'act and break' };
    expect((await send(key, thing)).status).toBe(500);
    for (const again of [await send(key, thing), await send(key, thing)])
      expect(again).toBeProblem(409, '/problems/call-interrupted');
    expect(ProbeController.count).toBe(1);
    expect((await send(freshKey(), thing)).status).toBe(500);
    expect(ProbeController.count).toBe(2);
  });

  it('is forgotten after 24 hours', async () => {
    const key = freshKey();
    await send(key);
    app.clock.advance({ hours: 24 });
    await send(key, { name: 'something else' });
    expect(ProbeController.count).toBe(2);
  });

  it('is not taken over where its effect may stand and only its answer was lost', async () => {
    const key = { ...app.key, 'idempotency-key': freshKey() };
    const person = { name: 'Ana', email: 'ana@example.org', timeZone: 'Europe/London' };
    const add = () => app.call('POST', '/api/v1/admin/clients', key, person);
    expect((await add()).status).toBe(201);
    const operate = () =>
      app.call('POST', '/api/v1/operator/probe', { ...app.operator, 'idempotency-key': key['idempotency-key'] });
    expect((await operate()).status).toBe(201);
    await app.admin.query('UPDATE idempotent_answers SET status = NULL, sealed = NULL'); // the process died here
    app.clock.advance({ hours: 1 });
    for (const call of [add, add, operate, operate])
      expect(await call()).toBeProblem(409, '/problems/call-interrupted');
    const { rows } = await app.admin.query(`SELECT 1 FROM clients WHERE email = 'ana@example.org'`);
    expect(rows).toHaveLength(1);
    expect(ProbeController.count).toBe(1);
    app.clock.advance({ hours: 24 });
    expect((await operate()).status).toBe(201);
  });

  it('is taken over when the process that ran it is gone, and nothing had been done', async () => {
    const key = freshKey();
    await send(key);
    await app.admin.query('UPDATE idempotent_answers SET status = NULL, sealed = NULL');
    expect(await send(key)).toBeProblem(409, '/problems/call-still-running');
    app.clock.advance({ seconds: 119 });
    expect(await send(key)).toBeProblem(409, '/problems/call-still-running');
    app.clock.advance({ seconds: 1 });
    expect((await send(key)).status).toBe(201);
    expect(ProbeController.count).toBe(2);
  });

  it('belongs to its sender and its route', async () => {
    const key = freshKey();
    await send(key);
    const { cookie, csrf } = await app.memberSession();
    expect((await send(key, undefined, { ...cookie, ...csrf })).body.actor).toBe('member');
    const operate = () => app.call('POST', '/api/v1/operator/probe', { ...app.operator, 'idempotency-key': key });
    expect((await operate()).body).toEqual((await operate()).body);
    expect(ProbeController.count).toBe(3);
  });

  it('is kept sealed', async () => {
    const key = freshKey();
    await send(key);
    const { rows } = await app.admin.query<{ sealed: Buffer }>(
      'SELECT sealed FROM idempotent_answers WHERE sealed IS NOT NULL',
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every(({ sealed }) => !sealed.toString('latin1').includes('actor'))).toBe(true);
  });

  it('leaves no trace by which somebody with the database could try out what was sent', async () => {
    const key = freshKey();
    await send(key, { name: 'a secret thing' });
    const { rows } = await app.admin.query<{ body_hash: Buffer }>('SELECT body_hash FROM idempotent_answers');
    const plain = (text: string) => createHash('sha256').update(text).digest('hex');
    const body = JSON.stringify({ name: 'a secret thing' });
    const guesses = [plain(body), plain(JSON.stringify([body]))];
    const kept = rows.map(({ body_hash: hash }) => hash.toString('hex'));
    expect(guesses.filter((guess) => kept.includes(guess))).toEqual([]);
  });

  it('is not looked at where a credential is taken or handed out: every call is its own, and nothing of it is kept', async () => {
    const before = (await app.admin.query('SELECT 1 FROM idempotent_answers')).rowCount;
    const key = { 'idempotency-key': freshKey() };
    const signIn = { email: 'olive@example.org', password: 'a long enough password' };
    const sessions = [1, 2].map(() => app.call('POST', '/api/v1/admin/session', key, signIn));
    const cookies = (await Promise.all(sessions)).map(({ status, headers }) => [status, headers['set-cookie']]);
    expect(cookies).toEqual([
      [200, expect.stringContaining('__Host-')],
      [200, expect.stringContaining('__Host-')],
    ]);
    expect(cookies[0]).not.toEqual(cookies[1]);
    const token = `${app.practice.practice.id}_${'a'.repeat(43)}`;
    for (const [path, body] of [
      ['/api/v1/admin/password-resets', { email: 'olive@example.org' }],
      [`/api/v1/admin/password-resets/${token}`, { password: 'a long enough password' }],
      [`/api/v1/admin/invitations/${token}`, { password: 'a long enough password' }],
      ['/api/v1/portal/session', { token }],
    ] as const) {
      await app.call('POST', path, key, body);
      expect((await app.call('POST', path, key, body)).headers['idempotency-replayed']).toBeUndefined();
    }
    expect((await app.admin.query('SELECT 1 FROM idempotent_answers')).rowCount).toBe(before);
  });

  it('takes no key that is empty or endless', async () => {
    expect(await send('x'.repeat(300))).toBeProblem(400, '/problems/invalid');
  });
});
