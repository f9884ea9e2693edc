import { z } from 'zod';

/** What goes wrong with the API on purpose; what is left out goes right. */
export const Faults = z.strictObject({
  /** Every call answers 500. */
  down: z.boolean().default(false),
  /** The connection of so many of the next changes is cut before anything happened. */
  cutBeforeCommit: z.int().min(0).default(0),
  /** The connection of so many of the next changes is cut after they happened. */
  cutAfterCommit: z.int().min(0).default(0),
  /** Every change takes so long; its idempotency key is in use meanwhile. */
  delayMs: z.int().min(0).max(60_000).default(0),
  declineRefunds: z.boolean().default(false),
  /** Refunds are taken on and stay pending until the test door settles them. */
  refundsPend: z.boolean().default(false),
});
export type Faults = z.infer<typeof Faults>;

/** The box in which tests break the API. */
export class FaultBox {
  current: Faults = Faults.parse({});

  /** Whether this change is one of those to cut there; counts it. */
  takeCut(when: 'cutBeforeCommit' | 'cutAfterCommit'): boolean {
    if (this.current[when] === 0) return false;
    this.current = { ...this.current, [when]: this.current[when] - 1 };
    return true;
  }
}
