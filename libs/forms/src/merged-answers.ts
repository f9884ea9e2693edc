import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ClientMerges } from '#clients';
import { KeyErased, KeyStore, type Tx } from '#platform';

/**
 * What was asked of a contact, and what they answered, is the client's they turn out to be. A contact may have answered
 * where they had confirmed another address before: what they said is sealed anew with the client's key.
 */
@Injectable()
export class MergedAnswers implements OnModuleInit {
  constructor(
    private readonly merges: ClientMerges,
    private readonly keys: KeyStore,
  ) {}

  onModuleInit(): void {
    this.merges.alsoDo(async (tx, contactId, clientId) => {
      // Whoever saves an answer locks the assignment first, and so waits for this or is waited for.
      for (const table of ['assignments', 'responses', 'consents'])
        await tx.query(`UPDATE ${table} SET client_id = $2 WHERE client_id = $1`, [contactId, clientId]);
      const answers = await tx.query<{ id: string; sealed: Buffer }>(
        'SELECT id, sealed FROM answers WHERE client_id = $1 ORDER BY id FOR UPDATE',
        [contactId],
      );
      for (const { id, sealed } of answers) {
        const answer = await this.open(tx, contactId, id, sealed);
        if (answer === null) continue;
        await tx.query('UPDATE answers SET client_id = $2, sealed = $3 WHERE id = $1', [
          id,
          clientId,
          await this.keys.sealFor(tx, clientId, `answers:${id}`, answer),
        ]);
      }
    });
  }

  /** Null for what was erased: it stays as it is, gone for good. */
  private async open(tx: Tx, clientId: string, id: string, sealed: Buffer): Promise<string | null> {
    try {
      return await this.keys.unsealFor(tx, clientId, `answers:${id}`, sealed);
    } catch (error) {
      if (error instanceof KeyErased) return null;
      throw error;
    }
  }
}
