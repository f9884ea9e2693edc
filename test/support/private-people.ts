import type { Response } from 'supertest';
import type { GivenPractice } from './given.js';
import { bookedCookie, opensInBrowser, signInSecret, type ClientBrowser } from './private-door.js';
import type { TestApp } from './test-app.js';

export const pin = '480913726058';
export const wrongPin = '480913726059';
/** A phrase in an answer that nobody may see who holds the mailbox alone. */
export const secret = 'heron-basket-47';
export const privateForm = {
  questions: [{ id: 'hope', kind: 'long_text', label: 'What do you hope for?', required: true }],
};

/** Somebody who booked, and the browser they did it in. */
export interface Booked {
  readonly practice: GivenPractice;
  readonly booked: Response;
  readonly cookie: string;
  readonly clientId: string;
  readonly manage: string;
  readonly name: string;
}

/** People in front of the door of their private parts. */
export function privatePeople(app: TestApp) {
  let people = 0;

  /** Somebody books in a browser; their address is new to the practice. */
  async function books(practice?: GivenPractice, more: Record<string, unknown> = {}): Promise<Booked> {
    const where = practice ?? (await app.given.practice());
    const name = `Ana${(people += 1)}`;
    const offering = await app.given.offering(where);
    const start =
      new Date(app.clock.now().getTime() + (2 + (people % 40)) * 86_400_000).toISOString().slice(0, 10) + 'T10:00:00Z';
    const booked = await app.books(name, where, offering, start, more);
    expect(booked.status).toBe(201);
    const [client] = await app.sql<{ id: string }>(
      'SELECT client_id AS id FROM attendances WHERE practice_id = $1 ORDER BY id DESC LIMIT 1',
      [where.id],
    );
    const { manageUrl } = booked.body as { manageUrl: string };
    const cookie = bookedCookie(booked) ?? '';
    return { practice: where, booked, cookie, clientId: client!.id, manage: manageUrl.split('/').at(-1)!, name };
  }

  /** Opens a sign-in link of theirs, in a browser with these cookies. */
  async function signIn({ practice, clientId }: Pick<Booked, 'practice' | 'clientId'>, kept: string[] = []) {
    const token = await signInSecret(app, practice.id, clientId);
    return opensInBrowser(app, token, kept);
  }

  /** A client with a PIN, chosen where they booked, and another browser with a mailed link alone. */
  async function withPin(): Promise<Booked & { own: ClientBrowser; other: ClientBrowser }> {
    const made = await books();
    const own = await signIn(made, [made.cookie]);
    expect((await own.call('put', '/private/pin', { pin })).status).toBe(200);
    return { ...made, own, other: await signIn(made) };
  }

  return {
    books,
    signIn,
    withPin,
    state: async (browser: ClientBrowser) => (await browser.call('get', '/private')).body as Record<string, unknown>,
    chooses: (browser: ClientBrowser, code?: string) =>
      browser.call('put', '/private/pin', { pin, ...(code && { code }) }),
    reopens: (practice: GivenPractice, clientId: string) =>
      app.as(practice).post(`/clients/${clientId}/private-access`).send({}),
    actions: async (practice: { id: string }) =>
      (await app.rows<{ action: string }>(practice, 'audit_entries')).map(({ action }) => action),
  };
}
