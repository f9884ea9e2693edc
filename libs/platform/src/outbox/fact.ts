import type { z } from 'zod';

/** Something that happened, committed with the change that caused it. Its payload is ids, never personal data. */
export interface Fact<Payload> {
  readonly name: string;
  readonly payload: z.ZodType<Payload>;
}

export function defineFact<Payload>(name: `${string}.${string}`, payload: z.ZodType<Payload>): Fact<Payload> {
  return { name, payload };
}
