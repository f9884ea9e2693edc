import { appendFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readMail, type CaughtMessage } from './caught-message.js';

interface Kept {
  message: CaughtMessage;
  raw: string;
}

const MOST_KEPT = 2_000;

/** The caught mails, newest last: in memory, and in a file of one JSON line each where a folder is given. */
export class MessageStore {
  #kept: Kept[] = [];
  #linesInFile = 0;
  #writes: Promise<void> = Promise.resolve();
  readonly #file: string | undefined;

  readonly #now: () => Date;

  private constructor(file: string | undefined, now: () => Date) {
    this.#file = file;
    this.#now = now;
  }

  /** Opens the store and reads what an earlier run kept; `now` says when a mail came. */
  static async open(dataDir: string | undefined, now: () => Date): Promise<MessageStore> {
    if (!dataDir) return new MessageStore(undefined, now);
    await mkdir(dataDir, { recursive: true });
    const store = new MessageStore(join(dataDir, 'mailbox.jsonl'), now);
    await store.#load();
    return store;
  }

  /** Reads and keeps a mail; once this resolves, it is also in the file. */
  async keep(raw: Buffer, recipients: readonly string[]): Promise<CaughtMessage> {
    const message = await readMail(raw, recipients, this.#now());
    const kept = { message, raw: raw.toString('base64') };
    this.#kept.push(kept);
    if (this.#kept.length > MOST_KEPT) this.#kept.splice(0, this.#kept.length - MOST_KEPT);
    await this.#write(async (file) => {
      await appendFile(file, `${JSON.stringify(kept)}\n`);
      this.#linesInFile++;
      if (this.#linesInFile >= 2 * MOST_KEPT) await this.#rewrite(file);
    });
    return message;
  }

  /** All mails, or those to one address. */
  list(to?: string): CaughtMessage[] {
    const wanted = to?.trim().toLowerCase();
    const messages = this.#kept.map(({ message }) => message);
    return wanted ? messages.filter((message) => message.to.toLowerCase().split(', ').includes(wanted)) : messages;
  }

  /** The mail with this id. */
  find(id: string): CaughtMessage | undefined {
    return this.#kept.find(({ message }) => message.id === id)?.message;
  }

  /** The bytes of the mail as they came. */
  findRaw(id: string): Buffer | undefined {
    const kept = this.#kept.find(({ message }) => message.id === id);
    return kept && Buffer.from(kept.raw, 'base64');
  }

  /** How often each Message-ID came. */
  counts(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { message } of this.#kept) counts[message.messageId] = (counts[message.messageId] ?? 0) + 1;
    return counts;
  }

  /** Forgets every mail. */
  async clear(): Promise<void> {
    this.#kept = [];
    await this.#write((file) => this.#rewrite(file));
  }

  /** Resolves when everything is in the file. */
  async flush(): Promise<void> {
    await this.#writes;
  }

  /** One write at a time, in order; a failed write fails its own caller only. */
  #write(step: (file: string) => Promise<void>): Promise<void> {
    const file = this.#file;
    if (!file) return Promise.resolve();
    const written = this.#writes.then(() => step(file));
    this.#writes = written.catch(() => undefined); // the caller holds `written`, and with it the error
    return written;
  }

  async #rewrite(file: string): Promise<void> {
    // For this user alone, since links in mails open things. A file that is there would keep its mode.
    await rm(`${file}.new`, { force: true });
    await writeFile(`${file}.new`, this.#kept.map((kept) => `${JSON.stringify(kept)}\n`).join(''), { mode: 0o600 });
    await rename(`${file}.new`, file);
    this.#linesInFile = this.#kept.length;
  }

  async #load(): Promise<void> {
    const file = this.#file;
    if (!file) return;
    const lines = (await readIfThere(file)).split('\n').filter((line) => line !== '');
    for (const line of lines.slice(-MOST_KEPT)) {
      try {
        this.#kept.push(JSON.parse(line) as Kept);
      } catch (error) {
        // A run that was killed while writing leaves half a line; the mails around it are whole.
        process.stderr.write(`mailbox: a line of ${file} is not readable and was left out (${String(error)})\n`);
      }
    }
    await this.#rewrite(file);
  }
}

async function readIfThere(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
