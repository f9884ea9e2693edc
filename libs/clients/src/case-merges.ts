import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform';

/** What a domain does with its own rows when one case turns out to be another; safe to run twice. */
export type CaseMergeStep = (tx: Tx, fromCaseId: string, intoCaseId: string) => Promise<void>;

/** Where domains that know cases say what follows when two become one, since this library knows none of them. */
@Injectable()
export class CaseMerges {
  private readonly steps: CaseMergeStep[] = [];

  /** Called once per domain at start, before the first request. */
  alsoDo(step: CaseMergeStep): void {
    this.steps.push(step);
  }

  async run(tx: Tx, fromCaseId: string, intoCaseId: string): Promise<void> {
    for (const step of this.steps) await step(tx, fromCaseId, intoCaseId);
  }
}
