import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import type { FaultBox } from './faults.js';
import type { MessageStore } from './message-store.js';

const LOOPBACK = '127.0.0.1';
const LARGEST_MAIL_BYTES = 25 * 1024 * 1024;

/** A refusal in SMTP's own terms. */
class SmtpRefusal extends Error {
  constructor(
    readonly responseCode: number,
    message: string,
  ) {
    super(message);
  }
}

/** The SMTP side: takes every mail, unless a fault says otherwise. It asks for no password and offers no encryption. */
export class SmtpCatcher {
  readonly #store: MessageStore;
  readonly #faults: FaultBox;
  readonly #server: SMTPServer;
  readonly #sockets = new Set<Socket>();
  #stuck: (() => void)[] = [];
  readonly #host: string;
  #port = 0;

  constructor(store: MessageStore, faults: FaultBox, host = LOOPBACK) {
    this.#host = host;
    this.#store = store;
    this.#faults = faults;
    this.#server = new SMTPServer({
      banner: 'mailbox',
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      logger: false,
      size: LARGEST_MAIL_BYTES,
      closeTimeout: 100,
      onAuth: (auth, _session, callback) => callback(null, { user: auth.username ?? 'anyone' }),
      onConnect: (_session, callback) => this.#greet(callback),
      onRcptTo: (_address, _session, callback) => void this.#takeRecipient().then(() => callback(), callback),
      onData: (stream, session, callback) => {
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        void this.#takeMessage(stream, recipients, session.remotePort).then((cut) => {
          if (!cut) callback(null, 'kept');
        }, callback);
      },
    });
    // A client that goes away in the middle of a conversation is what the fault tests do all day.
    this.#server.on('error', () => undefined);
    this.#server.server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  /** `smtp://127.0.0.1:PORT` */
  get url(): string {
    return `smtp://${LOOPBACK}:${this.#port}`;
  }

  /** Starts to listen; port 0 takes a free one. */
  async listen(port: number): Promise<void> {
    const { server } = this.#server;
    server.listen(port, this.#host);
    await once(server, 'listening');
    this.#port = (server.address() as AddressInfo).port;
  }

  /** Brings the port and the waiting connections in line with the faults in force. */
  async applyFaults(): Promise<void> {
    const { refuseConnections = false, tarpit = false } = this.#faults.current;
    const { listening } = this.#server.server;
    if (refuseConnections && listening) await this.#stopListening();
    if (!refuseConnections && !listening) await this.listen(this.#port);
    if (!tarpit) for (const greet of this.#stuck.splice(0)) greet();
  }

  /** Cuts every connection and stops listening. */
  async close(): Promise<void> {
    this.#stuck = [];
    if (this.#server.server.listening) await this.#stopListening();
  }

  async #stopListening(): Promise<void> {
    const closed = once(this.#server.server, 'close');
    this.#server.server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #greet(greet: () => void): void {
    if (this.#faults.current.tarpit) this.#stuck.push(greet);
    else greet();
  }

  async #takeRecipient(): Promise<void> {
    const { slowMs, rejectRecipient } = this.#faults.current;
    if (slowMs) await sleep(slowMs);
    if (rejectRecipient) throw new SmtpRefusal(rejectRecipient, 'no such mailbox here, says the fault box');
  }

  /** Whether no answer is to follow: the connection was cut, or talks on by itself. */
  async #takeMessage(stream: AsyncIterable<Buffer>, recipients: string[], remotePort: number): Promise<boolean> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk);
    const { slowMs } = this.#faults.current;
    if (slowMs) await sleep(slowMs);
    if (this.#faults.strikes('temporaryFailures')) throw new SmtpRefusal(451, 'try again later, says the fault box');
    const cut = this.#faults.strikes('dropAfterData');
    await this.#store.keep(Buffer.concat(chunks), recipients);
    if (this.#faults.strikes('lies')) throw new SmtpRefusal(451, 'not kept, says the fault box, and lies');
    if (this.#faults.strikes('endlessAnswers')) return this.#drip(remotePort);
    if (cut) for (const socket of this.#socketsOf(remotePort)) socket.destroy();
    return cut;
  }

  /** One line of an answer after another, and never the last. */
  #drip(remotePort: number): true {
    for (const socket of this.#socketsOf(remotePort)) {
      const lines = setInterval(() => socket.write('250-one moment\r\n'), 50);
      socket.once('close', () => clearInterval(lines));
    }
    return true;
  }

  #socketsOf(remotePort: number): Socket[] {
    return [...this.#sockets].filter((socket) => socket.remotePort === remotePort);
  }
}
