import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, KeyStore, type Here, type Tx } from '#platform';

/** Where the answer of one call is kept: whose call it is, and a name for door, principal, route and key. */
export interface CallScope {
  readonly here: Here;
  readonly scope: Buffer;
  readonly body: Buffer;
}

/** What was answered, as it is given again. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: unknown;
}

/** A call that may run now; whoever took it over later has another start. */
export interface RunningCall extends CallScope {
  readonly startedAt: Date;
}

export type Begun =
  | { readonly is: 'mine'; readonly call: RunningCall }
  | { readonly is: 'kept'; readonly answer: KeptAnswer }
  | { readonly is: 'running' }
  | { readonly is: 'other-body' };

/** Calls that belong to no practice: the operator's, and those that come before a practice is known. */
export const nowhere: Here = { practiceId: '00000000-0000-0000-0000-000000000000', actor: { kind: 'operator' } };

const hours = 3_600_000;
const keptFor = 24 * hours;
/** A call that has not ended by then ended with its process. */
const crashedAfter = 60_000;

/** The first answers of POSTs that carried an Idempotency-Key, sealed. */
@Injectable()
export class IdempotentAnswers {
  constructor(
    private readonly db: Database,
    private readonly keys: KeyStore,
  ) {}

  /** Begins a call: exactly one caller at a time gets it. */
  begin({ here, scope, body }: CallScope): Promise<Begun> {
    return this.db.inPractice(here, async (tx): Promise<Begun> => {
      const now = tx.now();
      const mine = await tx.one<{ started_at: Date }>(
        `INSERT INTO idempotent_answers AS kept (scope_hash, body_hash, started_at, expires_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (practice_id, scope_hash) DO UPDATE
           SET body_hash = $2, status = NULL, sealed = NULL, started_at = $3, expires_at = $4
           WHERE kept.expires_at <= $3
              OR (kept.status IS NULL AND kept.body_hash = $2 AND kept.started_at <= $5)
         RETURNING started_at`,
        [scope, body, now, new Date(now.getTime() + keptFor), new Date(now.getTime() - crashedAfter)],
      );
      if (mine) return { is: 'mine', call: { here, scope, body, startedAt: mine.started_at } };
      const kept = await tx.one<{ body_hash: Buffer; sealed: Buffer | null }>(
        'SELECT body_hash, sealed FROM idempotent_answers WHERE scope_hash = $1',
        [scope],
      );
      if (kept && !kept.body_hash.equals(body)) return { is: 'other-body' };
      if (!kept?.sealed) return { is: 'running' };
      return { is: 'kept', answer: await this.open(tx, scope, kept.sealed) };
    });
  }

  /** Keeps the answer of a call for a day. */
  async keep({ here, scope, startedAt }: RunningCall, answer: KeptAnswer): Promise<void> {
    await this.db.inPractice(here, async (tx) =>
      tx.query(
        'UPDATE idempotent_answers SET status = $3, sealed = $4 WHERE scope_hash = $1 AND started_at = $2 AND status IS NULL',
        [scope, startedAt, answer.status, await this.seal(tx, scope, answer)],
      ),
    );
  }

  /** Forgets a call that may be tried again with its key. */
  async forget({ here, scope, startedAt }: RunningCall): Promise<void> {
    await this.db.inPractice(here, (tx) =>
      tx.query('DELETE FROM idempotent_answers WHERE scope_hash = $1 AND started_at = $2 AND status IS NULL', [
        scope,
        startedAt,
      ]),
    );
  }

  private seal(tx: Tx, scope: Buffer, answer: KeptAnswer): Promise<Buffer> {
    const plain = Buffer.from(JSON.stringify(answer), 'utf8');
    if (tx.practiceId === nowhere.practiceId)
      return Promise.resolve(this.keys.sealForInstallation(placeOf(scope), plain));
    return this.keys.sealForPractice(tx, placeOf(scope), plain);
  }

  private async open(tx: Tx, scope: Buffer, sealed: Buffer): Promise<KeptAnswer> {
    const plain =
      tx.practiceId === nowhere.practiceId
        ? this.keys.unsealForInstallation(placeOf(scope), sealed)
        : await this.keys.unsealForPractice(tx, placeOf(scope), sealed);
    return JSON.parse(plain.toString('utf8')) as KeptAnswer;
  }
}

const placeOf = (scope: Buffer): string => `idempotent_answers:${scope.toString('hex')}`;

/** One hash over several texts, none of which can run into the next. */
export function hashOf(...texts: readonly string[]): Buffer {
  return createHash('sha256').update(JSON.stringify(texts), 'utf8').digest();
}
