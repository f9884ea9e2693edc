import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { GatedMessage } from './gated-message.js';
import { envelopeSender, withoutAddresses } from './mail-address.js';
import { checkOutgoingMail, composeMail, type OutgoingMail } from './outgoing-mail.js';
import { SmtpPool } from './smtp-pool.js';

export { InvalidAddress, isPlainAddress, type Mailbox } from './mail-address.js';
export { UnsafeHeader, type MailAttachment, type OutgoingMail } from './outgoing-mail.js';

/** How to reach the mail server, and in whose name. Times are in milliseconds. */
export interface MailTransportOptions {
  smtpUrl: string;
  /** The envelope's sender, to which bounces go: an address or `Name <address>`. */
  from: string;
  /** Most connections open at once; 5 if left out. */
  poolSize?: number;
  /** 10 seconds if left out. */
  connectTimeoutMs?: number;
  /** Longest silence of the server in the middle of a mail; 60 seconds if left out. */
  answerTimeoutMs?: number;
}

/**
 * What became of one attempt. `not-handed` promises that the last bytes never left, so trying again is safe;
 * `unknown` says they may have, so that a second attempt may be a second copy. Texts hold no addresses.
 */
export type MailOutcome =
  | { outcome: 'accepted' }
  | { outcome: 'refused'; permanent: boolean; response: string }
  | { outcome: 'unknown'; reason: string }
  | { outcome: 'not-handed'; reason: string; cause?: unknown };

/** The one way mail leaves: SMTP with a hand-over that can be committed just before the server can take the message. */
export class MailTransport {
  readonly #sender: string;
  readonly #pool: SmtpPool;

  constructor(options: MailTransportOptions) {
    this.#sender = envelopeSender(options.from);
    this.#pool = new SmtpPool({
      smtpUrl: options.smtpUrl,
      size: options.poolSize ?? 5,
      connectTimeoutMs: options.connectTimeoutMs ?? 10_000,
      answerTimeoutMs: options.answerTimeoutMs ?? 60_000,
    });
  }

  /**
   * Sends one mail to one person. `beforeLastByte` is called once the server has agreed to the recipient and all but the
   * last bytes are on their way; it commits "handed". It is never called for a mail that is refused before that. Throws
   * InvalidAddress or UnsafeHeader, before anything is sent, for a mail that must not be sent at all.
   */
  async deliver(mail: OutgoingMail, beforeLastByte: () => Promise<void>): Promise<MailOutcome> {
    checkOutgoingMail(mail);
    const message = await composeMail(mail);
    let connection: SMTPConnection;
    try {
      connection = await this.#pool.take();
    } catch (error) {
      return { outcome: 'not-handed', reason: describe(error), cause: error };
    }
    const gated = new GatedMessage(message, beforeLastByte);
    try {
      await send(connection, { from: this.#sender, to: [mail.to.address], size: message.length }, gated);
      this.#pool.giveBack(connection);
      return { outcome: 'accepted' };
    } catch (error) {
      return this.#whatHappened(connection, gated, error);
    }
  }

  /** Resolves when the server greets, takes the credentials and answers; throws otherwise. Sends nothing. */
  async verify(): Promise<void> {
    this.#pool.giveBack(await this.#pool.take());
  }

  /** Takes no more mail, lets the running ones end, and says goodbye to the server. */
  async close(): Promise<void> {
    await this.#pool.close();
  }

  async #whatHappened(connection: SMTPConnection, gated: GatedMessage, error: unknown): Promise<MailOutcome> {
    const refusal = refusalIn(error);
    // A "no" in the middle of the message leaves the conversation inside it: the next command would be read as text.
    const between = refusal && (refusal.beforeMessage || gated.readableEnded);
    const handed = await gated.stop();
    if (between && !connection.destroyed) this.#pool.giveBack(connection);
    else this.#pool.drop(connection);
    if (refusal) return { outcome: 'refused', permanent: refusal.permanent, response: refusal.response };
    if (handed) return { outcome: 'unknown', reason: describe(error) };
    return { outcome: 'not-handed', reason: describe(error), cause: error };
  }
}

interface SmtpError extends Error {
  code?: string;
  response?: string;
  responseCode?: number;
}

function send(
  connection: SMTPConnection,
  envelope: { from: string; to: string[]; size: number },
  message: GatedMessage,
): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.send(envelope, message, (error) => (error ? reject(error) : resolve()));
  });
}

/** The server's own "no" to the sender, the recipient or the message; a lost connection is not one. */
function refusalIn(error: unknown): { permanent: boolean; response: string; beforeMessage: boolean } | undefined {
  const { code, response, responseCode } = error as SmtpError;
  if (code !== 'EENVELOPE' && code !== 'EMESSAGE') return undefined;
  if (!response || !responseCode || responseCode < 400) return undefined;
  return {
    permanent: responseCode >= 500,
    response: withoutAddresses(response),
    beforeMessage: code === 'EENVELOPE',
  };
}

function describe(error: unknown): string {
  return withoutAddresses(error instanceof Error ? error.message : String(error));
}
