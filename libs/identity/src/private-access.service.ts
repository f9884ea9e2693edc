import { randomInt } from 'node:crypto';
import { Database, KeyStore, sameSecret, type Here, type Tx } from '#platform';
import { Injectable } from '@nestjs/common';
import { BookingBrowsers } from './booking-browser.service.js';
import { mostWrong, secondsToWait, waitAfter } from './domain/pin-patience.js';
import { idleMinutes } from './domain/private-use.js';
import { newSpokenCode, spokenCodeOf } from './domain/spoken-code.js';
import { FactorStore, type FactorsRow, type PasskeyRow } from './factor-store.js';
import { GiveAgain, PrivateLocked, TooManyTries, WrongCode } from './identity.errors.js';
import { SessionService } from './session.service.js';

const hours = 3_600_000;
const codeLives = 24 * hours;

/** A client at the door of their private parts: the session they came with, if any, and the browser's own cookie. */
export interface AtPrivateDoor {
  readonly clientId: string;
  readonly session: { readonly idHash: Buffer; readonly unlocked: boolean } | null;
  readonly browser: string | null;
}

/** How the private parts stand, for their own person. */
export interface PrivateState {
  readonly pin: boolean;
  readonly passkeys: readonly PasskeyRow[];
  readonly unlocked: boolean;
  /** When the next PIN may be tried; null where one may be now. */
  readonly lockedUntil: Date | null;
  /** Too many wrong ones: only a code of the coach helps. */
  readonly needsCode: boolean;
  /** How many PINs were tried in vain since their owner has seen it last; for nobody else, and so 0 while it is shut. */
  readonly wrongTries: number;
  readonly maySet: boolean;
  readonly idleMinutes: number;
}

/** By what somebody may choose a PIN or passkey. */
export type Permission = 'unlocked' | 'browser' | 'code';

/** What one try of a code found. */
type CodeTurn = { readonly is: 'right' | 'wrong' | 'ended' } | { readonly is: 'too-soon'; readonly seconds: number };

/** Who may open the private parts of a client, and who may choose with what. */
@Injectable()
export class PrivateAccess {
  constructor(
    private readonly db: Database,
    private readonly keys: KeyStore,
    private readonly store: FactorStore,
    private readonly browsers: BookingBrowsers,
    private readonly sessions: SessionService,
  ) {}

  /** How things stand. */
  async state(tx: Tx, who: AtPrivateDoor): Promise<PrivateState> {
    const { pinHash, tries, wrongInRow, notBefore } = await this.store.read(tx, who.clientId);
    const needsCode = wrongInRow >= mostWrong;
    return {
      pin: pinHash !== null,
      passkeys: await this.store.passkeys(tx, who.clientId),
      unlocked: who.session?.unlocked ?? false,
      lockedUntil: !needsCode && notBefore !== null && notBefore > tx.now() ? notBefore : null,
      needsCode,
      wrongTries: who.session?.unlocked ? tries : 0,
      maySet: (await this.withoutCode(tx, who)) !== null,
      idleMinutes,
    };
  }

  /**
   * By what they may choose a PIN or passkey now. A code that is wrong is counted, whatever else fails. Throws
   * PrivateLocked, GiveAgain, WrongCode, TooManyTries.
   */
  async mayChoose(here: Here, who: AtPrivateDoor, code: string | undefined): Promise<Permission> {
    const permission = await this.db.inPractice(here, (tx) => this.withoutCode(tx, who));
    if (permission !== null) return permission;
    const { session } = who;
    if (session?.unlocked && code === undefined) throw new GiveAgain();
    if (code === undefined || session === null) throw new PrivateLocked();
    const turn = await this.db.inPractice(here, (tx) => this.tryCode(tx, who.clientId, session.idHash, code));
    if (turn.is === 'ended') throw new PrivateLocked();
    if (turn.is === 'too-soon') throw new TooManyTries(turn.seconds);
    if (turn.is === 'wrong') throw new WrongCode();
    return 'code';
  }

  /**
   * Something was chosen: the code is spent, and what was held before it is gone; the session it was chosen in is open,
   * and every other one of this person is shut. The row of the client is locked, and by what they may choose is judged
   * again behind that lock: making a hash takes long enough for the coach to shut them out. Throws PrivateLocked, GiveAgain,
   * WrongCode.
   */
  async chosen(tx: Tx, who: AtPrivateDoor, { by, code }: { by: Permission; code: string | undefined }): Promise<void> {
    const row = await this.store.lock(tx, who.clientId);
    if (by === 'browser' && !(await this.isFreeToBrowser(tx, who))) throw new PrivateLocked();
    if (by === 'unlocked') await this.mayChange(tx, who);
    if (by === 'code') {
      if (!this.isRight(tx, who.clientId, row, code ?? '')) throw new WrongCode();
      await this.store.dropChosen(tx, who.clientId);
      await tx.query('UPDATE client_factors SET code_hash = NULL, code_expires_at = NULL WHERE client_id = $1', [
        who.clientId,
      ]);
      tx.audit('client.private-code-used', who.clientId);
    }
    await this.sessions.lockAllOfClient(tx, who.clientId, who.session?.idHash ?? null);
    // A passkey may follow the first PIN without typing it once more.
    if (who.session) await this.sessions.openByChoice(tx, who.session.idHash, by !== 'unlocked');
  }

  /**
   * The coach has spoken with the person: a code to say to them, which works once, for a day, in a session that a mailed
   * link began. Every session of theirs ends, and what opened the private parts until now opens nothing any more: the
   * PIN, the passkeys and the browser they booked in. Only the code's keyed fingerprint is kept, so it is shown this once.
   */
  async reopen(tx: Tx, clientId: string): Promise<{ code: string; expiresAt: Date }> {
    const code = newSpokenCode(randomInt);
    const expiresAt = new Date(tx.now().getTime() + codeLives);
    await this.store.lock(tx, clientId);
    await this.store.dropChosen(tx, clientId);
    await this.browsers.forget(tx, clientId);
    await tx.query(
      'UPDATE client_factors SET code_hash = $2, code_expires_at = $3, vouched_at = $4 WHERE client_id = $1',
      [clientId, this.fingerprint(tx, clientId, code), expiresAt, tx.now()],
    );
    await this.sessions.closeAllOfClients(tx, [clientId]);
    tx.audit('client.private-access-reopened', clientId);
    return { code, expiresAt };
  }

  /** Its owner has seen that a PIN was tried in vain so many times: those are news no more, what was tried since is. */
  async seen(tx: Tx, clientId: string, shown: number): Promise<void> {
    await tx.query('UPDATE client_factors SET tries = greatest(tries - $2, 0) WHERE client_id = $1', [clientId, shown]);
  }

  /**
   * Whoever changes what is there already has given it once more; that is spent. Ten minutes with somebody's open device
   * shut nobody out for good. Throws PrivateLocked, GiveAgain.
   */
  async mayChange(tx: Tx, { clientId, session }: Pick<AtPrivateDoor, 'clientId' | 'session'>): Promise<void> {
    if (session === null || !(await this.sessions.isUnlocked(tx, session.idHash))) throw new PrivateLocked();
    const given = await this.sessions.spendGivenAgain(tx, session.idHash);
    if (!given && (await this.store.hasAny(tx, clientId))) throw new GiveAgain();
  }

  private async isGivenAgain(tx: Tx, { clientId, session }: AtPrivateDoor): Promise<boolean> {
    if (session !== null && (await this.sessions.wasGivenAgain(tx, session.idHash))) return true;
    return !(await this.store.hasAny(tx, clientId));
  }

  private async withoutCode(tx: Tx, who: AtPrivateDoor): Promise<'unlocked' | 'browser' | null> {
    if (who.session?.unlocked && (await this.isGivenAgain(tx, who))) return 'unlocked';
    return (await this.isFreeToBrowser(tx, who)) ? 'browser' : null;
  }

  /** Whether this is the browser they booked in, and nothing was chosen yet. */
  private async isFreeToBrowser(tx: Tx, { clientId, browser }: AtPrivateDoor): Promise<boolean> {
    return (await this.browsers.knows(tx, clientId, browser)) && !(await this.store.hasAny(tx, clientId));
  }

  /**
   * The same words and the same work whether the code is wrong, spent, over or was never made. Each session has a
   * patience of its own: whoever else reads the mailbox can neither spend the code nor make its owner wait.
   */
  private async tryCode(tx: Tx, clientId: string, session: Buffer, code: string): Promise<CodeTurn> {
    const row = await this.store.lock(tx, clientId);
    const tries = await tx.one<{ wrong: number; notBefore: Date | null }>(
      'SELECT code_wrong AS wrong, code_not_before AS "notBefore" FROM sessions WHERE id_hash = $1',
      [session],
    );
    if (!tries) return { is: 'ended' };
    const now = tx.now();
    const seconds = secondsToWait(tries.notBefore, now);
    if (seconds > 0) return { is: 'too-soon', seconds };
    if (this.isRight(tx, clientId, row, code)) return { is: 'right' };
    const wrong = tries.wrong + 1;
    await tx.query('UPDATE sessions SET code_wrong = $2, code_not_before = $3 WHERE id_hash = $1', [
      session,
      wrong,
      new Date(now.getTime() + waitAfter(wrong)),
    ]);
    tx.audit('client.private-code-wrong', clientId);
    return { is: 'wrong' };
  }

  private isRight(tx: Tx, clientId: string, row: FactorsRow, code: string): boolean {
    const wanted = row.codeHash?.toString('hex') ?? '';
    const given = this.fingerprint(tx, clientId, spokenCodeOf(code)).toString('hex');
    const isLive = row.codeExpiresAt !== null && row.codeExpiresAt > tx.now();
    return sameSecret(wanted, given) && isLive;
  }

  private fingerprint(tx: Tx, clientId: string, code: string): Buffer {
    return this.keys.fingerprint(JSON.stringify(['private-code', tx.practiceId, clientId, code]));
  }
}
