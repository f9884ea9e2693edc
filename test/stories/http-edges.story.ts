import { useEdgeApp } from '../support/edge-app.js';
import { ProbeController } from '../support/probe.module.js';

const app = useEdgeApp();
const thing = { name: 'a thing' };
const paths = (answer: { body: { errors?: { path: string }[] } }) => answer.body.errors?.map(({ path }) => path);

describe('what is sent (item 2)', () => {
  it('is refused with the path of each unknown field, nested ones too', async () => {
    const answer = await app.call('POST', '/api/v1/admin/probe', app.key, {
      ...thing,
      extra: 1,
      client: { email: 'ana@example.org', nick: 'A' },
    });
    expect(answer).toBeProblem(400, '/problems/invalid');
    expect(paths(answer)).toEqual(expect.arrayContaining(['extra', 'client.nick']));
    expect(answer.body.requestId).toBe(answer.headers['x-request-id']);
    expect(ProbeController.count).toBe(0);
  });

  it('names the field of the branch that was meant where a field may take several shapes', async () => {
    const answer = await app.call('POST', '/api/v1/admin/probe', app.key, { ...thing, pick: { local: 5 } });
    expect(paths(answer)).toEqual(['pick.local']);
  });

  it('names every missing field when there is no body at all', async () => {
    expect(paths(await app.call('POST', '/api/v1/admin/probe', app.key))).toEqual(['name']);
  });

  it.each([
    ['no JSON', '{"name": '],
    ['over-deep JSON', `{"name":${'['.repeat(45_000)}${']'.repeat(45_000)}}`],
    ['a key that reaches a prototype', '{"name":"x","client":{"__proto__":{"admin":true}}}'],
    ['a constructor', '{"constructor":{"prototype":{}}}'],
    ['bytes that are no text', Buffer.from([0x22, 0xff, 0x22])],
  ])('is refused when it is %s', async (_what, body) => {
    const answer = await app.call('POST', '/api/v1/admin/probe', app.key, body);
    expect(answer).toBeProblem(400, '/problems/invalid');
    expect(answer.body.errors).toHaveLength(1);
  });

  it('names the place of a key that reaches a prototype', async () => {
    const body = '{"name":"x","client":{"__proto__":1}}';
    expect(paths(await app.call('POST', '/api/v1/admin/probe', app.key, body))).toEqual(['client.__proto__']);
  });

  it('is refused when it is larger than 256 KB', async () => {
    const answer = await app.call('POST', '/api/v1/admin/probe', app.key, { name: 'x'.repeat(300_000) });
    expect(answer).toBeProblem(413, '/problems/too-large');
  });

  it('is JSON, but where a route takes forms', async () => {
    const form = { ...app.key, 'content-type': 'application/x-www-form-urlencoded' };
    expect(await app.call('POST', '/api/v1/admin/probe', form, 'name=x')).toBeProblem(
      415,
      '/problems/unsupported-media-type',
    );
    const text = { ...app.key, 'content-type': 'text/plain' };
    expect(await app.call('POST', '/api/v1/admin/probe', text, '{"name":"x"}')).toBeProblem(
      415,
      '/problems/unsupported-media-type',
    );
    const click = await app.call('POST', '/api/v1/public/unsubscribe/probe', form, 'List-Unsubscribe=One-Click');
    expect(click.status).toBe(200);
  });

  it('is refused as a query or a body on routes that take none', async () => {
    const id = app.newId();
    expect(paths(await app.call('GET', `/api/v1/admin/probe/things/${id}?verbose=1`, app.key))).toEqual(['verbose']);
    expect(paths(await app.call('GET', '/api/v1/admin/probe/list?limit=9&x=1', app.key))).toEqual(['limit', 'x']);
    expect(paths(await app.call('POST', '/api/v1/admin/probe/owners', app.key, { a: 1 }))).toEqual(['a']);
  });

  it('is refused as a query of the installation itself, which documents that', async () => {
    for (const path of ['/readyz', '/healthz', '/openapi.json']) {
      const answer = await app.call('GET', `${path}?verbose=1`);
      expect(answer).toBeProblem(400, '/problems/invalid');
      expect(paths(answer)).toEqual(['verbose']);
    }
  });

  it('may hold more than a page reads, since links are lengthened by whoever passes them on', async () => {
    expect((await app.call('GET', '/docs?utm_source=letter')).status).toBe(200);
  });

  it('names nothing when an id in the path is none', async () => {
    expect(await app.call('GET', '/api/v1/admin/probe/things/7', app.key)).toBeProblem(404, '/problems/not-found');
    expect(await app.call('GET', '/api/v1/nowhere', app.key)).toBeProblem(404, '/problems/not-found');
    expect(await app.call('GET', '/api/v1/%zz', app.key)).toBeProblem(404, '/problems/not-found');
  });
});

describe('what is answered (item 2)', () => {
  it('tells nothing of the inside when something breaks', async () => {
    const answer = await app.call('POST', '/api/v1/admin/probe', app.key, { name: 'break' });
    expect(answer).toBeProblem(500, '/problems/internal');
    expect(answer.text).not.toContain('secret');
  });

  it('is held against what the route declares', async () => {
    expect(await app.call('GET', '/api/v1/admin/probe/surprise', app.key)).toBeProblem(500, '/problems/internal');
  });

  it('changes nothing over GET and HEAD', async () => {
    expect((await app.call('GET', '/api/v1/admin/probe/write', app.key)).status).toBe(500);
    const head = await app.call('HEAD', `/api/v1/admin/probe/things/${app.newId()}`, app.key);
    expect([head.status, head.text]).toEqual([200, '']);
  });

  it('is kept by no cache, loads nothing and tells no other site where it came from', async () => {
    const { headers } = await app.call('GET', `/api/v1/admin/probe/things/${app.newId()}`, app.key);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('is a page for a person whose link leads nowhere', async () => {
    const page = await app.call('GET', '/nowhere', { accept: 'text/html,application/xhtml+xml' });
    expect([page.status, page.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
  });

  it('is where it was meant to be, for a page whose address ends in a slash', async () => {
    const person = { accept: 'text/html,application/xhtml+xml' };
    for (const accept of [person, {}, { accept: '*/*' }]) {
      const page = await app.call('GET', '/edges/?utm_source=letter', accept);
      expect([page.status, page.headers['location']]).toEqual([308, '/edges?utm_source=letter']);
    }
    expect((await app.call('HEAD', '/edges/', person)).headers['location']).toBe('/edges');
    expect((await app.call('GET', '/edges/help//', person)).headers['location']).toBe('/edges/help');
    for (const elsewhere of ['//evil.example/', '/\\evil.example/', '/%2Fevil.example/'])
      expect((await app.call('GET', elsewhere, person)).headers['location'] ?? '/x').toMatch(/^\/[^/\\]/);
    expect(await app.call('GET', '/api/v1/admin/clients/', app.key)).toBeProblem(404, '/problems/not-found');
  });

  it('is the kind page of the site where there is nothing, with the way out on top', async () => {
    for (const path of ['/nobody', '/edges/book/nothing/at/all', '/edges/nobody/'].map((one) =>
      one.replace(/\/$/, ''),
    )) {
      const page = await app.call('GET', path, { accept: 'text/html,application/xhtml+xml' });
      expect([path, page.status, page.headers['content-type']]).toEqual([path, 404, 'text/html; charset=utf-8']);
      expect(page.text).toContain('id="leave"');
    }
  });

  it('points to a page that explains the problem', async () => {
    const page = await app.call('GET', '/problems/slot-taken');
    expect(page.status).toBe(200);
    expect(page.text).toContain('Someone was faster');
    expect((await app.call('GET', '/problems/constructor')).status).toBe(404);
  });
});

describe('a thing people edit (item 2)', () => {
  const change = (headers: Record<string, string>) =>
    app.call('PATCH', `/api/v1/admin/probe/things/${app.newId()}`, { ...app.key, ...headers });

  it('carries its revision as an ETag, and takes a change that names it', async () => {
    const { headers } = await app.call('GET', `/api/v1/admin/probe/things/${app.newId()}`, app.key);
    expect(headers['etag']).toBe('"3"');
    const changed = await change({ 'if-match': String(headers['etag']) });
    expect([changed.status, changed.headers['etag']]).toEqual([200, '"4"']);
  });

  it('takes no change that names none, another or nonsense', async () => {
    expect(await change({})).toBeProblem(428, '/problems/if-match-missing');
    expect(await change({ 'if-match': '"2"' })).toBeProblem(412, '/problems/stale-revision');
    expect(await change({ 'if-match': 'three' })).toBeProblem(400, '/problems/invalid');
  });
});
