import request, { type Response } from 'supertest';
import { ClientService } from '#clients';
import { SignInService } from '#identity';
import { system } from '#platform';
import { browserOf } from './office.js';
import { opensLink } from './portal.js';
import type { TestApp } from './test-app.js';

/** A browser in which a client's session lives, beside whatever else it keeps. */
export interface ClientBrowser {
  readonly opened: Response;
  readonly cookie: string;
  readonly csrf: string;
  call(method: 'get' | 'post' | 'put' | 'delete', path: string, body?: object): Promise<Response>;
}

/** Opens a mailed secret in a browser that keeps these cookies already. */
export async function opensInBrowser(
  app: TestApp,
  token: string,
  kept: readonly string[] = [],
): Promise<ClientBrowser> {
  const opened = await opensLink(app, token, kept);
  if (opened.status !== 200) throw new Error(`The link answered ${opened.status}: ${opened.text}`);
  const { cookie: own, csrf } = browserOf(opened);
  const cookie = [own, ...kept].join('; ');
  const call = async (method: 'get' | 'post' | 'put' | 'delete', path: string, body?: object) =>
    request(app.url)[method](`/api/v1/portal${path}`).set('Cookie', cookie).set('X-CSRF-Token', csrf).send(body);
  return { opened, cookie, csrf, call };
}

/** The secret of a sign-in link, as its mail would carry it. */
export function signInSecret(app: TestApp, practiceId: string, clientId: string): Promise<string> {
  return app.db.inPractice({ practiceId, actor: system }, async (tx) => {
    const { email } = await app.api.get(ClientService).get(tx, clientId);
    return app.api.get(SignInService).issueSecret(tx, clientId, email);
  });
}

/** The cookie by which a booking made its browser known; null where it set none. */
export function bookedCookie(answer: Response): string | null {
  const given: unknown = answer.headers['set-cookie'];
  const all: unknown[] = Array.isArray(given) ? given : [given];
  const own = all.find((one) => typeof one === 'string' && one.startsWith('__Host-rapport-booked='));
  return typeof own === 'string' ? (own.split(';')[0] ?? null) : null;
}
