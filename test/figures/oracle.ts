import { randomInt } from 'node:crypto';
import { PasswordService } from '#identity';
import { newId } from '#platform';
import { percentile } from '../../tools/percentile.js';
import type { TestApp } from '../support/test-app.js';
import { CouplePractice, type NamedSomewhere } from './couple-practice.js';
import { LeanClient, type LeanAnswer } from './lean-client.js';
import { StatementsRun } from './statements-run.js';
import { standardScore } from './two-samples.js';

/** What known and unknown addresses were answered, and how fast. */
export interface Compared {
  readonly tries: number;
  readonly medians: { readonly known: number; readonly unknown: number };
  /** How far the two lie apart in time: see `standardScore`. */
  readonly score: number;
  /** Answers that one kind of address got and the other did not: status, headers and body, with what is different each time left out. */
  readonly telling: readonly string[];
  /**
   * What the database was asked, and how many rows each statement found or touched, that one kind of address led to and the
   * other did not; where the tries run one at a time. Time may hide in noise what this shows.
   */
  readonly statements: readonly string[];
}

type Kind = 'known' | 'unknown';
type Ask = (kind: Kind, n: number) => Promise<LeanAnswer>;

/** What is asked with addresses that are known, and with others that nobody ever typed. */
export class Addresses {
  /** Pairs that are asked before the clock runs: a process that has just begun is still being compiled. */
  private readonly warmUp: number;
  private client!: LeanClient;
  private statements!: StatementsRun;
  private couples!: CouplePractice;
  private named!: Readonly<Record<Kind, readonly NamedSomewhere[]>>;

  constructor(
    private readonly app: TestApp,
    private readonly tries: number,
  ) {
    this.warmUp = Math.ceil(tries / 10);
  }

  /** A practice with so many clients and members, each second of whom wants no mail any more, and everybody's address in a case. */
  async prepare(): Promise<void> {
    const { app } = this;
    this.client = new LeanClient(app.url, 40);
    this.statements = new StatementsRun(app);
    this.couples = await CouplePractice.open(app, this.client);
    const known = numbers(this.tries + this.warmUp).map((n) => this.email('known', n));
    const ids = known.map(() => newId());
    const values = [this.couples.practice.id, ids, known];
    await app.sql(
      `INSERT INTO clients (practice_id, id, kind, name, email, time_zone, locale, confirmed_at, created_at)
       SELECT $1, id, 'client', 'Kim', email, 'Europe/London', 'en-GB', now(), now() FROM unnest($2::uuid[], $3::text[]) AS k (id, email)`,
      values,
    );
    await app.sql(
      `INSERT INTO suppressions (practice_id, id, email, reason, covers, created_at)
       SELECT $1, id, email, 'never_again', 'all', now() FROM unnest($2::uuid[], $3::text[]) WITH ORDINALITY AS k (id, email, n)
       WHERE n % 2 = 0`,
      values,
    );
    await app.sql(
      `WITH made AS (INSERT INTO users (id, email, name, password_hash, created_at)
         SELECT id, email, 'Kim', $4, now() FROM unnest($2::uuid[], $3::text[]) AS k (id, email)
         ON CONFLICT (email) DO NOTHING RETURNING id)
       INSERT INTO members (practice_id, id, user_id, role, status, created_at) SELECT $1, id, id, 'assistant', 'active', now() FROM made`,
      [...values, await app.api.get(PasswordService, { strict: false }).hash(newId())],
    );
    await app.sql('ANALYZE');
  }

  /** A link to sign in is asked for. */
  signIn = (): Promise<Compared> =>
    this.compared(8, (kind, n) =>
      this.client.call('POST', '/api/v1/portal/sign-in', {
        practice: this.couples.practice.slug,
        email: this.email(kind, n),
      }),
    );

  /** A member asks for a new password. */
  passwordReset = (): Promise<Compared> =>
    this.compared(8, (kind, n) =>
      this.client.call('POST', '/api/v1/admin/password-resets', { email: this.email(kind, n) }),
    );

  /** A member signs in, with a password that is not theirs. */
  memberSignIn = (): Promise<Compared> =>
    this.compared(1, (kind, n) =>
      this.client.call('POST', '/api/v1/admin/session', {
        email: this.email(kind, n),
        password: 'a password of nobody',
      }),
    );

  /** Somebody books, and gives the address as their own. */
  booking = (): Promise<Compared> =>
    this.compared(1, (kind, n) => this.couples.books({ name: 'Kim', email: this.email(kind, n) }));

  /** Somebody books, and names the address beside them. */
  naming = async (): Promise<Compared> => {
    const outcome = await this.compared(1, (kind, n) =>
      this.couples.books(
        { name: 'Sam', email: `beside-${this.email(kind, n)}` },
        { name: 'Kim', email: this.email(kind, n) },
      ),
    );
    const all = await this.couples.named();
    const of = (kind: Kind) => all.filter(({ email }) => email.startsWith(prefixes[kind]));
    this.named = { known: of('known'), unknown: of('unknown') };
    return outcome;
  };

  /** The coach agrees to invite whom `naming` named. */
  invite = (): Promise<Compared> => this.compared(1, (kind, n) => this.couples.invites(this.named[kind][n]!));

  close(): void {
    this.client?.close();
  }

  /**
   * Every try asks for one of each kind, in an order that chance decides: one after the other, or, `atOnce` tries together,
   * all at the same moment. So whatever else slows the machine slows both alike.
   */
  private async compared(atOnce: number, ask: Ask): Promise<Compared> {
    const times: Record<Kind, number[]> = { known: [], unknown: [] };
    const said: Record<Kind, Set<string>> = { known: new Set(), unknown: new Set() };
    const ran: Record<Kind, Set<string>> = { known: new Set(), unknown: new Set() };
    const one = async ({ kind, n }: Try) => {
      this.statements.take();
      const answer = await ask(kind, n);
      if (atOnce === 1) for (const statement of this.statements.take()) ran[kind].add(statement);
      said[kind].add(withoutChances(answer));
      // Beyond the tries it is the warming up.
      if (n < this.tries) times[kind].push(answer.milliseconds);
    };
    const turns = [...batches(this.tries, this.tries + this.warmUp, atOnce), ...batches(0, this.tries, atOnce)];
    for (const numbered of turns) {
      const asked = shuffled(
        numbered.flatMap((n): Try[] => [
          { kind: 'known', n },
          { kind: 'unknown', n },
        ]),
      );
      if (atOnce === 1) for (const each of asked) await one(each);
      else await Promise.all(asked.map(one));
    }
    return {
      tries: this.tries,
      medians: { known: percentile(times.known, 0.5), unknown: percentile(times.unknown, 0.5) },
      score: standardScore(times.known, times.unknown),
      telling: ofOneKind(said),
      statements: ofOneKind(ran),
    };
  }

  private email(kind: Kind, n: number): string {
    return `${prefixes[kind]}${n}@example.org`;
  }
}

/** What was met with one kind of address alone. */
function ofOneKind(met: Readonly<Record<Kind, ReadonlySet<string>>>): string[] {
  const beyond = (kind: Kind, other: Kind) =>
    [...met[kind]].filter((one) => !met[other].has(one)).map((one) => `${kind}: ${one}`);
  return [...beyond('known', 'unknown'), ...beyond('unknown', 'known')];
}

interface Try {
  readonly kind: Kind;
  readonly n: number;
}

/** The numbers from one to before another, so many at a time. */
function batches(from: number, to: number, size: number): number[][] {
  const all = numbers(to - from).map((n) => from + n);
  return numbers(Math.ceil(all.length / size)).map((n) => all.slice(n * size, (n + 1) * size));
}

const shuffled = <Item>(items: readonly Item[]): Item[] =>
  items
    .map((item) => ({ item, place: randomInt(2 ** 40) }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);

const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

/** Of one length, so that no answer is longer for one of them. */
const prefixes: Readonly<Record<Kind, string>> = { known: 'old-', unknown: 'new-' };

/** What an answer says, without what no two answers share: ids, secrets, times. */
function withoutChances({ status, headers, body }: LeanAnswer): string {
  const lines = Object.entries(headers).filter(([name]) => name !== 'date' && name !== 'x-request-id');
  const all = { status, headers: lines.sort(), body };
  return JSON.stringify(all)
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'an id')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, 'a time')
    .replaceAll(/(?<=an id_|rapport-booked=)[\w-]{43}/g, 'a secret')
    .replaceAll(/(?:old|new)-\d+@/g, 'somebody@');
}

/** A leak in time: naming somebody whom the practice knows takes so many milliseconds longer. */
export async function tellByTime(app: TestApp, milliseconds: number): Promise<void> {
  await whereKnown(app, `PERFORM pg_sleep(${milliseconds / 1000})`);
}

/** A leak in words: naming somebody whom the practice knows is refused. */
export async function tellByWords(app: TestApp): Promise<void> {
  await whereKnown(app, `RAISE EXCEPTION 'known'`);
}

async function whereKnown(app: TestApp, does: string): Promise<void> {
  await app.sql(`CREATE OR REPLACE FUNCTION tells() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN IF NEW.email LIKE ''${prefixes.known}%'' THEN ${does.replaceAll("'", "''")}; END IF; RETURN NEW; END'`);
  await app.sql('DROP TRIGGER IF EXISTS tells ON named_partners');
  await app.sql('CREATE TRIGGER tells BEFORE INSERT ON named_partners FOR EACH ROW EXECUTE FUNCTION tells()');
}
