import { z } from 'zod';
import { list, pageQuery } from './paging.js';
import { Id, InstantOut, line } from './scalars.js';

/** Who did a thing; `id` is null for visitors and for the system itself. */
export const Actor = z
  .strictObject({
    kind: z.enum(['member', 'client', 'visitor', 'api-key', 'operator', 'system']),
    id: Id.nullable(),
    name: z.string().optional(),
  })
  .meta({ id: 'Actor' });
export type Actor = z.infer<typeof Actor>;

/** Which audit entries are asked for. */
export const AuditQuery = z
  .strictObject({ action: line(80).optional(), subject: Id.optional(), actor: Id.optional(), ...pageQuery })
  .meta({ id: 'AuditQuery' });
export type AuditQuery = z.infer<typeof AuditQuery>;

/** Who did what to what, and when. */
export const AuditEntryView = z
  .strictObject({
    id: Id,
    at: InstantOut,
    actor: Actor,
    action: z.string(),
    subject: z.strictObject({ kind: z.string(), id: z.string() }),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntryView = z.infer<typeof AuditEntryView>;

export const AuditEntryList = list(AuditEntryView).meta({ id: 'AuditEntryList' });
export type AuditEntryList = z.infer<typeof AuditEntryList>;
