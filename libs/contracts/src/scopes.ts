import { z } from 'zod';

/** What an API key may do; notes and answers are absent unless a scope names them. */
export const Scope = z
  .enum([
    'practice:read',
    'practice:write',
    'members:read',
    'members:write',
    'coaches:read',
    'coaches:write',
    'offerings:read',
    'offerings:write',
    'appointments:read',
    'appointments:write',
    'clients:read',
    'clients:write',
    'cases:read',
    'cases:write',
    'notes:read',
    'notes:write',
    'forms:read',
    'forms:write',
    'assignments:read',
    'assignments:write',
    'answers:read',
    'sequences:read',
    'sequences:write',
    'messages:read',
    'messages:write',
    'payments:read',
    'payments:write',
    'audit:read',
    'keys:read',
    'keys:write',
  ])
  .meta({ id: 'Scope' });
export type Scope = z.infer<typeof Scope>;

/** Every scope there is, for the key an operator gets with a new practice. */
export const allScopes: readonly Scope[] = Scope.options;
