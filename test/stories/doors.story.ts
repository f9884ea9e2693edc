import { useEdgeApp } from '../support/edge-app.js';

const app = useEdgeApp({ RATE_LIMIT: 'on', TRUST_PROXY: 'loopback' });
const probe = '/api/v1/admin/probe';
const thing = { name: 'a thing' };

describe('the admin door (item 6)', () => {
  it('asks for a credential, and knows a dead one', async () => {
    for (const headers of [{}, { authorization: 'Bearer nonsense' }, { authorization: 'Basic x' }, app.operator]) {
      const answer = await app.call('POST', probe, headers, thing);
      expect(answer).toBeProblem(401, '/problems/unauthenticated');
      expect(answer.headers['www-authenticate']).toBe('Bearer');
    }
  });

  it('lets a key in for its scopes only', async () => {
    expect((await app.call('POST', probe, app.key, thing)).body.actor).toBe('api-key');
    await app.admin.query(`UPDATE api_keys SET scopes = '{clients:read}'`);
    expect(await app.call('POST', probe, app.key, thing)).toBeProblem(403, '/problems/forbidden');
    await app.admin.query(`UPDATE api_keys SET scopes = '{clients:read,clients:write}'`);
  });

  it('lets a member in over a cookie, and change things with the token of the session alone', async () => {
    const { cookie, csrf } = await app.memberSession();
    expect((await app.call('GET', `${probe}/list`, cookie)).status).toBe(200);
    expect(await app.call('POST', probe, cookie, thing)).toBeProblem(403, '/problems/csrf-failed');
    const foreign = { 'x-csrf-token': 'another' };
    expect(await app.call('POST', probe, { ...cookie, ...foreign }, thing)).toBeProblem(403, '/problems/csrf-failed');
    expect((await app.call('POST', probe, { ...cookie, ...csrf }, thing)).body.actor).toBe('member');
  });

  it('refuses a change that another site sent', async () => {
    const { cookie, csrf } = await app.memberSession();
    const headers = { ...cookie, ...csrf };
    const from = (origin: string) => app.call('POST', probe, { ...headers, origin }, thing);
    expect(await from('https://elsewhere.example')).toBeProblem(403, '/problems/foreign-origin');
    expect(await from('null')).toBeProblem(403, '/problems/foreign-origin');
    expect((await from(app.publicUrl)).status).toBe(201);
  });

  it('lets only the roles in that a route names', async () => {
    const { cookie, csrf } = await app.memberSession('assistant');
    const headers = { ...cookie, ...csrf };
    expect(await app.call('POST', `${probe}/owners`, headers)).toBeProblem(403, '/problems/forbidden');
    const owner = await app.memberSession('owner');
    expect((await app.call('POST', `${probe}/owners`, { ...owner.cookie, ...owner.csrf })).status).toBe(200);
  });

  it('lets nobody in whose membership or practice has ended', async () => {
    const { cookie } = await app.memberSession();
    await app.admin.query(`UPDATE members SET status = 'left'`);
    expect(await app.call('GET', `${probe}/list`, cookie)).toBeProblem(401, '/problems/unauthenticated');
    await app.admin.query(`UPDATE members SET status = 'active'`);
    await app.admin.query(`UPDATE practices SET status = 'closed'`);
    expect(await app.call('GET', `${probe}/list`, app.key)).toBeProblem(401, '/problems/unauthenticated');
    await app.admin.query(`UPDATE practices SET status = 'active'`);
  });
});

describe('the other doors (item 6)', () => {
  it('let a client in for as long as their session and their practice last', async () => {
    const { cookie, csrf } = await app.clientSession();
    expect((await app.call('GET', '/api/v1/portal/probe', cookie)).body.actor).toBe('client');
    expect(await app.call('POST', '/api/v1/portal/probe', cookie)).toBeProblem(403, '/problems/csrf-failed');
    expect((await app.call('POST', '/api/v1/portal/probe', { ...cookie, ...csrf })).status).toBe(200);
    await app.admin.query(`UPDATE practices SET status = 'closed'`);
    expect(await app.call('GET', '/api/v1/portal/probe', cookie)).toBeProblem(401, '/problems/unauthenticated');
    await app.admin.query(`UPDATE practices SET status = 'active'`);
  });

  it('keep a member out of the portal and a key out of the operator door', async () => {
    const { cookie } = await app.memberSession();
    expect(await app.call('GET', '/api/v1/portal/probe', cookie)).toBeProblem(401, '/problems/unauthenticated');
    expect(await app.call('POST', '/api/v1/operator/probe', app.key)).toBeProblem(401, '/problems/unauthenticated');
    expect((await app.call('POST', '/api/v1/operator/probe', app.operator)).status).toBe(201);
  });

  it('find a practice by its slug, and nothing by a wrong one or a dead token', async () => {
    const visit = (slug: string) => app.call('POST', `/api/v1/public/practices/${slug}/probe`);
    expect((await visit('edges')).body.actor).toBe('visitor');
    expect(await visit('nobody')).toBeProblem(404, '/problems/not-found');
    const tokens = ['x', `${app.practice.practice.id}_short`, `${app.newId()}_${'a'.repeat(43)}`];
    for (const token of [...tokens, `${app.practice.practice.id}_${'a'.repeat(43)}`])
      expect(await app.call('GET', `/api/v1/public/probe/${token}`)).toBeProblem(404, '/problems/not-found');
  });

  it('move the clock only where a test may', async () => {
    const answer = await app.call('PUT', '/api/v1/operator/clock', app.operator, { advanceSeconds: 5 });
    expect(answer).toBeProblem(404, '/problems/not-found');
  });
});

describe('too many requests', () => {
  it('from one network are slowed down, while another goes on', async () => {
    const visit = (address: string) =>
      app.call('POST', '/api/v1/public/practices/edges/probe', { 'x-forwarded-for': address });
    const answers = await Promise.all(Array.from({ length: 125 }, () => visit('203.0.113.7')));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(5);
    expect(refused[0]).toBeProblem(429, '/problems/too-many-requests');
    expect(Number(refused[0]!.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused[0]!.headers['ratelimit']).toMatch(/^"public";r=0;t=\d+$/);
    expect(refused[0]!.headers['ratelimit-policy']).toBe('"public";q=120;w=60');
    expect((await visit('203.0.113.8')).status).toBe(201);
  });
});
