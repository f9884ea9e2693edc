import type { Operation } from './operation.js';
import { memberOperations } from './operations-of-members.js';
import { openOperations } from './operations-of-others.js';

/** Every operation of /openapi.json by method and path; one that is missing here fails the experiment. */
export const operations: Readonly<Record<string, Operation>> = { ...memberOperations, ...openOperations };
