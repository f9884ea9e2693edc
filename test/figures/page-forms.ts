import type { Way } from './ways.js';

/** What the plain forms of a client's pages send; those of their own pages carry the token of the session. */
export const forms: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>> = {
  'POST /a/{token}/private': [{ pin: '593017284', again: '593017284' }],
  'POST /me/private': [
    { action: 'choose', pin: '593017284', again: '593017284', code: '' },
    { action: 'remove', passkey: '0198f2a0-0000-7000-8000-000000000000' },
    { action: 'unlock', pin: '593017284' },
    { action: 'lock' },
  ],
  'POST /me/settings': [{ revision: '1', level: 'none', sender: '', subject: '', quietFrom: '', quietTo: '' }],
};

/** The pages that take them. */
export const formWays: readonly Way[] = Object.keys(forms).map((way) => {
  const [method = '', path = ''] = way.split(' ');
  return { method, path };
});

/** A request as the page or the script of a page would send it. */
export function sent({ method, path }: Way, headers: Record<string, string>, body: object | undefined) {
  if (body === undefined) return { headers };
  if (!(`${method} ${path}` in forms))
    return { headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const { 'x-csrf-token': csrfToken, ...rest } = headers;
  return { headers: rest, body: new URLSearchParams({ ...body, ...(csrfToken && { csrfToken }) }) };
}
