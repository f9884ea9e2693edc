import { signsIn } from '../support/insiders.js';
import { browserOf } from '../support/office.js';
import type { GivenPractice } from '../support/given.js';
import { useTestApp } from '../support/test-app.js';

interface Member {
  readonly id: string;
  readonly name: string | null;
  readonly email: string;
  readonly role: string;
  readonly status: string;
}

describe('The team of a practice', () => {
  const app = useTestApp();
  const { given } = app;
  const invites = (practice: GivenPractice, body: object) => app.as(practice).post('/members').send(body);
  const team = async (practice: GivenPractice) => (await app.as(practice).get('/members')).body.data as Member[];
  const secretFor = async (email: string) => {
    await app.settle();
    const mail = app.mailbox.messages(email).findLast(({ text }) => text.includes('/studio/invitation/'));
    return /\/studio\/invitation\/(\S+)/.exec(mail?.text ?? '')?.[1] ?? '';
  };
  const accept = (secret: string, body: object) => app.visitor.post(`/api/v1/admin/invitations/${secret}`).send(body);

  it('is joined by invitation: the person chooses their own name and password', async () => {
    const practice = await given.practice();
    const invited = await invites(practice, { email: 'Nora@Example.org', role: 'assistant' });
    expect(invited.status).toBe(201);
    expect(invited.body).toMatchObject({ name: null, email: 'nora@example.org', role: 'assistant', status: 'invited' });
    const secret = await secretFor('nora@example.org');
    expect((await accept(secret, { name: 'Nora Next', password: 'a first long password' })).status).toBe(200);
    const { id } = invited.body as Member;
    expect((await team(practice)).find((one) => one.id === id)).toMatchObject({ name: 'Nora Next', status: 'active' });
    const audit = (await app.rows<{ action: string; subject_id: string }>(practice, 'audit_entries')).filter(
      (entry) => entry.subject_id === id,
    );
    expect(audit.map(({ action }) => action)).toEqual(expect.arrayContaining(['member.invited', 'member.joined']));
  });

  it('changes nothing of somebody who signs in elsewhere, and does not tell their name before they join', async () => {
    const [practice, other] = [await given.practice(), await given.practice()];
    const { email } = await signsIn(app, other, { role: 'coach', name: 'Known Elsewhere' });
    const before = await app.sql('SELECT name, password_hash FROM users WHERE email = $1', [email]);
    const known = await invites(practice, { email, role: 'owner', name: 'Somebody Else' });
    expect(known.body).toMatchObject({ name: null, status: 'invited' });
    const unknown = await invites(practice, { email: 'new@example.org', role: 'owner', name: 'Somebody Else' });
    expect(Object.keys(unknown.body as object)).toEqual(Object.keys(known.body as object));
    expect(JSON.stringify(await team(practice))).not.toContain('Known Elsewhere');
    const secret = await secretFor(email);
    expect(await accept(secret, { password: 'somebody else chose it' })).toBeProblem(409, '/problems/sign-in-to-join');
    expect(await app.sql('SELECT name, password_hash FROM users WHERE email = $1', [email])).toEqual(before);
  });

  it('hears of an invitation again where the mail was lost, and not once it was accepted', async () => {
    const practice = await given.practice();
    const { id } = (await invites(practice, { email: 'late@example.org', role: 'coach' })).body as Member;
    await secretFor('late@example.org');
    expect(await invites(practice, { email: 'late@example.org', role: 'coach' })).toBeProblem(
      409,
      '/problems/member-exists',
    );
    const again = await app.as(practice).post(`/members/${id}/invitation`).send({});
    expect(again.status).toBe(200);
    const secret = await secretFor('late@example.org');
    expect(app.mailbox.messages('late@example.org')).toHaveLength(2);
    expect((await accept(secret, { name: 'Late', password: 'a first long password' })).status).toBe(200);
    expect(await app.as(practice).post(`/members/${id}/invitation`).send({})).toBeProblem(
      409,
      '/problems/already-joined',
    );
  });

  it('is left at once: sessions, keys and links end, what was done stays, and one may be invited anew', async () => {
    const practice = await given.practice();
    const leaving = await signsIn(app, practice, { role: 'owner', coach: true, name: 'Lea Leaving' });
    const offering = await given.offering(practice, { coachIds: [leaving.coachId] });
    await app.books('Ana', practice, offering, '2027-01-12T10:00:00Z');
    const made = await leaving.post('/api-keys', { name: 'Hers', scopes: ['clients:read'] });
    const { key } = made.body as { key: string };
    expect((await app.as({ apiKey: key }).get('/clients')).status).toBe(200);
    const { id } = (await invites(practice, { email: 'never@example.org', role: 'coach' })).body as Member;
    const secret = await secretFor('never@example.org');

    expect((await app.as(practice).delete(`/members/${leaving.memberId}`)).status).toBe(204);
    expect((await app.as(practice).delete(`/members/${id}`)).status).toBe(204);
    expect((await leaving.get('/members')).status).toBe(401);
    expect((await app.as({ apiKey: key }).get('/clients')).status).toBe(401);
    expect((await accept(secret, { name: 'N', password: 'a first long password' })).status).toBe(404);
    expect((await team(practice)).map(({ email }) => email)).not.toContain(leaving.email);
    expect((await app.as(practice).get('/appointments')).body.data).toHaveLength(1);
    expect((await app.as(practice).delete(`/members/${id}`)).status).toBe(404);
    const anew = await invites(practice, { email: 'never@example.org', role: 'assistant' });
    expect(anew.body).toMatchObject({ id, role: 'assistant', status: 'invited' });
  });

  it('keeps an owner who can sign in, whoever else is only invited', async () => {
    const practice = await given.practice();
    await invites(practice, { email: 'second@example.org', role: 'owner' });
    const owner = (await team(practice)).find(({ email }) => email === practice.ownerEmail)!;
    expect(await app.as(practice).delete(`/members/${owner.id}`)).toBeProblem(409, '/problems/last-owner');
    await accept(await secretFor('second@example.org'), { name: 'Second', password: 'a first long password' });
    expect((await app.as(practice).delete(`/members/${owner.id}`)).status).toBe(204);
  });

  it('is the owners’ to change: neither other members, nor strangers, nor a key that may do less than everything', async () => {
    const practice = await given.practice();
    const body = { email: 'x@example.org', role: 'owner' };
    for (const role of ['coach', 'assistant'] as const) {
      const member = await signsIn(app, practice, { role });
      expect((await member.get('/members')).status).toBe(403);
      expect((await member.post('/members', body)).status).toBe(403);
    }
    const made = await app
      .as(practice)
      .post('/api-keys')
      .send({ name: 'Team', scopes: ['members:read', 'members:write'] });
    const { key } = made.body as { key: string };
    expect((await app.as({ apiKey: key }).get('/members')).status).toBe(200);
    expect(await app.as({ apiKey: key }).post('/members').send(body)).toBeProblem(403, '/problems/forbidden');
    const [first] = await team(practice);
    const stranger = await given.practice();
    expect((await app.as(stranger).delete(`/members/${first!.id}`)).status).toBe(404);
    const session = await app.visitor
      .post('/api/v1/admin/session')
      .send({ email: practice.ownerEmail, password: practice.ownerPassword });
    const { cookie, csrf } = browserOf(session);
    const invited = await app.visitor
      .post('/api/v1/admin/members')
      .set('Cookie', cookie)
      .set('X-CSRF-Token', csrf)
      .send(body);
    expect(invited.status).toBe(201);
  });
});
