import { z } from 'zod';
import { Reference } from './appointments.js';
import { list } from './paging.js';
import { Id, InstantOut, prose } from './scalars.js';

/** Who may read a note: the coaches, everybody in the case, or one participant by id. */
export const Audience = z.union([z.enum(['coach', 'all']), Id]).meta({ id: 'Audience' });
export type Audience = z.infer<typeof Audience>;

/** A new note in a case, about one of its appointments where named. */
export const NoteCreate = z
  .strictObject({
    audience: Audience,
    body: prose(50_000).refine((text) => text.trim() !== '', { error: 'Must not be empty.' }),
    appointment: Id.optional(),
  })
  .meta({ id: 'NoteCreate' });
export type NoteCreate = z.infer<typeof NoteCreate>;

/** A note as its readers see it. */
export const NoteView = z
  .strictObject({
    id: Id,
    caseId: Id,
    appointmentId: Id.nullable(),
    audience: Audience,
    body: z.string(),
    author: Reference,
    createdAt: InstantOut,
  })
  .meta({ id: 'Note' });
export type NoteView = z.infer<typeof NoteView>;

export const NoteList = list(NoteView).meta({ id: 'NoteList' });
export type NoteList = z.infer<typeof NoteList>;
