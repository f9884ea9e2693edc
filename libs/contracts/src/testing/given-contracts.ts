import type { z } from 'zod';
import { fieldFaults } from '../problem.js';

/** An id that looks like ours. */
export const someId = '0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b';

/** The dotted paths of what is wrong with a body, none where it is right. */
export function faults(schema: z.ZodType, body: unknown): string[] {
  const result = schema.safeParse(body);
  return result.success ? [] : fieldFaults(result.error).map(({ path }) => path);
}
