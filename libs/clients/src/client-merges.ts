import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform';

/** What a domain does with its own rows when a contact turns out to be a known client; safe to run twice. */
export type MergeStep = (tx: Tx, contactId: string, clientId: string) => Promise<void>;

/** Where domains that know clients say what follows a merge, since this library knows none of them. */
@Injectable()
export class ClientMerges {
  private readonly steps: MergeStep[] = [];

  /** Called once per domain at start, before the first request. */
  alsoDo(step: MergeStep): void {
    this.steps.push(step);
  }

  async run(tx: Tx, contactId: string, clientId: string): Promise<void> {
    await tx.asPractice(async () => {
      for (const step of this.steps) await step(tx, contactId, clientId);
    });
  }
}
