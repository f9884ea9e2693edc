import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { CircuitBreaker } from './circuit-breaker.js';
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
  /** Longest time of one attempt, however lively the server seems; 120 seconds if left out. */
  attemptTimeoutMs?: number;
  /** How long the server is left alone at first after five failures in a row; 2 seconds if left out. */
  restMs?: number;
}

const failuresInARow = 5;
const longestRestMs = 30_000;

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
  readonly #attemptTimeoutMs: number;
  /** Whether the server is left alone at the moment; what is delivered then comes back as `not-handed` at once. */
  readonly circuit: CircuitBreaker;

  constructor(options: MailTransportOptions) {
    this.#sender = envelopeSender(options.from);
    this.#pool = new SmtpPool({
      smtpUrl: options.smtpUrl,
      size: options.poolSize ?? 5,
      connectTimeoutMs: options.connectTimeoutMs ?? 10_000,
      answerTimeoutMs: options.answerTimeoutMs ?? 60_000,
    });
    this.#attemptTimeoutMs = options.attemptTimeoutMs ?? 120_000;
    this.circuit = new CircuitBreaker({
      failures: failuresInARow,
      firstRestMs: options.restMs ?? 2_000,
      longestRestMs: Math.min(longestRestMs, 15 * (options.restMs ?? 2_000)),
      now: () => performance.now(),
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
    const ended = this.circuit.enter();
    if (!ended) return { outcome: 'not-handed', reason: 'The mail server is left alone for a while.' };
    const gated = new GatedMessage(message, beforeLastByte);
    try {
      const outcome = await this.#attempt({ from: this.#sender, to: [mail.to.address], size: message.length }, gated);
      ended(gated.heldBack ? 'undecided' : whatItSays(outcome));
      return outcome;
    } finally {
      ended('undecided'); // what threw here was no server
    }
  }

  async #attempt(envelope: Envelope, gated: GatedMessage): Promise<MailOutcome> {
    const tooLong = deadline(this.#attemptTimeoutMs);
    try {
      let connection: SMTPConnection;
      try {
        connection = await this.#pool.take();
      } catch (error) {
        return { outcome: 'not-handed', reason: describe(error), cause: error };
      }
      try {
        // A server that keeps talking without ever coming to an end is never silent for long.
        await Promise.race([send(connection, envelope, gated), tooLong.passed]);
        this.#pool.giveBack(connection);
        return { outcome: 'accepted' };
      } catch (error) {
        return await this.#whatHappened(connection, gated, error);
      }
    } finally {
      tooLong.clear();
    }
  }

  /** Resolves when the server greets, takes the credentials and answers; throws otherwise. Sends nothing. */
  async verify(): Promise<void> {
    this.#pool.giveBack(await this.#pool.take());
  }

  /**
   * Greets a server that was left alone, where its rest is over and no mail does: an answer closes the circuit. Sends nothing
   * and throws nothing, since what came of it is all there is to say.
   */
  async probe(): Promise<void> {
    const ended = this.circuit.enter();
    if (!ended) return;
    await this.verify().then(
      () => ended('answered'),
      () => ended('failed'),
    );
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

interface Envelope {
  readonly from: string;
  readonly to: string[];
  readonly size: number;
}

/** A promise that is rejected after a while, unless it is cleared before. */
function deadline(milliseconds: number): { readonly passed: Promise<never>; clear(): void } {
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('The mail server did not come to an end.')), milliseconds);
  });
  passed.catch(() => undefined); // where nobody waits any more, nobody is told
  return { passed, clear: () => clearTimeout(timer) };
}

const closing = /^421/;

/** What an outcome says about the server itself: its "no" to one mail is an answer like any other. */
function whatItSays(outcome: MailOutcome): 'answered' | 'failed' {
  if (outcome.outcome === 'accepted') return 'answered';
  return outcome.outcome === 'refused' && !closing.test(outcome.response) ? 'answered' : 'failed';
}

interface SmtpError extends Error {
  code?: string;
  response?: string;
  responseCode?: number;
}

function send(connection: SMTPConnection, envelope: Envelope, message: GatedMessage): Promise<void> {
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
