import { Forbidden, memberBehind, type Tx } from '#platform';
import { Injectable } from '@nestjs/common';
import { ClientVouching } from './client-vouching.js';

/** Who in a practice knows a client in person. */
@Injectable()
export class ClientCoaches {
  constructor(private readonly vouching: ClientVouching) {}

  /**
   * Whether the actor may vouch for who a client is: the owner, the coach whom alone they came to, a key that stands for one
   * of these, or the practice's own key.
   */
  async knows(tx: Tx, clientId: string): Promise<boolean> {
    if (tx.actor.kind === 'api-key' && memberBehind(tx.actor) === null) return true;
    return this.vouching.mayVouchFor(tx, clientId);
  }

  /** That the actor `knows` them. Throws Forbidden. */
  async mustKnow(tx: Tx, clientId: string): Promise<void> {
    if (!(await this.knows(tx, clientId)))
      throw new Forbidden('Only the owner can do this, or the coach whom alone this client came to.');
  }
}
