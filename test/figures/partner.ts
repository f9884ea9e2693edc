import { newId } from '#platform';
import { seenOf } from '../support/every-mail.js';
import { opensInBrowser, signInSecret, type ClientBrowser } from '../support/private-door.js';
import type { TestApp } from '../support/test-app.js';
import { found, isAboutPeople, plain, seatsFor, varying, type Answer, type Seat } from './partner-answers.js';
import { ana, ben, bensPin, carl, PlantedCouple } from './partner-couple.js';
import { leaksIn, rowsSeenBy } from './partner-rows.js';
import { everyWay, filledWith, linksFor, linksTo, type Way } from './ways.js';

export interface PartnerWalk {
  /** Operations of the document and pages that were asked. */
  readonly asked: number;
  readonly requests: number;
  /** Requests that were answered 2xx: what is theirs is there for them. */
  readonly opened: number;
  /** What was planted in one and seen by the other, each with where. */
  readonly leaks: readonly string[];
  /** Answers that tell what is the partner's from what is nowhere. */
  readonly tellsApart: readonly string[];
}

type Headers = Readonly<Record<string, string>>;

const nowhere = newId();
const stranger = { name: 'Nia Northfield', email: 'nia.northfield@example.org', timeZone: 'Europe/London' };

/** Ben, with all that he has: his mails and their links, sessions, his PIN; and Carl, who was named and has not joined. */
export class CuriousPartner {
  readonly couple: PlantedCouple;
  private seats = new Map<Seat, Headers>();
  private hours = 0;

  constructor(readonly app: TestApp) {
    this.couple = new PlantedCouple(app);
  }

  async prepare(): Promise<void> {
    await this.couple.plant();
  }

  /** Asks every operation and page there is (`only` some of them), in every way he has, for what is his, hers and nobody's. */
  async walk(only: (way: Way) => boolean = () => true): Promise<PartnerWalk> {
    const ways = (await everyWay(this.app)).filter(only);
    const [leaks, tellsApart] = [new Set<string>(), new Set<string>()];
    let [requests, opened] = [0, 0];
    for (const way of ways)
      for (const seat of seatsFor(way)) {
        const told = new Map<string, Answer>();
        for (const path of this.filled(way)) {
          const answer = await this.ask(way, path, seat, leaks);
          told.set(path, answer);
          requests += 1;
          if (answer.status < 300) opened += 1;
        }
        for (const path of this.toldApart(told)) tellsApart.add(`${way.method} ${way.path} tells ${path} from none`);
      }
    return { asked: ways.length, requests, opened, leaks: [...leaks].sort(), tellsApart: [...tellsApart].sort() };
  }

  /** Names her, and somebody whom nobody knows, in the same words; answers which bodies were told apart. */
  async namesPeople(): Promise<string[]> {
    const { practice, forTwo, offering } = this.couple;
    const bookings = `/api/v1/public/practices/${practice.slug}/bookings`;
    const about: [string, string, (who: typeof stranger) => object][] = [
      ['signing in', '/api/v1/portal/sign-in', ({ email }) => ({ practice: practice.slug, email })],
      ['booking as', bookings, (client) => ({ offering: offering.slug, start: this.nextHour(), client })],
      [
        'booking with',
        bookings,
        (partner) => ({ offering: forTwo.slug, start: this.nextHour(), client: ben, partner }),
      ],
    ];
    const apart: string[] = [];
    for (const [what, path, body] of about)
      for (const seat of ['nobody', 'unlocked'] as const) {
        const heard: string[] = [];
        for (const who of [ana, stranger])
          heard.push(plain(await this.send({ method: 'POST', path }, path, await this.headers(seat), body(who))));
        if (heard[0] !== heard[1]) apart.push(`${what} tells her from nobody: ${heard.join(' / ')}`);
      }
    return apart;
  }

  /** Where he is told something else, or written to, once something was done. */
  async notices(deed: () => Promise<void>): Promise<string[]> {
    const before = await this.hears();
    await deed();
    const after = await this.hears();
    return [...before].filter(([what, told]) => after.get(what) !== told).map(([what]) => what);
  }

  /** What stands of her in any part of any mail to him: calendar files, headers and all. */
  async mails(): Promise<{ read: number; leaks: string[] }> {
    await this.app.settle();
    const mails = this.app.mailbox.messages(ben.email);
    const leaks = mails.flatMap((mail) => seenOf(mail).flatMap(([where, text]) => this.in(text, `a mail's ${where}`)));
    return { read: mails.length, leaks };
  }

  /** What the rows say when he asks for all of them. */
  async rows(): Promise<string[]> {
    const { practice, ben: id, planted } = this.couple;
    return leaksIn(await rowsSeenBy(this.app, practice.id, { kind: 'client', id }, planted));
  }

  /** The one who was named: what comes to him before and after a coach agrees, and what his link shows of the inviter. */
  async named(): Promise<{ before: number; after: number; leaks: string[] }> {
    const { app } = this;
    const { practice, plantedOfDora } = this.couple;
    const signIn = { practice: practice.slug, email: carl.email };
    await app.visitor.post('/api/v1/portal/sign-in').send(signIn);
    await app.settle();
    const before = app.mailbox.messages(carl.email).length;
    const [asked] = await app.sql<{ id: string; case_id: string }>(
      'SELECT id, case_id FROM named_partners WHERE email = $1',
      [carl.email],
    );
    await app.as(practice).post(`/cases/${asked!.case_id}/partners/${asked!.id}/invite`).send({});
    await app.settle();
    await app.visitor.post('/api/v1/portal/sign-in').send(signIn);
    await app.settle();
    const mails = app.mailbox.messages(carl.email);
    const texts = mails.flatMap((mail) =>
      seenOf(mail).map(([where, text]): [string, string] => [`a mail's ${where}`, text]),
    );
    for (const way of (await everyWay(app)).filter(({ path }) => /^\/i\/|\/joining\//.test(path)))
      for (const path of filledWith(way.path, { token: linksTo(app, carl.email, 'i') }))
        texts.push([
          `${way.method} ${way.path}`,
          (await this.send(way, path, {}, way.method === 'GET' ? undefined : { answer: 'not_me' })).said,
        ]);
    const leaks = texts.flatMap(([where, text]) => found(plantedOfDora, text).map((name) => `${where} gives ${name}`));
    return { before, after: mails.length, leaks };
  }

  /** Takes the restrictive policies off, for good: the database of this experiment is thrown away. */
  async withoutAudiences(): Promise<void> {
    await this.app.sql(`
      DO $$ DECLARE one record; BEGIN
        FOR one IN SELECT policyname, tablename FROM pg_policies WHERE schemaname = 'public' AND permissive = 'RESTRICTIVE' LOOP
          EXECUTE format('DROP POLICY %I ON %I', one.policyname, one.tablename);
        END LOOP;
      END $$`);
  }

  /** All that he can read, and how many mails he has. */
  private async hears(): Promise<Map<string, string>> {
    await this.app.settle();
    const told = new Map([['mails', String(this.app.mailbox.messages(ben.email).length)]]);
    const ways = (await everyWay(this.app)).filter(({ method, path }) => method === 'GET' && isAboutPeople(path));
    for (const way of ways)
      for (const seat of seatsFor(way))
        for (const path of this.filled(way))
          told.set(`${seat} ${way.method} ${path}`, plain(await this.send(way, path, await this.headers(seat))));
    return told;
  }

  private async ask(way: Way, path: string, seat: Seat, leaks: Set<string>): Promise<Answer> {
    const body = way.method === 'GET' ? undefined : this.bodyOf(way);
    const answer = await this.send(way, path, await this.headers(seat), body);
    const sent = `${path} ${JSON.stringify(body ?? {})}`;
    for (const name of found(this.couple.planted, answer.said, sent))
      leaks.add(`${way.method} ${way.path} gives ${name}`);
    // What may have ended or locked a session is followed by new ones.
    if (way.method !== 'GET' && way.path.startsWith('/api/v1/portal/')) this.seats.clear();
    return answer;
  }

  private async send({ method }: Way, path: string, headers: Headers, body?: object): Promise<Answer> {
    const answer = await fetch(this.app.url + path, {
      method,
      redirect: 'manual',
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const headersSaid = [...answer.headers].filter(([name]) => !varying.has(name));
    return { status: answer.status, said: `${await answer.text()} ${JSON.stringify(headersSaid)}` };
  }

  /** Paths with an id of hers whose answer is another than the one for an id that is nowhere. */
  private toldApart(told: ReadonlyMap<string, Answer>): string[] {
    const none = [...told].find(([path]) => path.includes(nowhere))?.[1];
    if (!none) return [];
    const hers = [...told].filter(([path]) => this.couple.ids.some((id) => path.includes(id)));
    return hers.filter(([, answer]) => plain(answer) !== plain(none)).map(([path]) => path);
  }

  /** The addresses of a way: with her ids, one of nothing, his own, and the secrets that were mailed to him. */
  private filled({ path }: Way): string[] {
    const id = path.startsWith('/api/v1/admin/')
      ? [nowhere, ...this.couple.ids.slice(0, 2)]
      : [nowhere, ...this.couple.ids, this.couple.ben, ...this.couple.jointAppointments, this.couple.bensForm];
    return filledWith(path, {
      id,
      partner: [nowhere],
      token: linksFor(this.app, ben.email, path),
      practice: [this.couple.practice.slug],
      offering: [this.couple.forTwo.slug],
      question: ['first'],
    });
  }

  private bodyOf({ method, path }: Way): object {
    const { practice, forTwo } = this.couple;
    const bodies: Readonly<Record<string, object>> = {
      'PUT /api/v1/portal/private/pin': { pin: bensPin },
      'POST /api/v1/portal/private/unlock': { pin: bensPin },
      'PUT /api/v1/portal/assignments/{id}/answers/{question}': { value: 'not mine to say' },
      'PUT /api/v1/portal/contact-settings': {
        level: 'discreet',
        quietHours: null,
        sender: null,
        subject: null,
        revision: 1,
      },
      'POST /api/v1/portal/sign-in': { practice: practice.slug, email: ana.email },
      'POST /api/v1/portal/session': { token: linksTo(this.app, ben.email, 'f').at(-1) },
    };
    if (path.endsWith('/bookings')) return { offering: forTwo.slug, start: this.nextHour(), client: ben, partner: ana };
    return bodies[`${method} ${path}`] ?? {};
  }

  /** A start that nobody else of this experiment takes. */
  private nextHour(): string {
    const day = new Date(Date.UTC(2027, 0, 25 + Math.floor(this.hours / 7), 9 + (this.hours % 7)));
    this.hours += 1;
    return day.toISOString();
  }

  private async headers(seat: Seat): Promise<Headers> {
    const known = this.seats.get(seat);
    if (known) return known;
    const made = seat === 'nobody' ? {} : headersOf(await this.browser(seat));
    this.seats.set(seat, made);
    return made;
  }

  private async browser(seat: Seat): Promise<ClientBrowser> {
    const secret =
      seat === 'form'
        ? (linksTo(this.app, ben.email, 'f').at(-1) ?? '')
        : await signInSecret(this.app, this.couple.practice.id, this.couple.ben);
    const browser = await opensInBrowser(this.app, secret);
    if (seat === 'unlocked') await browser.call('post', '/private/unlock', { pin: bensPin });
    return browser;
  }

  private in = (text: string, where: string): string[] =>
    found(this.couple.planted, text).map((name) => `${where} gives ${name}`);
}

const headersOf = ({ cookie, csrf }: ClientBrowser): Headers => ({ cookie, 'x-csrf-token': csrf });
