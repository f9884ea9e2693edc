import { Routes } from '../../apps/api/src/http/routes.js';
import { apiDocument } from '../support/api-document.js';
import type { TestApp } from '../support/test-app.js';
import { formRoutes, nameOf, wayOf, type Way } from './page-forms.js';

/**
 * Every operation of the document, and every page and plain form that a person of the practice's public can ask, those
 * that read first and those that end something last, since less is left to ask after them.
 */
export async function everyWay(app: TestApp): Promise<Way[]> {
  const { paths } = await apiDocument(app.url);
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
  );
  const known = new Set(operations.map(nameOf));
  const pages = app.api
    .get(Routes)
    .all()
    .filter(({ path, method }) => !path.startsWith('/api/') && !path.includes('*') && method === 'GET')
    .map(wayOf)
    .filter((page) => !known.has(nameOf(page)));
  const forms = (await formRoutes(app)).map((route): Way => ({ ...wayOf(route), form: true }));
  return [...operations, ...pages, ...forms]
    .filter(({ path }) => !path.startsWith('/api/v1/operator/') && !path.startsWith('/api/v1/webhooks/'))
    .sort((one, other) => turnOf(one) - turnOf(other));
}

/** The addresses of a path with all that its braces can name; what nothing is known of is `x`. */
export function filledWith(path: string, choices: Readonly<Record<string, readonly string[]>>): string[] {
  let paths = [path];
  for (const [name = ''] of path.matchAll(/\{\w+\}/g))
    paths = paths.flatMap((one) =>
      (choices[name.slice(1, -1)] ?? ['x']).map((value) => one.replace(name, encodeURIComponent(value))),
    );
  return paths;
}

/** The secrets of one kind of link in all mails to an address, oldest first. */
export function linksTo(app: TestApp, email: string, kind: 'a' | 'f' | 'i' | 'w' | 'sign-in'): string[] {
  const texts = app.mailbox.messages(email).map(({ text }) => text);
  const hits = texts.flatMap((text) => [...text.matchAll(new RegExp(`/${kind}/([\\w-]+)`, 'g'))]);
  return [...new Set(hits.map((hit) => hit[1]!))];
}

/** The secrets that fit a path with a token in it. */
export function linksFor(app: TestApp, email: string, path: string): string[] {
  if (path.includes('sign-in')) return linksTo(app, email, 'sign-in');
  if (path.startsWith('/i/') || path.includes('/joining/')) return linksTo(app, email, 'i');
  // Who was sent none of these tries with another of theirs.
  const waitlist = path.startsWith('/w/') || path.includes('/public/waitlist/') ? linksTo(app, email, 'w') : [];
  if (waitlist.length > 0) return waitlist;
  return linksTo(app, email, path.startsWith('/f/') ? 'f' : 'a');
}

function turnOf({ method, path }: Way): number {
  if (method === 'GET') return 0;
  return /(submit|cancel|session|sign-out)$/.test(path) ? 2 : 1;
}
