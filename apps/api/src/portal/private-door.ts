import { Injectable } from '@nestjs/common';
import { ClientService } from '#clients';
import type { PinChoice, PrivateAccessView } from '#contracts';
import { PinService, PrivateAccess, SessionService } from '#identity';
import { Database } from '#platform';
import type { PrivateVisit } from './private-visit.js';
import { privateView } from './private-view.js';

/** The private parts of a client's session: described, opened with a PIN, shut. */
@Injectable()
export class PrivateDoor {
  constructor(
    private readonly db: Database,
    private readonly clients: ClientService,
    private readonly access: PrivateAccess,
    private readonly pins: PinService,
    private readonly sessions: SessionService,
  ) {}

  /** How things stand; `unlocked` where what was just done changed that. */
  view({ here, who }: PrivateVisit, unlocked = who.session.unlocked): Promise<PrivateAccessView> {
    const now = { ...who, session: { ...who.session, unlocked } };
    return this.db.inPractice({ ...here, readOnly: true }, async (tx) => privateView(await this.access.state(tx, now)));
  }

  /** Throws Invalid, PrivateLocked, WrongCode, TooManyTries. */
  async choosePin({ here, who }: PrivateVisit, { pin, code }: PinChoice): Promise<void> {
    const { phone } = await this.db.inPractice(here, (tx) => this.clients.get(tx, who.clientId));
    await this.pins.choose(here, who, { pin, code, phone });
  }

  /** `mistyped` of the tries before it were made by whoever makes this one. Throws WrongPin, TooManyTries. */
  unlock({ here, who }: PrivateVisit, pin: string, mistyped = 0): Promise<void> {
    return this.pins.unlock(here, { clientId: who.clientId, session: who.session.idHash }, pin, mistyped);
  }

  /** They have read that a PIN was tried in vain so many times. */
  seen({ here, who }: PrivateVisit, shown: number): Promise<void> {
    return this.db.inPractice(here, (tx) => this.access.seen(tx, who.clientId, shown));
  }

  lock({ here, who }: PrivateVisit): Promise<void> {
    return this.db.inPractice(here, (tx) => this.sessions.lock(tx, who.session.idHash));
  }
}
