import { EdgeApp } from '../support/edge-app.js';

/** The refusals of thirty-one sign-ins, each of which says it comes from somewhere else. */
async function refusals(app: EdgeApp): Promise<number> {
  const body = { email: 'nobody@example.org', password: 'not the right password' };
  const answers: number[] = [];
  for (let n = 1; n <= 31; n += 1) {
    const headers = { 'x-forwarded-for': `198.51.100.${n}` };
    answers.push((await app.call('POST', '/api/v1/admin/session', headers, body)).status);
  }
  return answers.filter((status) => status === 429).length;
}

describe("Limits by the caller's network", () => {
  it.each([
    ['off', 'believe no header', 1],
    ['1', 'count by the client that the one proxy names', 0],
    ['127.0.0.1', 'count by the client that a known proxy names', 0],
    ['10.0.0.7', 'believe no header that another than the known proxy sent', 1],
  ])('with TRUST_PROXY=%s %s', async (TRUST_PROXY, _, refused) => {
    const app = new EdgeApp();
    try {
      await app.start({ TRUST_PROXY, RATE_LIMIT: 'on' });
      expect(await refusals(app)).toBe(refused);
    } finally {
      await app.stop();
    }
  });
});
