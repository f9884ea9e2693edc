import request, { type Response } from 'supertest';
import type { GivenPractice } from '../support/given.js';
import type { TestApp } from '../support/test-app.js';

/** The coach, signed in by address and password, who calls what the studio calls. */
export class CoachAtTheDoor {
  private constructor(
    private readonly url: string,
    private readonly cookie: string,
    private readonly csrfToken: string,
  ) {}

  static async signIn(app: TestApp, { slug, ownerEmail, ownerPassword }: GivenPractice): Promise<CoachAtTheDoor> {
    const answer = await request(app.url)
      .post('/api/v1/admin/session')
      .send({ email: ownerEmail, password: ownerPassword, practice: slug });
    const { csrfToken } = made(answer).body as { csrfToken: string };
    const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
    return new CoachAtTheDoor(app.url, cookie, csrfToken);
  }

  async get<Body>(path: string): Promise<Body> {
    return made(await request(this.url).get(`/api/v1/admin${path}`).set('Cookie', this.cookie)).body as Body;
  }

  async post<Body>(path: string, body: object = {}): Promise<Body> {
    const call = request(this.url).post(`/api/v1/admin${path}`).set('Cookie', this.cookie);
    return made(await call.set('X-CSRF-Token', this.csrfToken).send(body)).body as Body;
  }
}

function made(answer: Response): Response {
  if (answer.status >= 300) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer;
}
