import { Injectable } from '@nestjs/common';
import { Database, KeyStore, system, type Here, type Tx } from '#platform';

/** Where the answer of one call is kept: whose call it is, and a name for door, principal, route and key. */
export interface CallScope {
  readonly here: Here;
  readonly scope: Buffer;
  readonly body: Buffer;
  /** Under which the audit names what the call does. */
  readonly requestId: string;
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

/** A call that was begun, as the audit knows it. */
type CallMade = Pick<RunningCall, 'here' | 'startedAt'> & { readonly requestId: string | null };

export type Begun =
  | { readonly is: 'mine'; readonly call: RunningCall }
  | { readonly is: 'kept'; readonly answer: KeptAnswer }
  | { readonly is: 'running' }
  | { readonly is: 'interrupted' }
  | { readonly is: 'other-body' };

/** Calls that belong to no practice: the operator's, and those that come before a practice is known. */
export const nowhere: Here = { practiceId: '00000000-0000-0000-0000-000000000000', actor: { kind: 'operator' } };

const hours = 3_600_000;
const keptFor = 24 * hours;
/** A call that has not ended by then ended with its process: no query and no call to a provider may take so long. */
export const crashedAfter = 120_000;

interface KeptRow {
  readonly body_hash: Buffer;
  readonly sealed: Buffer | null;
  readonly request_id: string | null;
  readonly started_at: Date;
}

/** The first answers of POSTs that carried an Idempotency-Key, sealed. */
@Injectable()
export class IdempotentAnswers {
  constructor(
    private readonly db: Database,
    private readonly keys: KeyStore,
  ) {}

  /** One fingerprint over several texts, none of which can run into the next; a body may hold what must not be guessed. */
  fingerprintOf(...texts: readonly string[]): Buffer {
    return this.keys.fingerprint(JSON.stringify(texts));
  }

  /**
   * Begins a call: exactly one caller at a time gets it. Where the process of the first died, the next one gets it only
   * if nothing had been done: an effect whose answer was lost is not repeated.
   */
  async begin(call: CallScope): Promise<Begun> {
    const begun = await this.db.inPractice(call.here, (tx) => this.tryToBegin(tx, call));
    if (!('left' in begun)) return begun;
    const first = { here: call.here, requestId: begun.left.request_id, startedAt: begun.left.started_at };
    if (await this.mayHaveActed(first)) return { is: 'interrupted' };
    return this.db.inPractice(call.here, (tx) => this.takeOver(tx, call, begun.left));
  }

  private async tryToBegin(tx: Tx, call: CallScope): Promise<Begun | { readonly left: KeptRow }> {
    const { scope, body, requestId } = call;
    const now = tx.now();
    const mine = await tx.one(
      `INSERT INTO idempotent_answers AS kept (scope_hash, body_hash, request_id, started_at, expires_at)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (practice_id, scope_hash) DO UPDATE
         SET body_hash = $2, status = NULL, sealed = NULL, request_id = $3, started_at = $4, expires_at = $5
         WHERE kept.expires_at <= $4
       RETURNING 1`,
      [scope, body, requestId, now, new Date(now.getTime() + keptFor)],
    );
    if (mine) return { is: 'mine', call: { ...call, startedAt: now } };
    const kept = await tx.one<KeptRow>(
      'SELECT body_hash, sealed, request_id, started_at FROM idempotent_answers WHERE scope_hash = $1',
      [scope],
    );
    if (kept && !kept.body_hash.equals(body)) return { is: 'other-body' };
    if (kept?.sealed) return { is: 'kept', answer: await this.open(tx, scope, kept.sealed) };
    if (!kept || now.getTime() - kept.started_at.getTime() < crashedAfter) return { is: 'running' };
    return { left: kept };
  }

  /** Every change of consequence names its request in the audit. What belongs to no practice cannot be told. */
  async mayHaveActed({ here: { practiceId }, requestId, startedAt }: CallMade): Promise<boolean> {
    if (practiceId === nowhere.practiceId || requestId === null) return true;
    const entry = await this.db.inPractice({ practiceId, actor: system, readOnly: true }, (tx) =>
      tx.one('SELECT 1 FROM audit_entries WHERE request_id = $1 AND at >= $2 LIMIT 1', [requestId, startedAt]),
    );
    return entry !== null;
  }

  private async takeOver(tx: Tx, call: CallScope, left: KeptRow): Promise<Begun> {
    const now = tx.now();
    const mine = await tx.one(
      `UPDATE idempotent_answers SET request_id = $3, started_at = $4, expires_at = $5
       WHERE scope_hash = $1 AND started_at = $2 AND status IS NULL RETURNING 1`,
      [call.scope, left.started_at, call.requestId, now, new Date(now.getTime() + keptFor)],
    );
    return mine ? { is: 'mine', call: { ...call, startedAt: now } } : { is: 'running' };
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
