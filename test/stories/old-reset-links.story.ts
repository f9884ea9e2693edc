import { PasswordResetService } from '#identity';
import { system } from '#platform';
import { browserOf, givenOffice, password } from '../support/office.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();

describe('A link that sets a new password (item 6)', () => {
  it('is dead once the password was changed after it was mailed, in whichever practice', async () => {
    const first = await givenOffice(app, 'reset-a');
    const second = await givenOffice(app, 'reset-b');
    const [user] = await app.sql<{ id: string }>('SELECT id FROM users WHERE email = $1', [first.ownerEmail]);
    const issue = (practiceId: string) =>
      app.db.inPractice({ practiceId, actor: system }, (tx) =>
        app.api.get(PasswordResetService).issueSecret(tx, user!.id),
      );
    const confirm = (token: string) =>
      app.visitor.post(`/api/v1/admin/password-resets/${token}`).send({ password: 'chosen all anew' });
    const tokens = [await issue(first.id), await issue(second.id)];

    app.clock.advance({ minutes: 1 });
    const session = '/api/v1/admin/session';
    const signedIn = await app.visitor.post(session).send({ email: first.ownerEmail, password });
    const { cookie, csrf } = browserOf(signedIn);
    const changed = await app.visitor
      .put(`${session}/password`)
      .set('Cookie', cookie)
      .set('X-CSRF-Token', csrf)
      .send({ currentPassword: password, newPassword: 'another long password' });
    expect(changed.status).toBe(204);
    for (const token of tokens) expect(await confirm(token)).toBeProblem(404, '/problems/not-found');
    expect((await confirm(await issue(second.id))).status).toBe(204);
  });

  it('is not mailed at all where it was asked for before the password was changed, and is where it was asked for anew', async () => {
    const { ownerEmail } = await givenOffice(app, 'reset-c');
    await app.settle();
    await app.mailbox.clear();
    const ask = () => app.visitor.post('/api/v1/admin/password-resets').send({ email: ownerEmail });
    expect((await ask()).status).toBe(202);

    app.clock.advance({ minutes: 1 });
    const session = '/api/v1/admin/session';
    const signedIn = await app.visitor.post(session).send({ email: ownerEmail, password });
    const { cookie, csrf } = browserOf(signedIn);
    const change = { currentPassword: password, newPassword: 'another long password' };
    const put = app.visitor.put(`${session}/password`).set('Cookie', cookie).set('X-CSRF-Token', csrf);
    expect((await put.send(change)).status).toBe(204);
    await app.settle();
    expect(app.mailbox.messages(ownerEmail)).toEqual([]);

    app.clock.advance({ minutes: 1 });
    expect((await ask()).status).toBe(202);
    await app.settle();
    const [mail] = app.mailbox.messages(ownerEmail);
    expect(mail!.text).toContain('/studio/reset/');
  });
});
