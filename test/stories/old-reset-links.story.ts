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
});
