import request, { type Response } from 'supertest';
import type { TestApp } from './test-app.js';

/** A practice without coaches or offerings: enough for stories about who may come in. */
export interface Office {
  readonly id: string;
  readonly slug: string;
  readonly apiKey: string;
  readonly ownerEmail: string;
}

export const password = 'a long enough password';

export async function givenOffice(
  app: TestApp,
  slug: string,
  ownerEmail = `owner-${slug}@example.org`,
): Promise<Office> {
  const made = await request(app.url)
    .post('/api/v1/operator/practices')
    .auth(app.operatorKey, { type: 'bearer' })
    .send({
      slug,
      name: `Practice ${slug}`,
      timeZone: 'Europe/London',
      currency: 'GBP',
      locale: 'en-GB',
      country: 'GB',
      owner: { name: 'Olive Owner', email: ownerEmail, password },
    });
  if (made.status !== 201) throw new Error(`A practice was not made: ${made.status} ${made.text}`);
  const { practice, apiKey } = made.body as { practice: { id: string }; apiKey: string };
  return { id: practice.id, slug, apiKey, ownerEmail };
}

/** What a browser keeps after signing in: the cookie to send, and the token that changes need. */
export function browserOf(answer: Response): { cookie: string; csrf: string } {
  const given: unknown = answer.headers['set-cookie'];
  const cookie = String(Array.isArray(given) ? given[0] : (given ?? ''));
  return { cookie: cookie.split(';')[0] ?? '', csrf: (answer.body as { csrfToken: string }).csrfToken };
}
