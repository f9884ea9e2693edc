import request, { type Response } from 'supertest';
import { newId, system } from '#platform';
import { givenMember } from '#identity/testing';
import { everyDay, ownerPassword, type GivenPractice } from './given.js';
import { browserOf } from './office.js';
import type { TestApp } from './test-app.js';

type Call = (path: string, body?: object) => Promise<Response>;
type Change = (path: string, body: object, revision: number) => Promise<Response>;

/** A member of a practice in their browser: signed in, with the token that changes need. */
export interface Insider {
  readonly memberId: string;
  readonly email: string;
  readonly get: Call;
  readonly post: Call;
  readonly delete: Call;
  /** Changes of what is edited name the revision that was read. */
  readonly patch: Change;
  readonly put: Change;
}

/** A member with this role signs in; `coach` gives them a calendar that is open every day. */
export async function signsIn(
  app: TestApp,
  practice: GivenPractice,
  wishes: { role: 'owner' | 'coach' | 'assistant'; coach?: boolean; name?: string },
): Promise<Insider & { coachId: string }> {
  const email = `${wishes.role}-${newId()}@example.org`;
  const name = wishes.name ?? 'Mia Member';
  const coachId = newId();
  const { memberId } = await app.db.inPractice({ practiceId: practice.id, actor: system }, async (tx) => {
    const made = await givenMember(tx, { role: wishes.role, email, name, password: ownerPassword });
    if (wishes.coach)
      await tx.query(
        `INSERT INTO coaches (id, member_id, slug, name, time_zone, created_at) VALUES ($1, $2, $3, $4, 'Europe/London', $5)`,
        [coachId, made.memberId, `c-${coachId}`.slice(0, 40), name, tx.now()],
      );
    return made;
  });
  if (wishes.coach)
    await app.given.availability(practice, coachId, { timeZone: 'Europe/London', weekly: everyDay, overrides: [] });
  const path = '/api/v1/admin/session';
  const { cookie, csrf } = browserOf(await app.visitor.post(path).send({ email, password: ownerPassword }));
  const call = (method: 'get' | 'post' | 'delete') => async (to: string, body?: object) =>
    request(app.url)[method](`/api/v1/admin${to}`).set('Cookie', cookie).set('X-CSRF-Token', csrf).send(body);
  const change = (method: 'patch' | 'put') => async (to: string, body: object, revision: number) =>
    request(app.url)
      [method](`/api/v1/admin${to}`)
      .set('Cookie', cookie)
      .set('X-CSRF-Token', csrf)
      .set('If-Match', `"${revision}"`)
      .send(body);
  return {
    memberId,
    coachId,
    email,
    get: call('get'),
    post: call('post'),
    delete: call('delete'),
    patch: change('patch'),
    put: change('put'),
  };
}
