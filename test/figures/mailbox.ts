import { SessionService } from '#identity';
import { opensInBrowser, signInSecret, type ClientBrowser } from '../support/private-door.js';
import { walkThePath, type Walked } from '../support/private-path.js';
import { formToken, visitsForm } from '../support/portal.js';
import type { TestApp } from '../support/test-app.js';
import { formFaults, nameOf, plainForms, sent, startNo, type PlainForms, type Way } from './page-forms.js';
import { bodies, guessed, phone, pin, quietFrom, unfinished, words } from './mailbox-words.js';
import { withoutClockTimes } from './without-clock-times.js';
import { everyWay, filledWith, linksFor, linksTo } from './ways.js';

/** Something private of one person, by a name for the report, and the text by which it is known again. */
export interface PrivateItem {
  readonly name: string;
  readonly text: string;
}

export interface MailboxWalk {
  /** Operations of the document and pages that were asked. */
  readonly asked: number;
  readonly requests: number;
  /** Requests that were answered 2xx: the mailbox does open something. */
  readonly opened: number;
  /** Private items that came back, each with where. */
  readonly leaks: readonly string[];
  /** Answers, PINs and passkeys that are not what their person left. */
  readonly changed: number;
}

/** Somebody who has the mailbox of a client and nothing else, after the whole path has been walked. */
export class MailboxHolder {
  private walked!: Walked;
  private client!: string;
  private offering!: string;
  private ids: string[] = [];
  private left = '';
  private starts = 0;

  constructor(private readonly app: TestApp) {}

  /** Walks the path with everything private on it, leaves a form half filled in, and chooses a PIN and quiet hours. */
  async prepare(): Promise<void> {
    const { app } = this;
    this.walked = await walkThePath(app, words, () => app.settle());
    const { practice, caseId, clientEmail } = this.walked;
    const [client] = await app.sql<{ id: string }>(
      'SELECT id FROM clients WHERE practice_id = $1 AND merged_into IS NULL AND email = $2',
      [practice.id, clientEmail],
    );
    this.client = client!.id;
    this.offering = (await app.rows<{ slug: string }>(practice, 'offerings'))[0]!.slug;
    const admin = app.as(practice);
    const questions = [
      { id: 'first', kind: 'long_text', label: 'What is it about?', required: true },
      { id: 'second', kind: 'yes_no', label: 'May we speak about it?', required: true },
      { id: 'third', kind: 'short_text', label: 'When?', required: true, showIf: { question: 'second', equals: true } },
    ];
    const form = await admin
      .post('/forms')
      .send({ slug: 'later', name: 'Later', kind: 'check-in', definition: { questions } });
    const asking = { form: (form.body as { id: string }).id, client: this.client, case: caseId };
    await admin.post('/assignments').send(asking);
    await app.settle();
    const visit = await visitsForm(app, formToken(app, clientEmail));
    await visit.agree();
    await visit.answer('first', { value: unfinished });
    await visit.answer('second', { value: true });
    await app.sql('UPDATE clients SET phone = $2 WHERE id = $1', [this.client, phone]);
    await this.choosesPinAndQuietHours();
    for (const table of [
      'responses',
      'notes',
      'payments',
      'cases',
      'appointments',
      'attendances',
      'assignments',
      'answers',
    ])
      this.ids.push(...(await app.rows<{ id: string }>(practice, table)).map(({ id }) => id));
    this.ids.push(this.client);
    this.left = await this.state();
  }

  /** What the mailbox alone must not bring back. */
  async items(): Promise<PrivateItem[]> {
    const payments = await this.app.rows<Record<string, unknown>>(this.walked.practice, 'payments');
    const ofProvider = payments.flatMap((row) =>
      Object.entries(row).flatMap(([column, value]) =>
        typeof value === 'string' && /^(cs|pi|ch|re|py)_/.test(value)
          ? [{ name: `payment ${column}`, text: value }]
          : [],
      ),
    );
    return [
      { name: 'an answer handed in', text: words.answered },
      { name: 'a short answer handed in', text: words.answeredShortly },
      { name: 'an answer of an open form', text: unfinished },
      { name: 'which questions were answered', text: '"answered":[' },
      { name: 'which questions are hidden', text: '"hidden":[' },
      { name: 'a note', text: words.noted },
      { name: 'a shared note', text: words.notedForAll },
      { name: 'a phone number', text: phone },
      { name: 'a safe-contact profile', text: quietFrom },
      ...ofProvider,
    ];
  }

  /** Asks everything there is (`only` some of it) with what the mails hold. */
  async walk(only: (way: Way) => boolean = () => true): Promise<MailboxWalk> {
    const ways = (await everyWay(this.app)).filter(only);
    const items = await this.items();
    const leaks = new Set<string>();
    let [requests, opened] = [0, 0];
    for (const way of ways) {
      for (const headers of await this.seats(way))
        for (const [path, body] of this.filled(way)) {
          const answer = await fetch(this.app.url + path, {
            method: way.method,
            redirect: 'manual',
            ...sent(way, headers, body),
          });
          const said = withoutClockTimes(`${await answer.text()} ${JSON.stringify([...answer.headers])}`);
          requests += 1;
          if (answer.ok) opened += 1;
          for (const { name, text } of items)
            if (said.includes(text)) leaks.add(`${way.method} ${way.path} gives ${name}`);
        }
    }
    const changed = (await this.state()) === this.left ? 0 : 1;
    return { asked: ways.length, requests, opened, leaks: [...leaks].sort(), changed };
  }

  /** Forms of pages of which the walk does not know, or that it fills in wrongly. */
  formFaults(): Promise<string[]> {
    return formFaults(this.app, this.forms);
  }

  /** What is typed into the forms of the pages. */
  private get forms(): PlainForms {
    const { practice, clientEmail: email } = this.walked;
    const start = startNo(this.starts++);
    return plainForms({ practice: practice.slug, name: 'Ana', email, pin: guessed, start });
  }

  /** Takes the lock off: every session counts as unlocked. Answers what puts it back. */
  withoutLock(): () => void {
    const sessions = this.app.api.get(SessionService, { strict: false });
    const [find, sit] = [sessions.find.bind(sessions), sessions.sit.bind(sessions)];
    sessions.find = async (...asked) => {
      const found = await find(...asked);
      return found && { ...found, unlocked: true };
    };
    sessions.sit = async (...asked) => ({ ...(await sit(...asked)), unlocked: true });
    return () => Object.assign(sessions, { find, sit });
  }

  /** Nobody, and the sessions that the links of the mails begin, each begun afresh where the request changes something. */
  private async seats({ method, path }: Way): Promise<Record<string, string>[]> {
    const seats: Record<string, string>[] = [{}];
    if (path.startsWith('/api/v1/public/')) return seats;
    for (const token of [await this.signInLink(), ...linksTo(this.app, this.walked.clientEmail, 'f')]) {
      const session = await fetch(`${this.app.url}/api/v1/portal/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token }),
      });
      if (!session.ok) continue;
      const { csrfToken } = (await session.json()) as { csrfToken: string };
      const cookie = session.headers.getSetCookie()[0]?.split(';')[0] ?? '';
      seats.push({ cookie, ...(method !== 'GET' && { 'x-csrf-token': csrfToken }) });
    }
    return seats;
  }

  /** A sign-in link, asked for with the address and read in the mailbox. */
  private async signInLink(): Promise<string> {
    const { practice, clientEmail: email } = this.walked;
    await fetch(`${this.app.url}/api/v1/portal/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ practice: practice.slug, email }),
    });
    await this.app.settle();
    return linksTo(this.app, this.walked.clientEmail, 'sign-in').at(-1) ?? '';
  }

  /** The addresses of a way with all that its braces can name, and what is sent to each. */
  private filled(way: Way): [string, object | undefined][] {
    const paths = filledWith(way.path, {
      id: this.ids,
      token: linksFor(this.app, this.walked.clientEmail, way.path),
      practice: [this.walked.practice.slug],
      offering: [this.offering],
      question: ['hope', 'words', 'first', 'second'],
    });
    const name = nameOf(way);
    const given = way.form ? (this.forms[name] ?? []) : [way.method === 'GET' ? undefined : (bodies[name] ?? {})];
    return paths.flatMap((one) => given.map((body): [string, object | undefined] => [one, body]));
  }

  private async choosesPinAndQuietHours(): Promise<void> {
    const { practice } = this.walked;
    const code = await this.app.as(practice).post(`/clients/${this.client}/private-access`).send({});
    const browser: ClientBrowser = await opensInBrowser(
      this.app,
      await signInSecret(this.app, practice.id, this.client),
    );
    const chosen = await browser.call('put', '/private/pin', { pin, code: (code.body as { code: string }).code });
    if (chosen.status !== 200) throw new Error(`The PIN was not chosen: ${chosen.status} ${chosen.text}`);
    const quietHours = { from: quietFrom, to: '06:00' };
    const settings = { level: 'discreet', quietHours, sender: null, subject: null, revision: 0 };
    const kept = await browser.call('put', '/safe-contact', settings);
    if (kept.status !== 200) throw new Error(`The quiet hours were not kept: ${kept.status} ${kept.text}`);
  }

  /** Everything that only its person may change, as it is kept. */
  private async state(): Promise<string> {
    const { practice } = this.walked;
    const answers = await this.app.sql(
      `SELECT n.id, n.question, n.sealed::text FROM answers n JOIN responses r ON r.id = n.response_id
       WHERE n.practice_id = $1 AND n.question = ANY($2) ORDER BY n.id`,
      [practice.id, ['hope', 'words', 'first', 'second']],
    );
    const held = await this.app.sql('SELECT pin_hash FROM client_factors WHERE practice_id = $1', [practice.id]);
    const passkeys = await this.app.sql('SELECT id FROM passkeys WHERE practice_id = $1', [practice.id]);
    const contact = await this.app.rows(practice, 'safe_contacts');
    return JSON.stringify({ answers, held, passkeys, contact });
  }
}
