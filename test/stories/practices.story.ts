import { Database } from '#platform';
import { PracticeService, reservedPracticeSlugs } from '#practices';
import { allScopes } from '#contracts';
import { Routes } from '../../apps/api/src/http/routes.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const wanted = (slug: string, owner: Record<string, unknown> = {}) => ({
  slug,
  name: 'Harbour Practice',
  timeZone: 'Europe/Lisbon',
  currency: 'EUR',
  locale: 'en-GB',
  country: 'PT',
  owner: { name: 'Olive Owner', email: `owner-${slug}@example.org`, ...owner },
});
const create = (body: object) =>
  app.visitor.post('/api/v1/operator/practices').auth(app.operatorKey, { type: 'bearer' }).send(body);
const coachOf = (slug: string, email = `${slug}@example.org`) => ({
  slug,
  name: 'Clara Coach',
  email,
  timeZone: 'Europe/Lisbon',
});

describe('Making a practice (item 2)', () => {
  it('answers the practice, its owner and a key with every scope, shown this once', async () => {
    const made = await create(wanted('harbour', { password: 'a long enough password' }));
    expect(made.status).toBe(201);
    expect(made.body.practice).toMatchObject({ slug: 'harbour', currency: 'EUR', status: 'active' });
    expect(made.body.owner).toMatchObject({ email: 'owner-harbour@example.org', invited: false });
    expect(made.body.apiKey.startsWith(`${made.body.practice.id}_`)).toBe(true);

    const keys = await app.as(made.body).get('/api-keys');
    expect(keys.body.data[0].scopes).toEqual(allScopes);
    expect(JSON.stringify(keys.body)).not.toContain(made.body.apiKey);
    expect(await app.sql('SELECT 1 FROM practice_settings WHERE payments_ready')).not.toHaveLength(0);
  });

  it('remembers that the operator made it', async () => {
    const made = await create(wanted('remembered'));
    const entries = await app.as(made.body).get('/audit-entries?action=practice.created');
    expect(entries.body.data).toMatchObject([
      { actor: { kind: 'operator', id: null }, subject: { kind: 'practice', id: made.body.practice.id } },
    ]);
  });

  it('invites an owner who brings no password, and one who signs in already, whose credentials stay', async () => {
    const first = await create(wanted('first-of-two', { password: 'a long enough password' }));
    const email = first.body.owner.email.toUpperCase();
    const second = await create(
      wanted('second-of-two', { email, name: 'Somebody Else', password: 'another password' }),
    );
    expect(second.body.owner).toEqual({ ...first.body.owner, invited: true });
    expect((await create(wanted('no-password'))).body.owner.invited).toBe(true);

    const signIn = (password: string) => app.visitor.post('/api/v1/admin/session').send({ email, password });
    expect((await signIn('a long enough password')).status).toBe(200);
    expect((await signIn('another password')).status).toBe(401);
  });

  it('refuses a taken slug and leaves nothing of the second attempt behind', async () => {
    await create(wanted('taken'));
    const before = await app.sql('SELECT count(*) FROM practice_settings, (SELECT count(*) FROM users) AS people');
    expect(await create(wanted('taken', { email: 'nobody-yet@example.org' }))).toBeProblem(409, '/problems/slug-taken');
    expect(await app.sql('SELECT 1 FROM users WHERE email = $1', ['nobody-yet@example.org'])).toHaveLength(0);
    expect(await app.sql('SELECT count(*) FROM practice_settings, (SELECT count(*) FROM users) AS people')).toEqual(
      before,
    );
  });

  it.each(['api', 'studio', 'embed', 'docs', 'a', 'me'])('keeps the name %s for our own pages', async (slug) => {
    const refused = await create(wanted(slug, { email: 'owner@example.org' }));
    expect(refused).toBeProblem(400, '/problems/invalid');
    expect(refused.body.errors[0].path).toBe('slug');
  });

  it('reserves the first segment of every route there is', () => {
    const segments = app.api
      .get(Routes)
      .all()
      .map(({ path }) => path.split('/')[1] ?? '')
      .filter((segment) => /^[a-z0-9](-?[a-z0-9])*$/.test(segment));
    expect(segments.filter((segment) => !reservedPracticeSlugs.has(segment))).toEqual([]);
  });

  it('takes the id of the first practice from a key that the installation brings along', async () => {
    const id = '0193aaaa-0000-7000-8000-00000000abcd';
    const apiKey = `${id}_${'k'.repeat(43)}`;
    const made = await app.api.get(PracticeService).create(wanted('bootstrapped'), { apiKey });
    expect(made.practice.id).toBe(id);
    expect((await app.as({ apiKey }).get('/coaches')).status).toBe(200);
  });

  it('needs the operator', async () => {
    expect(await app.visitor.post('/api/v1/operator/practices').send(wanted('no'))).toBeProblem(
      401,
      '/problems/unauthenticated',
    );
  });

  it('lets no one but the door of a new practice write the list of practices', async () => {
    const insert = app.api
      .get(Database)
      .outside((query) => query(`INSERT INTO practices (id, slug, created_at) VALUES (gen_random_uuid(), 'x', now())`));
    await expect(insert).rejects.toMatchObject({ driverError: { code: '42501' } });
  });
});

describe('A practice as visitors see it', () => {
  it('shows coaches and help lines of its country, and no address of anybody', async () => {
    const made = await create(wanted('seen'));
    const coach = await app
      .as(made.body)
      .post('/coaches')
      .send({ ...coachOf('clara'), bio: 'Listens.' });
    expect(coach.status).toBe(201);
    const seen = await app.visitor.get('/api/v1/public/practices/seen');
    expect(seen.status).toBe(200);
    expect(seen.body.coaches).toEqual([expect.objectContaining({ slug: 'clara', bio: 'Listens.' })]);
    expect(seen.body.helpLines.length).toBeGreaterThan(0);
    expect(seen.text).not.toContain('@');
  });

  it('goes on while a bill is unpaid, and is gone once closed', async () => {
    const { body } = await create(wanted('behind'));
    const status = (to: string) => app.sql('UPDATE practices SET status = $1 WHERE id = $2', [to, body.practice.id]);
    await status('unpaid');
    expect((await app.visitor.get('/api/v1/public/practices/behind')).status).toBe(200);
    await status('closed');
    expect(await app.visitor.get('/api/v1/public/practices/behind')).toBeProblem(404, '/problems/not-found');
    expect((await app.as(body).get('/coaches')).status).toBe(401);
  });
});

describe('The coaches of a practice', () => {
  it('are invited when they are new, and keep their place when they own it', async () => {
    const made = await create(wanted('team', { password: 'a long enough password' }));
    await app.as(made.body).post('/coaches').send(coachOf('newcomer'));
    await app.as(made.body).post('/coaches').send(coachOf('olive', made.body.owner.email));
    const members = await app.rows<{ role: string; status: string }>(made.body.practice, 'members');
    expect(members.map(({ role, status }) => `${role} ${status}`).sort()).toEqual(['coach invited', 'owner active']);
    const facts = await app.rows<{ name: string }>(made.body.practice, 'outbox');
    expect(facts.filter(({ name }) => name === 'identity.member-invited')).toHaveLength(1);
  });

  it('have a slug of their own and one face each', async () => {
    const made = await create(wanted('faces'));
    const add = (body: object) => app.as(made.body).post('/coaches').send(body);
    await add(coachOf('one'));
    expect(await add(coachOf('one', 'other@example.org'))).toBeProblem(409, '/problems/slug-taken');
    expect(await add(coachOf('two', 'one@example.org'))).toBeProblem(409, '/problems/coach-exists');
    expect((await add(coachOf('book'))).body.errors[0].path).toBe('slug');
  });

  it('change their words only at the revision that was read', async () => {
    const made = await create(wanted('words'));
    const coach = (await app.as(made.body).post('/coaches').send(coachOf('clara'))).body;
    const read = await app.as(made.body).get(`/coaches/${coach.id}`);
    const change = (tag: string, headline: string) =>
      app.as(made.body).patch(`/coaches/${coach.id}`).set('If-Match', tag).send({ headline });
    const changed = await change(String(read.headers['etag']), 'Unhurried talks');
    expect(changed.body).toMatchObject({ headline: 'Unhurried talks', revision: 2 });
    expect(await change(String(read.headers['etag']), 'Late')).toBeProblem(412, '/problems/stale-revision');
    const none = await app.as(made.body).patch(`/coaches/${coach.id}`).send({ headline: 'x' });
    expect(none.status).toBe(428);
  });

  it('write their own profile within limits, link to web pages alone, and leave a trace', async () => {
    const made = await create(wanted('profile'));
    const practice = made.body as { apiKey: string; practice: { id: string } };
    const coach = (await app.as(practice).post('/coaches').send(coachOf('clara'))).body;
    const path = `/coaches/${coach.id}`;
    const change = (profile: object) => app.as(practice).patch(path).set('If-Match', '"1"').send(profile);
    const link = (url: string) => ({ links: [{ label: 'Elsewhere', url }] });
    for (const [profile, fault] of [
      [link('javascript:alert(1)'), 'links.0.url'],
      [link('data:text/html,hello'), 'links.0.url'],
      [link('example.org'), 'links.0.url'],
      [{ links: [{ label: '', url: 'https://example.org' }] }, 'links.0.label'],
      [{ links: Array.from({ length: 21 }, () => ({ label: 'Book', url: 'https://example.org' })) }, 'links'],
      [{ headline: 'x'.repeat(201) }, 'headline'],
      [{ bio: 'x'.repeat(8001) }, 'bio'],
      [{ name: '' }, 'name'],
    ] as const) {
      const refused = await change(profile);
      expect([refused.status, refused.body.errors?.[0]?.path]).toEqual([400, fault]);
    }
    const changed = await change({ ...link('https://example.org/book'), philosophy: 'One thing at a time.' });
    expect(changed.body).toMatchObject({ ...link('https://example.org/book'), revision: 2 });
    const audit = await app.rows<{ action: string }>(practice.practice, 'audit_entries');
    expect(audit.filter(({ action }) => action === 'coach.changed')).toHaveLength(1);
  });

  it('come in pages that stay put while others join', async () => {
    const made = await create(wanted('pages'));
    const add = (slug: string) => app.as(made.body).post('/coaches').send(coachOf(slug));
    for (const slug of ['ann', 'ben', 'cy']) await add(slug);
    const first = await app.as(made.body).get('/coaches?limit=2');
    await add('dee');
    const second = await app.as(made.body).get(`/coaches?limit=2&cursor=${first.body.nextCursor}`);
    const slugs = [...first.body.data, ...second.body.data].map(({ slug }: { slug: string }) => slug);
    expect(slugs).toEqual(['ann', 'ben', 'cy', 'dee']);
    expect(second.body.nextCursor).toBeNull();
    expect((await app.as(made.body).get('/coaches?cursor=nonsense')).status).toBe(400);
  });

  it("are out of another practice's sight", async () => {
    const one = await create(wanted('wall-one'));
    const two = await create(wanted('wall-two'));
    const coach = (await app.as(one.body).post('/coaches').send(coachOf('clara'))).body;
    expect((await app.as(two.body).get(`/coaches/${coach.id}`)).status).toBe(404);
    expect((await app.as(two.body).get('/coaches')).body.data).toEqual([]);
  });
});
