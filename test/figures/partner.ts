import { seenOf } from '../support/every-mail.js';
import type { TestApp } from '../support/test-app.js';
import { formFaults, nameOf, sent, type PlainForms, type Way } from './page-forms.js';
import { found, isAboutPeople, plain, seatsFor, varying, type Answer, type Seat } from './partner-answers.js';
import { PlantedCouple } from './partner-couple.js';
import { nowhere, PartnerRequests } from './partner-requests.js';
import { leaksIn, rowsSeenBy } from './partner-rows.js';
import { PartnerSeats, type Headers } from './partner-seats.js';
import { ana, ben, carl } from './partner-words.js';
import { everyWay, filledWith, linksTo } from './ways.js';

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
  /** Plain forms of pages that were understood, and done or refused in words. */
  readonly formsTaken: readonly string[];
}

const stranger = { name: 'Nia Northfield', email: 'nia.northfield@example.org', timeZone: 'Europe/London' };

const post = (path: string): Way => ({ method: 'POST', path });
const form = (path: string): Way => ({ method: 'POST', path, form: true });

/** Ben, with all that he has: his mails and their links, sessions, his PIN; and Carl, who was named and has not joined. */
export class CuriousPartner {
  readonly couple: PlantedCouple;
  private readonly seats: PartnerSeats;
  private readonly requests: PartnerRequests;

  constructor(readonly app: TestApp) {
    this.couple = new PlantedCouple(app);
    this.seats = new PartnerSeats(this.couple);
    this.requests = new PartnerRequests(this.couple);
  }

  async prepare(): Promise<void> {
    await this.couple.plant();
  }

  /** Asks every operation and page there is (`only` some of them), in every way he has, for what is his, hers and nobody's. */
  async walk(only: (way: Way) => boolean = () => true): Promise<PartnerWalk> {
    const ways = (await everyWay(this.app)).filter(only);
    const [leaks, tellsApart, formsTaken] = [new Set<string>(), new Set<string>(), new Set<string>()];
    let [requests, opened] = [0, 0];
    for (const way of ways)
      for (const seat of seatsFor(way)) {
        const told = new Map<string, Answer>();
        for (const path of this.requests.addresses(way))
          for (const body of this.requests.bodies(way)) {
            const answer = await this.ask(way, path, seat, body, leaks);
            told.set(path, answer);
            requests += 1;
            if (answer.status < 300) opened += 1;
            if (way.form && answer.status < 400) formsTaken.add(nameOf(way));
          }
        for (const path of this.toldApart(told)) tellsApart.add(`${way.method} ${way.path} tells ${path} from none`);
      }
    return {
      ...{ asked: ways.length, requests, opened, formsTaken: [...formsTaken] },
      ...{ leaks: [...leaks].sort(), tellsApart: [...tellsApart].sort() },
    };
  }

  forms = (): PlainForms => this.requests.forms();

  /** Forms of pages of which the walk does not know, that it fills in wrongly, or that nobody took from him (or from who was named). */
  async formFaults(taken: readonly string[]): Promise<string[]> {
    const forms = this.forms();
    const untaken = Object.keys(forms).filter((name) => !taken.includes(name));
    return [...(await formFaults(this.app, forms)), ...untaken.map((name) => `${name} was never taken`)];
  }

  /** Names her, and somebody whom nobody knows, in the same words; answers which bodies were told apart. */
  async namesPeople(): Promise<string[]> {
    const { practice, forTwo, offering } = this.couple;
    const bookings = `/api/v1/public/practices/${practice.slug}/bookings`;
    const bookingPage = (name: string) => `/${practice.slug}/book/${name}`;
    const zone = { timeZone: 'Europe/London' };
    const about: [string, Way, (who: typeof stranger) => object][] = [
      ['signing in', post('/api/v1/portal/sign-in'), ({ email }) => ({ practice: practice.slug, email })],
      ['signing in on the page', form('/me'), ({ email }) => ({ practice: practice.slug, email })],
      [
        'booking as',
        post(bookings),
        (client) => ({ offering: offering.slug, start: this.requests.nextHour(), client }),
      ],
      [
        'booking with',
        post(bookings),
        (partner) => ({ offering: forTwo.slug, start: this.requests.nextHour(), client: ben, partner }),
      ],
      [
        'booking on the page as',
        form(bookingPage(offering.slug)),
        ({ name, email }) => ({ ...zone, name, email, start: this.requests.nextHour() }),
      ],
      [
        'booking on the page with',
        form(bookingPage(forTwo.slug)),
        (partner) => ({
          ...{ ...zone, name: ben.name, email: ben.email, start: this.requests.nextHour() },
          ...{ partnerName: partner.name, partnerEmail: partner.email },
        }),
      ],
      [
        'asking to hear of a time as',
        post(`/api/v1/public/practices/${practice.slug}/waitlist`),
        (client) => ({ offering: offering.slug, client }),
      ],
      [
        'asking on the page to hear of a time as',
        form(`/${practice.slug}/wait/${offering.slug}`),
        ({ name, email }) => ({ ...zone, name, email }),
      ],
    ];
    const apart: string[] = [];
    for (const [what, way, body] of about)
      for (const seat of ['nobody', 'unlocked'] as const) {
        const heard: string[] = [];
        for (const who of [ana, stranger]) {
          const answer = await this.send(way, way.path, await this.seats.headers(seat), body(who));
          // A page says again what was typed.
          heard.push(plain(answer).replaceAll(who.email, '…').replaceAll(who.name, '…'));
        }
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
  async named(): Promise<{ before: number; after: number; leaks: string[]; formsTaken: string[] }> {
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
    const formsTaken: string[] = [];
    for (const way of (await everyWay(app)).filter(({ path }) => /^\/i\/|\/joining\//.test(path)))
      for (const path of filledWith(way.path, { token: linksTo(app, carl.email, 'i') })) {
        const body = { answer: 'not_me', ...(way.form && { name: '', timeZone: '' }) };
        const { status, said } = await this.send(way, path, {}, way.method === 'GET' ? undefined : body);
        texts.push([nameOf(way), said]);
        if (way.form && status < 400) formsTaken.push(nameOf(way));
      }
    const leaks = texts.flatMap(([where, text]) => found(plantedOfDora, text).map((name) => `${where} gives ${name}`));
    return { before, after: mails.length, leaks, formsTaken };
  }

  /** All that he can read, and how many mails he has. */
  private async hears(): Promise<Map<string, string>> {
    await this.app.settle();
    const told = new Map([['mails', String(this.app.mailbox.messages(ben.email).length)]]);
    const ways = (await everyWay(this.app)).filter(({ method, path }) => method === 'GET' && isAboutPeople(path));
    for (const way of ways)
      for (const seat of seatsFor(way))
        for (const path of this.requests.addresses(way))
          told.set(`${seat} ${way.method} ${path}`, plain(await this.send(way, path, await this.seats.headers(seat))));
    return told;
  }

  private async ask(way: Way, path: string, seat: Seat, body: object | undefined, leaks: Set<string>): Promise<Answer> {
    const answer = await this.send(way, path, await this.seats.headers(seat), body);
    const said = `${path} ${JSON.stringify(body ?? {})}`;
    for (const name of found(this.couple.planted, answer.said, said)) leaks.add(`${nameOf(way)} gives ${name}`);
    // What may have ended or locked a session is followed by new ones.
    if (way.method !== 'GET' && /^\/(api\/v1\/portal|me)\//.test(way.path)) this.seats.leave();
    return answer;
  }

  private async send(way: Way, path: string, headers: Headers, body?: object): Promise<Answer> {
    const request = sent(way, headers, body);
    const answer = await fetch(this.app.url + path, { method: way.method, redirect: 'manual', ...request });
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

  private in = (text: string, where: string): string[] =>
    found(this.couple.planted, text).map((name) => `${where} gives ${name}`);
}

/** Takes the restrictive policies off, for good: the database of this experiment is thrown away. */
export async function withoutAudiences(app: TestApp): Promise<void> {
  await app.sql(`
    DO $$ DECLARE one record; BEGIN
      FOR one IN SELECT policyname, tablename FROM pg_policies WHERE schemaname = 'public' AND permissive = 'RESTRICTIVE' LOOP
        EXECUTE format('DROP POLICY %I ON %I', one.policyname, one.tablename);
      END LOOP;
    END $$`);
}
