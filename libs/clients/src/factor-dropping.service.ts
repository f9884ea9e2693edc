import { FactorStore } from '#identity';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ClientMerges } from './client-merges.js';

/**
 * A contact turns out to be a client who was confirmed before: the PIN or passkey that was chosen for the contact goes,
 * and the client's own stays. Else whoever shares the mailbox could book, choose a PIN, open the link and read.
 */
@Injectable()
export class FactorDropping implements OnModuleInit {
  constructor(
    private readonly merges: ClientMerges,
    private readonly factors: FactorStore,
  ) {}

  onModuleInit(): void {
    this.merges.alsoDo((tx, contactId) => this.factors.drop(tx, contactId));
  }
}
