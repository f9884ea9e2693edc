import { waitMs } from './scene.js';

interface Caught {
  readonly id: string;
  readonly subject: string;
  readonly text: string;
}

/** A mail that came, and the link in it whose path begins as asked for. */
export interface Came {
  readonly page: string;
  readonly link: string;
}

/** Waits for the newest mail to an address whose subject begins so. Rejects with the subjects that did come. */
export async function mailTo(mailboxUrl: string, to: string, subject: string, path: string): Promise<Came> {
  const deadline = performance.now() + waitMs;
  for (;;) {
    const answer = await fetch(`${mailboxUrl}/api/messages?to=${encodeURIComponent(to)}`);
    const mails = (await answer.json()) as Caught[];
    const mail = mails.findLast((one) => one.subject.startsWith(subject));
    const link = mail && new RegExp(`https?://\\S+${path}\\S+`).exec(mail.text)?.[0];
    if (mail && link !== undefined) return { page: `${mailboxUrl}/messages/${mail.id}`, link };
    if (performance.now() > deadline)
      throw new Error(`No mail "${subject}" came to ${to}, but: ${mails.map((one) => one.subject).join(' | ')}`);
    await new Promise((next) => setTimeout(next, 150));
  }
}
