import type { Planted } from './partner-words.js';
import type { Way } from './page-forms.js';
import { withoutClockTimes } from './without-clock-times.js';

/** A browser of Ben's, by what it holds. */
export type Seat = 'nobody' | 'open' | 'form' | 'unlocked';

/** What was answered: body and headers as one text. */
export interface Answer {
  readonly status: number;
  readonly said: string;
}

/** Names of what was planted and stands in a text, unless whoever asked said it first. */
export function found(planted: readonly Planted[], text: string, sent = ''): string[] {
  const said = withoutClockTimes(text);
  const seen = planted.filter((one) => said.includes(one.text) && !sent.includes(one.text));
  return [...new Set(seen.map(({ name }) => name))];
}

/** New in every answer, or of the machine. */
export const varying = new Set([
  'date',
  'x-request-id',
  'keep-alive',
  'content-length',
  'etag',
  'ratelimit',
  'set-cookie',
]);

/** An answer without ids, secrets and times, which are others in every answer. */
export const plain = ({ status, said }: Answer): string =>
  `${status} ${said
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '…')
    .replace(/[\w-]{40,}/g, '…')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z?/g, '…')}`;

/** What tells of people, in contrast to how the installation does, and to other doors. */
export const isAboutPeople = (path: string): boolean => /^\/(me|a|f|i|p|api\/v1\/(portal|public))(\/|$)/.test(path);

/** At the doors of others it is enough to come with the most that he has. */
export function seatsFor({ path }: Way): readonly Seat[] {
  if (path.startsWith('/api/v1/admin/')) return ['unlocked'];
  if (path.startsWith('/api/v1/portal/') || path.startsWith('/me')) return ['nobody', 'open', 'form', 'unlocked'];
  return ['nobody', 'unlocked'];
}
