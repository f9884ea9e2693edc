import type { Tx } from '#platform';
import type { Message } from './message.entity.js';

/**
 * Writes down what became of a message. What becomes of an invitation is kept under another name, which the practice's own
 * list leaves out: whether a mail left tells what its reader had said before.
 */
export function auditMessage(tx: Tx, { id, invitationId }: Pick<Message, 'id' | 'invitationId'>, verb: string): void {
  tx.audit(invitationId ? `joining.${verb}` : `message.${verb}`, id);
}
