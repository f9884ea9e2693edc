import { afterAll, beforeAll } from '@jest/globals';
import { createApi } from '../../apps/api/src/create-api.js';
import { publicRoutes } from '../../apps/api/src/http/public-routes.js';
import { Routes, type Route } from '../../apps/api/src/http/routes.js';
import { cloneDatabases, type TestDatabases } from '../support/databases.js';
import { testConfig } from '../support/test-config.js';

type Api = Awaited<ReturnType<typeof createApi>>;

let databases: TestDatabases;
let api: Api;
let routes: Route[];

beforeAll(async () => {
  databases = await cloneDatabases();
  const nobody = { smtpUrl: 'smtp://127.0.0.1:9', stripeUrl: 'http://127.0.0.1:9' };
  api = await createApi({ config: testConfig({ ...databases, ...nobody, publicUrl: 'http://localhost:3999' }) });
  routes = api.get(Routes).all();
});
afterAll(async () => {
  await api?.close();
  await databases?.drop();
});

const named = ({ method, path }: Route) => `${method} ${path}`;

describe('every route (item 6)', () => {
  it('has exactly one policy', () => {
    expect(routes.length).toBeGreaterThan(5);
    expect(routes.filter(({ policy }) => policy === undefined).map(named)).toEqual([]);
  });

  it('that anyone may call stands on the reviewed list, with a reason', () => {
    const open = routes.filter(({ policy }) => policy?.door === 'public');
    expect(open.map(named).sort()).toEqual([...publicRoutes].sort());
    expect(open.filter(({ policy }) => policy?.door === 'public' && policy.why.length < 10).map(named)).toEqual([]);
  });

  it('stands behind the door its address names', () => {
    const doors: Record<string, readonly string[]> = {
      public: ['public'],
      webhooks: ['public'],
      portal: ['client', 'public'],
      admin: ['member', 'session', 'public'],
      operator: ['operator'],
    };
    const misplaced = routes.filter(({ path, policy }) => {
      const door = /^\/api\/v1\/([^/]+)/.exec(path)?.[1];
      return door !== undefined && !doors[door]?.includes(policy?.door ?? '');
    });
    expect(misplaced.map(named)).toEqual([]);
  });

  it('that Fastify serves is one of those walked (published failure: internal handlers routable)', async () => {
    const printed = api.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false });
    const served = printed.split('\n').filter((line) => /\((GET|POST|PUT|PATCH|DELETE)/.test(line)).length;
    expect(served).toBe(new Set(routes.map(({ path }) => path)).size);
  });

  it('that changes something takes what is sent by a schema, and says what it answers', () => {
    const ofApi = routes.filter(({ path }) => path.startsWith('/api/'));
    expect(ofApi.filter(({ answer }) => answer === undefined).map(named)).toEqual([]);
    // What another system sends is checked by its signature, over the very bytes.
    const ours = ofApi.filter(({ path }) => !path.startsWith('/api/v1/webhooks/'));
    expect(ours.filter(({ inputs }) => inputs.takesBody && !inputs.body).map(named)).toEqual([]);
    expect(ofApi.filter(({ inputs }) => inputs.wholeQuery && !inputs.query).map(named)).toEqual([]);
  });
});
