import { z } from 'zod';

const count = z.int().min(0).max(1_000_000);

/** What the mailbox is told to do wrong; a fault that is left out is off. */
export const Faults = z.strictObject({
  /** Milliseconds before each answer to a recipient and to a message. */
  slowMs: z.int().min(0).max(600_000).optional(),
  /** The SMTP code with which every recipient is refused. */
  rejectRecipient: z.int().min(400).max(599).optional(),
  /** So many of the next messages are kept, but the connection is cut instead of an answer. */
  dropAfterData: count.optional(),
  /** Connections are taken and never greeted. */
  tarpit: z.boolean().optional(),
  /** Nothing listens on the SMTP port. */
  refuseConnections: z.boolean().optional(),
  /** So many of the next messages are refused with 451 and not kept. */
  temporaryFailures: count.optional(),
  /** So many of the next messages are refused with 451 although they are kept. */
  lies: count.optional(),
  /** After so many of the next messages, which are kept, the answer begins and never comes to an end. */
  endlessAnswers: count.optional(),
});
export type Faults = z.infer<typeof Faults>;

/** The faults in force, with the countdowns of those that strike a number of times. */
export class FaultBox {
  #faults: Faults = {};

  /** Replaces all faults; `{}` ends them. Throws a ZodError on an unknown one. */
  set(faults: Faults): void {
    this.#faults = { ...Faults.parse(faults) };
  }

  /** The faults still in force. */
  get current(): Readonly<Faults> {
    return { ...this.#faults };
  }

  /** Whether this message is to fail, counting it. */
  strikes(fault: 'dropAfterData' | 'temporaryFailures' | 'lies' | 'endlessAnswers'): boolean {
    const left = this.#faults[fault] ?? 0;
    if (left === 0) return false;
    this.#faults = { ...this.#faults, [fault]: left - 1 };
    return true;
  }
}
