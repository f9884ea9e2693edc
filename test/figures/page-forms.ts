import { z } from 'zod';
import { Routes, type Route } from '../../apps/api/src/http/routes.js';
import type { TestApp } from '../support/test-app.js';

/** One operation or page, with parameters in braces; `form` where it is the plain form of a page. */
export interface Way {
  readonly method: string;
  readonly path: string;
  readonly form?: true;
}

type Fields = Readonly<Record<string, string>>;
/** What is sent to the plain forms of pages, by method and path. */
export type PlainForms = Readonly<Record<string, readonly Fields[]>>;

/** What somebody types into the forms. */
export interface Typed {
  readonly practice: string;
  readonly name: string;
  readonly email: string;
  readonly partner?: { readonly name: string; readonly email: string };
  readonly pin: string;
  /** A time to book, or to move to. */
  readonly start: string;
}

/** A start that is taken by nobody who counts: seven on each day, from late January on. */
export const startNo = (nth: number): string =>
  new Date(Date.UTC(2027, 0, 25 + Math.floor(nth / 7), 9 + (nth % 7))).toISOString();

const contact = {
  ...{ revision: '1', level: 'time_only', sender: '', subject: '' },
  ...{ quietFrom: '', quietTo: '', timeZone: 'Europe/London' },
};

/** What the plain forms of the pages send; the token of a session is added to those that need one. */
export const plainForms = ({ practice, name, email, partner, pin, start }: Typed): PlainForms => ({
  'POST /a/{token}/cancel': [{ seenAmount: '0', seenCurrency: 'GBP' }],
  'POST /a/{token}/checkout': [{}],
  'POST /a/{token}/hold': [{}],
  'POST /a/{token}/move': [{ start, zone: 'Europe/London' }],
  'POST /a/{token}/private': [{ pin, again: pin }],
  'POST /a/{token}/waitlist': [
    { action: 'join', days: 'mon', parts: 'morning', until: '2027-02-01' },
    { action: 'leave' },
  ],
  'POST /i/{token}': [{ answer: 'not_me', name: '', timeZone: '' }],
  'POST /me': [{ practice, email }],
  'POST /me/private': [
    { action: 'choose', wanted: 'settings', pin, again: pin, code: '' },
    { action: 'remove', wanted: 'settings', passkey: '0198f2a0-0000-7000-8000-000000000000' },
    { action: 'seen', wanted: 'settings', shown: '1' },
    { action: 'unlock', wanted: 'settings', pin, tried: '1' },
    { action: 'lock', wanted: 'settings' },
  ],
  'POST /me/settings': [{ ...contact, action: 'try' }, contact],
  'POST /me/sign-out': [{}],
  'POST /w/{token}': [
    { action: 'confirm' },
    { action: 'claim', start },
    { action: 'decline', start },
    { action: 'leave' },
  ],
  'POST /{practice}/wait/{offering}': [
    {
      ...{ name, email, phone: '', timeZone: 'Europe/London' },
      ...{ days: 'mon', parts: 'morning', until: '2027-02-01' },
    },
  ],
  'POST /{practice}/book/{offering}': [
    {
      ...{ start, timeZone: 'Europe/London', name, email, phone: '' },
      ...{ partnerName: partner?.name ?? '', partnerEmail: partner?.email ?? '' },
    },
  ],
});

/** The field by which a form says whose session it belongs to; whoever is signed in adds it. */
const ofTheSession = 'csrfToken';
const formType = 'application/x-www-form-urlencoded';

/** The forms that the server takes: every route that changes something is sent one, and these do not refuse its kind. */
export async function formRoutes(app: TestApp): Promise<Route[]> {
  const routes = app.api
    .get(Routes)
    .all()
    .filter(({ method, path }) => method !== 'GET' && !path.includes('*'));
  const taken: Route[] = [];
  for (const route of routes) {
    const headers = { 'content-type': formType };
    const path = route.path.replace(/:\w+/g, 'x');
    // A field that no form has, so that nothing is done.
    const answer = await fetch(app.url + path, {
      method: route.method,
      redirect: 'manual',
      headers,
      body: 'nowhere=1',
    });
    await answer.arrayBuffer();
    if (answer.status !== 415) taken.push(route);
  }
  return taken;
}

/** A route as a way. */
export const wayOf = ({ method, path }: Pick<Route, 'method' | 'path'>): Way => ({
  method,
  path: path.replace(/:(\w+)/g, '{$1}'),
});
export const nameOf = ({ method, path }: Way): string => `${method} ${path}`;

/** What a form is made of: one shape, or one for each thing that can be done with it. */
const shapesOf = (body: z.ZodType | undefined): z.ZodObject[] =>
  [body instanceof z.ZodDiscriminatedUnion ? body.options : body].flat().filter((one) => one instanceof z.ZodObject);

/** Things that can be done with a form and are not, and fields that are left out of it each time. */
function unsent(name: string, body: z.ZodType | undefined, all: readonly Fields[]): string[] {
  return shapesOf(body).flatMap((shape) => {
    const kinds = Object.values(shape.shape).flatMap((field) => (field instanceof z.ZodLiteral ? [field.value] : []));
    const named = [name, ...kinds].join(' ');
    const tried = all.filter((fields) => shape.safeParse(fields).success);
    if (tried.length === 0) return kinds.length > 0 ? [`${named} is sent nothing`] : [];
    return Object.entries(shape.shape)
      .filter(([key, field]) => key !== ofTheSession && !(field instanceof z.ZodOptional))
      .filter(([key]) => !tried.some((fields) => key in fields))
      .map(([key]) => `${named} is never sent with ${key}`);
  });
}

/**
 * Forms that the server takes and nothing is sent to, things that can be done with one and are not, entries that it does not
 * take, and fields that it could not read.
 */
export async function formFaults(app: TestApp, forms: PlainForms): Promise<string[]> {
  const routes = new Map((await formRoutes(app)).map((route) => [nameOf(wayOf(route)), route]));
  const forgotten = [...routes.keys()].filter((name) => !(name in forms)).map((name) => `${name} is sent nothing`);
  const unread = Object.entries(forms).flatMap(([name, all]) => {
    const route = routes.get(name);
    if (!route) return [`${name} takes no form`];
    const { body } = route.inputs;
    return [
      ...all
        .filter((fields) => body?.safeParse(fields).success !== true)
        .map((fields) => `${name} cannot read ${JSON.stringify(fields)}`),
      ...unsent(name, body, all),
    ];
  });
  return [...forgotten, ...unread];
}

/** A request as the page or the script of a page would send it. */
export function sent({ path, form }: Way, headers: Readonly<Record<string, string>>, body: object | undefined) {
  if (body === undefined) return { headers };
  if (!form) return { headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const { 'x-csrf-token': csrfToken, ...rest } = headers;
  // The forms of one who is signed in carry the token of the session; others have no such field.
  const proof = path.startsWith('/me/') && csrfToken ? { [ofTheSession]: csrfToken } : {};
  return {
    headers: { ...rest, 'content-type': formType },
    body: new URLSearchParams({ ...body, ...proof }).toString(),
  };
}
