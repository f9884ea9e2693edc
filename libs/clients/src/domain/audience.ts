/** Who may read a thing of a case: its coaches, everybody in the case, or one participant (a client's id). */
export type Audience = 'coach' | 'all' | { readonly clientId: string };

/** Someone who asks to read, seen from the case the thing belongs to. */
export type Reader =
  | { readonly kind: 'coach'; readonly ofThisCase: boolean }
  | { readonly kind: 'participant'; readonly clientId: string; readonly joined: boolean }
  | { readonly kind: 'other' };

/**
 * Whether a reader is in the audience. The case's coach reads everything; a participant what is for all or for them
 * alone, and nothing more after they left; everybody else nothing.
 */
export function mayRead(audience: Audience, reader: Reader): boolean {
  if (reader.kind === 'coach') return reader.ofThisCase;
  if (reader.kind === 'other' || audience === 'coach') return false;
  if (audience === 'all') return reader.joined;
  return reader.joined && audience.clientId === reader.clientId;
}
