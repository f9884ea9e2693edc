import request, { type Response } from 'supertest';
import { givenCase } from '#clients/testing';
import type { ClientBrowser } from '../support/private-door.js';
import { pin, privateForm, privatePeople, secret } from '../support/private-people.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { withPin } = privatePeople(app);

/** Somebody with a PIN, in front of a form that they agreed to and answered, in a browser that is unlocked. */
async function answering() {
  const { practice, clientId, own, other } = await withPin();
  const form = await app
    .as(practice)
    .post('/forms')
    .send({ slug: 'before-we-meet', name: 'Before we meet', kind: 'intake', definition: privateForm });
  const caseId = await givenCase((text, values) => app.sql(text, values), practice.id, practice.coach.id, [clientId]);
  const body = { form: (form.body as { id: string }).id, client: clientId, case: caseId };
  const asked = await app.as(practice).post('/assignments').send(body);
  const at = `/assignments/${(asked.body as { id: string }).id}`;
  const { firstPage } = (await own.call('get', at)).body as { firstPage: { consentVersion: string } };
  const agreed = { adult: true, accepted: true, consentVersion: firstPage.consentVersion };
  const agrees = (browser: ClientBrowser) => repeats(browser, `${at}/consent`, agreed);
  expect((await own.call('post', `${at}/consent`, agreed)).status).toBe(200);
  expect((await own.call('put', `${at}/answers/hope`, { value: secret })).status).toBe(200);
  return { practice, own, other, at, agrees };
}

/** A POST with one key, which a browser that lost its answer sends again. */
const repeats = ({ cookie, csrf }: ClientBrowser, path: string, body: object): Promise<Response> =>
  request(app.url)
    .post(`/api/v1/portal${path}`)
    .set('Cookie', cookie)
    .set('X-CSRF-Token', csrf)
    .set('Idempotency-Key', 'once')
    .send(body)
    .then((answer) => answer);

const replayed = ({ headers }: Response): boolean => headers['idempotency-replayed'] === 'true';

describe('A call that is repeated with its Idempotency-Key (issue 3, item 1)', () => {
  it('brings no answer back that was given before the private parts were locked, by hand or by ten quiet minutes', async () => {
    for (const locks of [
      ({ own }: Awaited<ReturnType<typeof answering>>) => own.call('post', '/private/lock'),
      () => Promise.resolve(app.clock.advance({ minutes: 11 })),
    ]) {
      const made = await answering();
      const first = await made.agrees(made.own);
      expect(first.text).toContain(secret);
      await locks(made);
      const again = await made.agrees(made.own);
      expect([again.status, again.body.unlocked, again.body.answers, replayed(again)]).toEqual([200, false, {}, false]);
    }
  });

  it('hands a form in once, and shows whoever repeats it after the lock nothing of it', async () => {
    const { practice, own, at } = await answering();
    const first = await repeats(own, `${at}/submit`, {});
    expect([first.status, first.text.includes(secret)]).toEqual([200, true]);
    const same = await repeats(own, `${at}/submit`, {});
    expect([same.body, replayed(same)]).toEqual([first.body, true]);
    await own.call('post', '/private/lock');
    const again = await repeats(own, `${at}/submit`, {});
    expect(again.status).toBe(409);
    expect(again.text).not.toContain(secret);
    const actions = (await app.rows<{ action: string }>(practice, 'audit_entries')).map(({ action }) => action);
    expect(actions.filter((action) => action === 'assignment.submitted')).toHaveLength(1);
  });

  it('is the same call as long as the same person sits there, unlocked or not', async () => {
    const { other, agrees } = await answering();
    const first = await agrees(other);
    const again = await agrees(other);
    expect([again.body, replayed(again)]).toEqual([first.body, true]);
    expect((await other.call('post', '/private/unlock', { pin })).status).toBe(200);
    const unlocked = await agrees(other);
    expect([unlocked.text.includes(secret), replayed(unlocked)]).toEqual([true, false]);
  });
});
