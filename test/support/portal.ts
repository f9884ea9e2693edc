import request, { type Response } from 'supertest';
import { browserOf } from './office.js';
import type { TestApp } from './test-app.js';

/** A person in front of a form that was asked of them, after opening its mailed link. */
export interface FormVisit {
  readonly assignment: string;
  view(): Promise<Response>;
  agree(words?: object): Promise<Response>;
  answer(question: string, body: object | string): Promise<Response>;
  submit(): Promise<Response>;
  /** Any portal path, in the same browser. */
  get(path: string): Promise<Response>;
}

/** The secret in the newest form mail to an address. */
export function formToken(app: TestApp, email: string): string {
  const mail = app.mailbox.messages(email).findLast(({ text }) => text.includes('/f/'));
  const token = /\/f\/(\S+)/.exec(mail?.text ?? '')?.[1];
  if (!token) throw new Error('No mail with a link to a form arrived.');
  return token;
}

export function opensLink(app: TestApp, token: string, kept: readonly string[] = []): Promise<Response> {
  return app.visitor
    .post('/api/v1/portal/session')
    .set('Cookie', kept.join('; '))
    .send({ token })
    .then((answer) => answer);
}

export async function visitsForm(app: TestApp, token: string): Promise<FormVisit> {
  const session = await opensLink(app, token);
  if (session.status !== 200) throw new Error(`The link answered ${session.status}: ${session.text}`);
  const { assignment } = session.body as { assignment: string };
  const { cookie, csrf } = browserOf(session);
  const call = async (method: 'get' | 'post' | 'put', path: string, body?: object | string) => {
    const sending = request(app.url)[method](`/api/v1/portal${path}`).set('Cookie', cookie).set('X-CSRF-Token', csrf);
    return typeof body === 'string' ? sending.set('Content-Type', 'application/json').send(body) : sending.send(body);
  };
  const at = `/assignments/${assignment}`;
  return {
    assignment,
    view: () => call('get', at),
    agree: async (words) => {
      const { firstPage } = (await call('get', at)).body as { firstPage: { consentVersion: string } };
      const agreed = { adult: true, accepted: true, consentVersion: firstPage.consentVersion };
      return call('post', `${at}/consent`, { ...agreed, ...words });
    },
    answer: (question, body) => call('put', `${at}/answers/${question}`, body),
    submit: () => call('post', `${at}/submit`, {}),
    get: (path) => call('get', path),
  };
}

/** The secret in the newest mail to an address that leads to such a page: `a`, `f` or `i`. */
export function linkIn(app: TestApp, email: string, page: 'a' | 'f' | 'i'): string {
  const mail = app.mailbox.messages(email).findLast(({ text }) => text.includes(`/${page}/`));
  const token = new RegExp(`/${page}/(\\S+)`).exec(mail?.text ?? '')?.[1];
  if (!token) throw new Error(`No mail with a link to /${page}/ arrived.`);
  return token;
}
