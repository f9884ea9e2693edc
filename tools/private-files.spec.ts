import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import { startMailbox } from './mailbox/index.js';
import { Store } from './stripe-simulator/store.js';

describe('What the local mailbox and the payment simulator keep', () => {
  let dataDir: string;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'private-files-'));
  });

  afterEach(() => rm(dataDir, { recursive: true }));

  const modeOf = async (name: string) => ((await stat(join(dataDir, name))).mode & 0o777).toString(8);

  /** A file of an earlier version, which anyone on the machine may read. */
  async function leftOpen(name: string): Promise<void> {
    for (const path of [join(dataDir, name), join(dataDir, `${name}.new`)]) {
      await writeFile(path, '');
      await chmod(path, 0o644);
    }
  }

  it.each([false, true])(
    'is for its own user alone, since links in it open things (older file there: %s)',
    async (old) => {
      if (old) await leftOpen('mailbox.jsonl');
      if (old) await leftOpen('stripe-simulator.ndjson');
      const mailbox = await startMailbox({ dataDir });
      const sender = nodemailer.createTransport(mailbox.smtpUrl);
      await sender.sendMail({ from: 'a@example.org', to: 'b@example.org', subject: 'One', text: 'One' });
      sender.close();
      await mailbox.close();
      new Store(dataDir).close();
      expect(await modeOf('mailbox.jsonl')).toBe('600');
      expect(await modeOf('stripe-simulator.ndjson')).toBe('600');
    },
  );
});
