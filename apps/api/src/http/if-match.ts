import { HttpRefusal, invalid } from './refusal.js';

/** The ETag of a revision. */
export const etagOf = (revision: number): string => `"${revision}"`;

/**
 * The revision an `If-Match` names. A proxy that compresses may have weakened the tag, which changes nothing here.
 * Throws 428 where the header is missing, 400 where it is none of our tags.
 */
export function revisionIn(header: string | undefined): number {
  if (header === undefined || header.trim() === '')
    throw new HttpRefusal('if-match-missing', 'Send If-Match with the ETag that GET gave.');
  const revision = /^(?:W\/)?"(\d{1,9})"$/.exec(header.trim())?.[1];
  if (revision === undefined)
    throw invalid({ path: 'If-Match', message: 'Send one ETag as GET gave it, such as "3", with its quotes.' });
  return Number(revision);
}
