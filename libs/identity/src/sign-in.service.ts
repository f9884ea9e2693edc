import { Links, type Link, type Tx } from '#platform';
import { Injectable } from '@nestjs/common';
import { DeadLink } from './identity.errors.js';
import { signInAsked } from './identity.events.js';
import { MailAllowance } from './mail-allowance.service.js';
import { SessionService, type OpenedSession } from './session.service.js';

const minutes = 60_000;
const linkLives = 20 * minutes;

/** How clients sign in: a mailed link that works once, for 20 minutes, and is not spent by looking at it. */
@Injectable()
export class SignInService {
  constructor(
    private readonly links: Links,
    private readonly sessions: SessionService,
    private readonly allowance: MailAllowance,
  ) {}

  /** A client asked for a link; the mail follows from the fact, unless they were sent enough of them just now. */
  async ask(tx: Tx, clientId: string): Promise<void> {
    if (await this.allowance.take(tx, 'client.sign-in-asked', clientId)) tx.emit(signInAsked, { clientId });
  }

  /** The secret of a sign-in link, made while its mail is written; only its hash is kept. */
  issueSecret(tx: Tx, clientId: string, address: string): Promise<string> {
    const owner = { clientId, address, mailed: true };
    return this.links.issue(tx, 'sign-in', clientId, new Date(tx.now().getTime() + linkLives), owner);
  }

  /** Spends the secret; its subject is whose it is. Throws DeadLink when it is unknown, expired or spent. */
  async spend(tx: Tx, token: string): Promise<Link> {
    const link = await this.links.use(tx, 'sign-in', token);
    if (!link) throw new DeadLink();
    return link;
  }

  /** Begins the session of a client whose link was spent, or, for one form alone, opened. */
  async open(tx: Tx, clientId: string, assignmentId: string | null = null): Promise<OpenedSession> {
    tx.audit('client.signed-in', clientId);
    return this.sessions.openForClient(tx, clientId, assignmentId);
  }
}
