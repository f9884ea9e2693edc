import { simpleParser } from 'mailparser';
import type { Dump } from './dumps.js';
import type { TestApp } from './test-app.js';

/** The whole mailbox: each mail's bytes as they came, and all that a mail program makes of them. */
export async function dumpMailbox(app: TestApp, to?: string): Promise<Dump> {
  const dump = new Map<string, Buffer>();
  for (const message of app.mailbox.messages(to)) {
    const answer = await fetch(`${app.mailbox.url}/api/messages/${message.id}/raw`);
    if (answer.status !== 200) throw new Error(`The mailbox answered ${answer.status}.`);
    const raw = Buffer.from(await answer.arrayBuffer());
    const { headerLines, subject, text, html, attachments } = await simpleParser(raw);
    const name = `${message.to}: ${message.subject}`;
    const read = { message, headerLines, subject, text, html, names: attachments.map(({ filename }) => filename) };
    const parts = [raw, Buffer.from(JSON.stringify(read)), ...attachments.map(({ content }) => content)];
    dump.set(name, Buffer.concat([dump.get(name) ?? Buffer.alloc(0), ...parts]));
  }
  return dump;
}
