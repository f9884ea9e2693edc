import type { Fault } from '#platform';

/** A refusal by the shell itself, before or beside any domain: its code stands in the catalogue of problem types. */
export class HttpRefusal extends Error {
  constructor(
    readonly code: RefusalCode,
    detail: string,
    readonly more: { readonly errors?: readonly Fault[]; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(detail);
    this.name = 'HttpRefusal';
  }
}

/** The codes the shell may refuse with. */
export type RefusalCode =
  | 'invalid'
  | 'not-found'
  | 'unauthenticated'
  | 'forbidden'
  | 'csrf-failed'
  | 'foreign-origin'
  | 'practice-not-chosen'
  | 'form-link-only'
  | 'private-locked'
  | 'call-interrupted'
  | 'call-still-running'
  | 'key-reused'
  | 'signature-invalid'
  | 'if-match-missing'
  | 'too-many-requests'
  | 'too-large'
  | 'unsupported-media-type';

/** One thing that was sent is wrong, and where. */
export const invalid = (...errors: readonly Fault[]): HttpRefusal =>
  new HttpRefusal('invalid', 'Some of what was sent needs correcting.', { errors });
