import type { z } from 'zod';
import type { Fact } from './fact.js';

/** Work to be done later, declared by its domain. Its payload is ids, never personal data. */
export interface Job<Payload> {
  readonly name: string;
  readonly payload: z.ZodType<Payload>;
}

const defined = new Map<string, Job<unknown>>();

/** Declares a job, once in the whole program. Throws where the name is another's. */
export function defineJob<Payload>(name: `${string}.${string}`, payload: z.ZodType<Payload>): Job<Payload> {
  if (defined.has(name)) throw new Error(`Two jobs are called ${name}.`);
  const job = { name, payload };
  defined.set(name, job);
  return job;
}

/** The names of all jobs that were declared: what may be asked for, by a reaction or at once. */
export function definedJobs(): readonly string[] {
  return [...defined.keys()];
}

/** A job with the one thing that does it. Safe to run twice; returns quietly if nothing is left to do. */
export interface JobHandler {
  readonly job: Job<unknown>;
  run(practiceId: string, payload: unknown, context: { outboxId: string }): Promise<void>;
}

export function on<Payload>(
  job: Job<Payload>,
  run: (practiceId: string, payload: Payload, context: { outboxId: string }) => Promise<unknown>,
): JobHandler {
  return {
    job,
    run: async (practiceId, payload, context) => {
      await run(practiceId, job.payload.parse(payload), context);
    },
  };
}

/** A fact with the jobs that follow from it; each job gets the fact's own payload. */
export interface Reaction {
  readonly fact: Fact<unknown>;
  readonly jobs: readonly Job<unknown>[];
}

/** One line of the table of reactions: when this happens, these jobs follow. */
export function when<Payload>(fact: Fact<Payload>, ...jobs: Job<Payload>[]): Reaction {
  return { fact, jobs };
}
