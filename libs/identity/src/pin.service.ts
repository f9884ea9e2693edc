import { Database, Invalid, type Here, type Tx } from '#platform';
import { Injectable } from '@nestjs/common';
import { mostWrong, secondsToWait, waitAfter } from './domain/pin-patience.js';
import { pinFault } from './domain/pin-rules.js';
import { FactorStore } from './factor-store.js';
import { TooManyTries, WrongPin } from './identity.errors.js';
import { PasswordService } from './password.service.js';
import { PrivateAccess, type AtPrivateDoor } from './private-access.service.js';
import { SessionService } from './session.service.js';

/** What one try found before its PIN was looked at. */
type Turn =
  | { readonly is: 'mine'; readonly pinHash: string | null; readonly wrong: number }
  | { readonly is: 'too-soon'; readonly seconds: number }
  | { readonly is: 'over' };

/** PINs of clients: chosen by whoever holds something beside the mailbox, tried with patience, never reset by mail. */
@Injectable()
export class PinService {
  constructor(
    private readonly db: Database,
    private readonly passwords: PasswordService,
    private readonly access: PrivateAccess,
    private readonly store: FactorStore,
    private readonly sessions: SessionService,
  ) {}

  /** Chooses a PIN and opens the session it was chosen in. Throws Invalid, PrivateLocked, WrongCode, TooManyTries. */
  async choose(
    here: Here,
    who: AtPrivateDoor,
    { pin, code, phone }: { pin: string; code?: string | undefined; phone: string | null },
  ): Promise<void> {
    const by = await this.access.mayChoose(here, who, code);
    // Only who may choose hears about the number that the practice knows.
    const fault = pinFault(pin, phone);
    if (fault) throw new Invalid([{ path: 'pin', message: fault }]);
    const pinHash = await this.passwords.hash(pin);
    await this.db.inPractice(here, async (tx) => {
      await this.access.chosen(tx, who, { by, code });
      await tx.query(
        `UPDATE client_factors SET pin_hash = $2, pin_set_at = $3, tries = 0, wrong_in_row = 0, not_before = NULL
         WHERE client_id = $1`,
        [who.clientId, pinHash, tx.now()],
      );
      tx.audit('client.pin-set', who.clientId);
    });
  }

  /**
   * Opens the session with the PIN; `mistyped` of the tries before it were made by whoever makes this one. Where none is
   * set it takes as long and says the same. Throws WrongPin, TooManyTries.
   */
  async unlock(
    here: Here,
    { clientId, session }: { clientId: string; session: Buffer },
    pin: string,
    mistyped = 0,
  ): Promise<void> {
    // A try is counted as wrong before it is looked at: 64 at once are one try, and one that is cut off is none for free.
    const turn = await this.db.inPractice(here, (tx) => this.takeTurn(tx, clientId));
    if (turn.is === 'too-soon') throw new TooManyTries(turn.seconds);
    if (turn.is === 'over') throw new WrongPin(0);
    const matches = await this.passwords.matches(turn.pinHash, pin);
    const isRight = await this.db.inPractice(here, (tx) =>
      matches
        ? this.open(tx, { clientId, session, pinHash: turn.pinHash!, mistyped })
        : this.refuse(tx, clientId, turn.wrong),
    );
    if (!isRight) throw new WrongPin(mostWrong - turn.wrong);
  }

  private async takeTurn(tx: Tx, clientId: string): Promise<Turn> {
    const { pinHash, wrongInRow, notBefore } = await this.store.lock(tx, clientId);
    const now = tx.now();
    await tx.query('UPDATE client_factors SET tries = tries + 1 WHERE client_id = $1', [clientId]);
    if (wrongInRow >= mostWrong) return { is: 'over' };
    const seconds = secondsToWait(notBefore, now);
    if (seconds > 0) return { is: 'too-soon', seconds };
    const wrong = wrongInRow + 1;
    await tx.query('UPDATE client_factors SET wrong_in_row = $2, not_before = $3 WHERE client_id = $1', [
      clientId,
      wrong,
      new Date(now.getTime() + waitAfter(wrong)),
    ]);
    return { is: 'mine', pinHash, wrong };
  }

  /** The PIN was right, if it is still the one that it was compared with. */
  private async open(
    tx: Tx,
    { clientId, session, pinHash, mistyped }: { clientId: string; session: Buffer; pinHash: string; mistyped: number },
  ): Promise<boolean> {
    const [still] = await tx.query(
      `UPDATE client_factors SET tries = greatest(tries - 1 - $3, 0), wrong_in_row = 0, not_before = NULL
       WHERE client_id = $1 AND pin_hash = $2 RETURNING 1 AS still`,
      [clientId, pinHash, mistyped],
    );
    if (!still) return false;
    await this.sessions.unlock(tx, session);
    tx.audit('client.unlocked', clientId);
    return true;
  }

  private refuse(tx: Tx, clientId: string, wrong: number): Promise<boolean> {
    tx.audit('client.pin-wrong', clientId);
    if (wrong >= mostWrong) tx.audit('client.pin-locked', clientId);
    return Promise.resolve(false);
  }
}
