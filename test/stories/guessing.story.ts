import { browserOf, givenOffice, password } from '../support/office.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp({ RATE_LIMIT: 'on' });

describe('A session that somebody else got hold of', () => {
  it('does not let the password be guessed: after ten tries it waits, and signing in goes on', async () => {
    const office = await givenOffice(app, 'guessed');
    const signIn = () => app.visitor.post('/api/v1/admin/session').send({ email: office.ownerEmail, password });
    const browsers = [browserOf(await signIn()), browserOf(await signIn())];
    const guess = async (n: number) => {
      const { cookie, csrf } = browsers[n % 2]!;
      const body = { currentPassword: `guess number ${n}`, newPassword: 'another long password' };
      const path = '/api/v1/admin/session/password';
      return app.visitor.put(path).set('Cookie', cookie).set('X-CSRF-Token', csrf).send(body);
    };
    for (let n = 0; n < 10; n += 1) expect((await guess(n)).status).toBe(401);
    for (const n of [10, 11]) {
      const refused = await guess(n);
      expect(refused).toBeProblem(429, '/problems/too-many-requests');
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(60);
    }
    expect((await signIn()).status).toBe(200);
    const other = await givenOffice(app, 'not-guessed');
    const own = browserOf(await app.visitor.post('/api/v1/admin/session').send({ email: other.ownerEmail, password }));
    const changed = await app.visitor
      .put('/api/v1/admin/session/password')
      .set('Cookie', own.cookie)
      .set('X-CSRF-Token', own.csrf)
      .send({ currentPassword: password, newPassword: 'another long password' });
    expect(changed.status).toBe(204);
  });
});
