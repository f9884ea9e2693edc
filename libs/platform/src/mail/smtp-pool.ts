import SMTPConnection, { type SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';

/** How a mail server is reached. */
export interface SmtpPoolOptions {
  /** `smtp://user:password@host:port` or `smtps://…`; STARTTLS is used when offered. */
  smtpUrl: string;
  /** Most connections open at once. */
  size: number;
  connectTimeoutMs: number;
  /** Longest silence of the server in the middle of a conversation. */
  answerTimeoutMs: number;
}

/** A few SMTP connections that stay open between mails; each is reset before it is used again. */
export class SmtpPool {
  readonly #options: SmtpPoolOptions;
  readonly #idle: SMTPConnection[] = [];
  readonly #waiting: (() => void)[] = [];
  #inUse = 0;
  #closed = false;

  constructor(options: SmtpPoolOptions) {
    this.#options = options;
    connectionOptions(options); // a malformed URL fails at start, not at the first mail
  }

  /** A connection that has just answered, for one conversation; throws when the server cannot be reached. */
  async take(): Promise<SMTPConnection> {
    if (this.#closed) throw new Error('The mail transport is closed.');
    if (this.#inUse < this.#options.size) this.#inUse++;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      for (let kept = this.#idle.pop(); kept; kept = this.#idle.pop()) {
        if (await stillAnswers(kept)) return kept;
        kept.close();
      }
      return await this.#open();
    } catch (error) {
      this.#passOn();
      throw error;
    }
  }

  /** Gives a connection back after a conversation that ended cleanly. */
  giveBack(connection: SMTPConnection): void {
    if (this.#closed) connection.quit();
    else if (!connection.destroyed) this.#idle.push(connection);
    this.#passOn();
  }

  /** Drops a connection whose state is not known. */
  drop(connection: SMTPConnection): void {
    connection.close();
    this.#passOn();
  }

  /** Says goodbye on every idle connection; those in use do so when they are given back. Resolves when none is in use. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const connection of this.#idle.splice(0)) connection.quit();
    while (this.#inUse > 0) await new Promise<void>((resolve) => setTimeout(resolve, 10));
  }

  #passOn(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#inUse--;
  }

  #open(): Promise<SMTPConnection> {
    const { connection: options, auth } = connectionOptions(this.#options);
    const connection = new SMTPConnection(options);
    return new Promise((resolve, reject) => {
      // The listener stays for good: an 'error' of an idle connection has no one else to go to, and all it means is that the connection is gone.
      connection.on('error', (error: Error) => {
        this.#forget(connection);
        reject(error);
      });
      connection.once('end', () => {
        this.#forget(connection);
        reject(new Error('The mail server closed the connection.'));
      });
      const settle = (error?: Error | null): void => {
        if (!error) return resolve(connection);
        connection.close();
        reject(error);
      };
      connection.connect((error?: Error | null) => {
        if (error || !auth) settle(error);
        else connection.login(auth, settle);
      });
    });
  }

  #forget(connection: SMTPConnection): void {
    const place = this.#idle.indexOf(connection);
    if (place >= 0) this.#idle.splice(place, 1);
  }
}

function stillAnswers(connection: SMTPConnection): Promise<boolean> {
  if (connection.destroyed) return Promise.resolve(false);
  return new Promise((resolve) => {
    const gone = (): void => answer(false);
    const answer = (alive: boolean): void => {
      connection.off('error', gone);
      connection.off('end', gone);
      resolve(alive);
    };
    connection.once('error', gone);
    connection.once('end', gone);
    connection.reset((error) => answer(!error));
  });
}

function connectionOptions(options: SmtpPoolOptions): {
  connection: SMTPConnectionOptions;
  auth?: { user: string; pass: string };
} {
  const url = new URL(options.smtpUrl);
  if (url.protocol !== 'smtp:' && url.protocol !== 'smtps:')
    throw new Error('The mail server URL must begin with smtp:// or smtps://.');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const secure = url.protocol === 'smtps:';
  const withSecret = url.username !== '';
  const nearby = ['localhost', '127.0.0.1', '::1'].includes(host);
  return {
    connection: {
      host,
      port: Number(url.port) || (secure ? 465 : 587),
      secure,
      requireTLS: withSecret && !secure && !nearby, // a password never crosses a network in the clear
      connectionTimeout: options.connectTimeoutMs,
      greetingTimeout: options.connectTimeoutMs,
      dnsTimeout: options.connectTimeoutMs,
      socketTimeout: options.answerTimeoutMs,
      socketCloseTimeout: 0,
      allowInternalNetworkInterfaces: true,
      logger: false,
    },
    ...(withSecret && { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
  };
}
