import { useTestApp } from '../support/test-app.js';
import { givenOffice, type Office } from '../support/office.js';

const app = useTestApp();
let office: Office;

beforeAll(async () => {
  office = await givenOffice(app, 'keys');
});

const make = (body: object, apiKey = office.apiKey) => app.as({ apiKey }).post('/api-keys').send(body);
const get = (path: string, apiKey: string) => app.as({ apiKey }).get(path);

describe('An API key (item 6)', () => {
  it('is shown once, opens what its scopes name, and nothing else', async () => {
    const made = await make({ name: 'Calendar', scopes: ['coaches:read'] });
    expect(made.status).toBe(201);
    const { key, id } = made.body as { key: string; id: string };
    expect((await get('/coaches', key)).status).toBe(200);
    expect(await get('/audit-entries', key)).toBeProblem(403, '/problems/forbidden');
    const listed = await get('/api-keys', office.apiKey);
    expect(listed.body.data[0]).toMatchObject({ id, name: 'Calendar' });
    expect(listed.text).not.toContain(key);
    expect(JSON.stringify(await app.rows(office, 'api_keys'))).not.toContain(key.slice(37));
  });

  it('cannot make a key that may do more than itself', async () => {
    const { key } = (await make({ name: 'Keys only', scopes: ['keys:write'] })).body as { key: string };
    expect(await make({ name: 'More', scopes: ['keys:write', 'notes:read'] }, key)).toBeProblem(
      403,
      '/problems/forbidden',
    );
    expect((await make({ name: 'As much', scopes: ['keys:write'] }, key)).status).toBe(201);
  });

  it('ends when it expires', async () => {
    expect((await make({ name: 'Late', scopes: ['coaches:read'], expiresAt: '2027-01-11T09:00:00Z' })).status).toBe(
      400,
    );
    const made = await make({ name: 'Short', scopes: ['coaches:read'], expiresAt: '2027-01-11T10:00:00Z' });
    const { key } = made.body as { key: string };
    expect((await get('/coaches', key)).status).toBe(200);
    app.clock.advance({ hours: 1 });
    expect((await get('/coaches', key)).status).toBe(401);
  });

  it('ends at once when it is revoked, and stays on the list', async () => {
    const { key, id } = (await make({ name: 'Gone soon', scopes: ['coaches:read'] })).body as {
      key: string;
      id: string;
    };
    const revoke = () => app.as(office).delete(`/api-keys/${id}`);
    expect((await revoke()).status).toBe(204);
    expect((await revoke()).status).toBe(204);
    expect((await get('/coaches', key)).status).toBe(401);
    expect((await get('/api-keys', office.apiKey)).body.data[0]).toMatchObject({
      id,
      revokedAt: '2027-01-11T09:00:00Z',
    });
  });

  it('notes when it was last used, at most once a minute', async () => {
    const { key, id } = (await make({ name: 'Busy', scopes: ['coaches:read'] })).body as { key: string; id: string };
    const lastUsed = async () =>
      (await app.rows<{ id: string; last_used_at: Date }>(office, 'api_keys')).find((row) => row.id === id)
        ?.last_used_at;
    await get('/coaches', key);
    app.clock.advance({ seconds: 59 });
    await get('/coaches', key);
    expect((await lastUsed())?.toISOString()).toBe('2027-01-11T09:00:00.000Z');
    app.clock.advance({ seconds: 1 });
    await get('/coaches', key);
    expect((await lastUsed())?.toISOString()).toBe('2027-01-11T09:01:00.000Z');
  });

  it("is found in its own practice alone: another practice's key cannot be revoked", async () => {
    const other = await givenOffice(app, 'other-keys');
    const { id } = (await make({ name: 'Mine', scopes: ['coaches:read'] })).body as { id: string };
    expect((await app.as(other).delete(`/api-keys/${id}`)).status).toBe(404);
  });

  it('leaves its name in the audit of what it did', async () => {
    const { key } = (await make({ name: 'Robot', scopes: ['coaches:write'] })).body as { key: string };
    const coach = { slug: 'robo', name: 'Robo', email: 'robo@example.org', timeZone: 'Europe/London' };
    await app.as({ apiKey: key }).post('/coaches').send(coach);
    const entries = await get('/audit-entries?action=coach.created', office.apiKey);
    expect(entries.body.data[0].actor).toMatchObject({ kind: 'api-key', name: 'Robot' });
  });
});

describe('The audit', () => {
  it('is read newest first, page by page, by those who may', async () => {
    for (const name of ['one', 'two', 'three']) await make({ name, scopes: ['coaches:read'] });
    const first = await get('/audit-entries?limit=2&action=api-key.created', office.apiKey);
    const second = await get(
      `/audit-entries?limit=2&action=api-key.created&cursor=${first.body.nextCursor}`,
      office.apiKey,
    );
    const ids = [...first.body.data, ...second.body.data].map(({ id }: { id: string }) => id);
    expect(ids).toEqual([...new Set(ids)].sort().reverse());
  });
});
