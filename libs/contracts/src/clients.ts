import { z } from 'zod';
import { list, pageQuery } from './paging.js';
import { Email, Id, InstantOut, line, PersonName, Phone, Revision, TimeZone } from './scalars.js';

/** Which clients are asked for; `q` looks in names and addresses. */
export const ClientsQuery = z
  .strictObject({
    q: line(100).optional(),
    kind: z.enum(['contact', 'client']).optional(),
    coach: Id.optional(),
    ...pageQuery,
  })
  .meta({ id: 'ClientsQuery' });
export type ClientsQuery = z.infer<typeof ClientsQuery>;

/** A person the practice adds. */
export const ClientCreate = z
  .strictObject({ name: PersonName, email: Email, timeZone: TimeZone, phone: Phone.optional() })
  .meta({ id: 'ClientCreate' });
export type ClientCreate = z.infer<typeof ClientCreate>;

/** A change of a person; what is left out stays, null takes the phone number away. */
export const ClientPatch = z
  .strictObject({
    name: PersonName.optional(),
    email: Email.optional(),
    timeZone: TimeZone.optional(),
    phone: Phone.nullable().optional(),
  })
  .meta({ id: 'ClientPatch' });
export type ClientPatch = z.infer<typeof ClientPatch>;

/** A person as the practice sees them; `confirmed` says that a mailed link was opened from their address. */
export const ClientView = z
  .strictObject({
    id: Id,
    name: z.string(),
    email: z.string(),
    phone: z.string().nullable(),
    timeZone: TimeZone,
    kind: z.enum(['contact', 'client']),
    confirmed: z.boolean(),
    createdAt: InstantOut,
    revision: Revision,
  })
  .meta({ id: 'Client' });
export type ClientView = z.infer<typeof ClientView>;

/** One person; `mayReopen` says whether whoever asks may let them in again to what is private. */
export const ClientDetails = ClientView.extend({ mayReopen: z.boolean() }).meta({ id: 'ClientDetails' });
export type ClientDetails = z.infer<typeof ClientDetails>;

export const ClientList = list(ClientView).meta({ id: 'ClientList' });
export type ClientList = z.infer<typeof ClientList>;
