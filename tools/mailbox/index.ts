import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { clockOf } from './clock.js';
import type { CaughtMessage } from './caught-message.js';
import { FaultBox, type Faults } from './faults.js';
import { httpDoor } from './http-door.js';
import { MessageStore } from './message-store.js';
import { SmtpCatcher } from './smtp-catcher.js';

export type { CaughtMessage } from './caught-message.js';
export type { Faults } from './faults.js';

/** Where the mailbox listens, 0 or nothing meaning a free port, and where it keeps mail, nothing meaning in memory. */
export interface MailboxOptions {
  port?: number;
  smtpPort?: number;
  dataDir?: string;
  /** The address it listens on; the loopback one unless it stands in a container of its own. */
  host?: string;
  /** When a mail came; the machine's own time unless a test moves it. */
  now?: () => Date;
}

/** A running mail catcher: it takes every mail by SMTP, passes none on, and shows them by HTTP. */
export interface RunningMailbox {
  /** The page and the JSON, without a slash at the end. */
  url: string;
  smtpUrl: string;
  /** Newest last; only those to one address, where given. */
  messages(to?: string): CaughtMessage[];
  /** How often each Message-ID came. */
  counts(): Record<string, number>;
  /** Replaces all faults; `{}` ends them. */
  setFaults(faults: Faults): Promise<void>;
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a mailbox on 127.0.0.1, unless told otherwise. Throws when a port is taken. */
export async function startMailbox(options: MailboxOptions = {}): Promise<RunningMailbox> {
  const store = await MessageStore.open(options.dataDir, options.now ?? clockOf({}));
  const faults = new FaultBox();
  const smtp = new SmtpCatcher(store, faults, options.host);
  const setFaults = async (wanted: Faults): Promise<void> => {
    faults.set(wanted);
    await smtp.applyFaults();
  };
  const http = httpDoor({ store, faults: () => faults.current, setFaults });
  await smtp.listen(options.smtpPort ?? 0);
  try {
    http.listen(options.port ?? 0, options.host ?? '127.0.0.1');
    await once(http, 'listening');
  } catch (error) {
    await smtp.close();
    throw error;
  }
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    smtpUrl: smtp.url,
    messages: (to) => store.list(to),
    counts: () => store.counts(),
    setFaults,
    clear: () => store.clear(),
    close: async () => {
      await smtp.close();
      http.close();
      http.closeAllConnections();
      await store.flush();
    },
  };
}
