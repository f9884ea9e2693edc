import { z } from 'zod';
import { list } from './paging.js';
import { Id, Instant, InstantOut, line } from './scalars.js';
import { allScopes, Scope } from './scopes.js';

/** A new key for an integration. */
export const ApiKeyCreate = z
  .strictObject({
    name: line(120),
    scopes: z
      .array(Scope)
      .min(1)
      .max(allScopes.length)
      .superRefine((scopes, context) => {
        scopes.forEach((scope, index) => {
          if (scopes.indexOf(scope) !== index) {
            context.addIssue({ code: 'custom', path: [index], message: 'This scope is named twice.' });
          }
        });
      }),
    expiresAt: Instant.optional(),
  })
  .meta({ id: 'ApiKeyCreate' });
export type ApiKeyCreate = z.infer<typeof ApiKeyCreate>;

const shown = {
  id: Id,
  name: z.string(),
  scopes: z.array(Scope),
  createdAt: InstantOut,
  lastUsedAt: InstantOut.nullable(),
  expiresAt: InstantOut.nullable(),
  revokedAt: InstantOut.nullable(),
};

/** A key as the practice's list shows it: never the secret. */
export const ApiKeyView = z.strictObject(shown).meta({ id: 'ApiKey' });
export type ApiKeyView = z.infer<typeof ApiKeyView>;

/** A key that was just made; `key` is the secret itself, shown this once. */
export const ApiKeyCreated = z.strictObject({ ...shown, key: z.string() }).meta({ id: 'ApiKeyCreated' });
export type ApiKeyCreated = z.infer<typeof ApiKeyCreated>;

export const ApiKeyList = list(ApiKeyView).meta({ id: 'ApiKeyList' });
export type ApiKeyList = z.infer<typeof ApiKeyList>;
