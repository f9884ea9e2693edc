import { Given, type GivenOffering, type GivenPractice } from '../support/given.js';
import { LeanClient, type LeanAnswer } from './lean-client.js';
import { everyDayFrom } from './open-week.js';

/** Where a race is run: the addresses of several APIs on one database, which nobody else uses, and of their payment provider. */
export interface Course {
  readonly urls: readonly string[];
  readonly adminUrl: string;
  readonly provider: {
    readonly url: string;
    /** Resolves once every notice of a payment has arrived. */
    webhooksSettled(): Promise<void>;
  };
}

/** What came of one round. */
export interface Round {
  /** How many have the time at the end of it. */
  readonly winners: number;
  readonly won: readonly LeanAnswer[];
  /** Refused in words, with other times. */
  readonly lost: readonly LeanAnswer[];
  /** What was neither, in words. */
  readonly strange: readonly string[];
  /** What else became of it, where that is counted. */
  readonly outcome?: string;
}

const minute = 60_000;
const day = 24 * 60 * minute;
const roundsADay = 5;
/** Five of these are a working day; what is asked for in one is never in the way of another. */
const roundMinutes = 150;

/** One practice with one coach, in whose calendar everyone asks for one free place, round after round. */
export abstract class RaceTrack {
  protected readonly given: Given;
  protected practice!: GivenPractice;
  private readonly clients: readonly LeanClient[];
  private firstDay!: number;

  constructor(
    protected readonly course: Course,
    protected readonly racers: number,
    private readonly name: string,
  ) {
    this.given = new Given(() => course.urls[0]!);
    this.clients = course.urls.map((url) => new LeanClient(url, racers));
  }

  async prepare(): Promise<void> {
    this.practice = await this.given.practice({ slug: `race-${this.name}`, timeZone: 'Etc/UTC' });
    const hours = { timeZone: 'Etc/UTC', weekly: everyDayFrom('08:00', '20:30'), overrides: [] };
    await this.given.availability(this.practice, this.practice.coach.id, hours);
    this.firstDay = await this.dayAfterNext();
    await this.offers();
  }

  get practiceId(): string {
    return this.practice.id;
  }

  /** Everyone asks at once. */
  abstract run(round: number): Promise<Round>;

  /** What there is to book. */
  protected abstract offers(): Promise<void>;

  /** So many minutes after the beginning of a round. */
  protected at(round: number, minutes: number): string {
    const opening = this.firstDay + Math.floor(round / roundsADay) * day + 8 * 60 * minute;
    return new Date(opening + ((round % roundsADay) * roundMinutes + minutes) * minute).toISOString();
  }

  protected books(racer: number, offering: GivenOffering, start: string): Promise<LeanAnswer> {
    const client = { name: `Racer ${racer}`, email: `racer-${racer}@example.org`, timeZone: 'Europe/London' };
    const body = { offering: offering.slug, start, client };
    return this.by(racer).call('POST', `/api/v1/public/practices/${this.practice.slug}/bookings`, body);
  }

  /** All racers at once, each with what is theirs. */
  protected all(book: (racer: number) => Promise<LeanAnswer>): Promise<LeanAnswer[]> {
    return Promise.all(Array.from({ length: this.racers }, (_, racer) => book(racer)));
  }

  protected by(racer: number): LeanClient {
    return this.clients[racer % this.clients.length]!;
  }

  close(): void {
    for (const client of this.clients) client.close();
  }

  /** The midnight after next by the installation's own clock. */
  private async dayAfterNext(): Promise<number> {
    const { body } = await this.by(0).call('GET', '/readyz');
    return Math.floor(Date.parse((body as { now: string }).now) / day) * day + 2 * day;
  }
}

/** Answers sorted into those that won, those that were refused with other times, and the rest. */
export function sorted(answers: readonly LeanAnswer[]): Round {
  const won = answers.filter(({ status }) => status === 201);
  const lost = answers.filter(isRefusalWithAlternatives);
  const strange = answers.filter((one) => !won.includes(one) && !lost.includes(one)).map(described);
  return { winners: won.length, won, lost, strange };
}

function isRefusalWithAlternatives({ status, body }: LeanAnswer): boolean {
  const { type, alternatives } = body as { type?: string; alternatives?: unknown[] };
  return status === 409 && type === '/problems/slot-taken' && (alternatives?.length ?? 0) > 0;
}

/** An answer by its status and type. */
export const described = ({ status, body }: LeanAnswer): string =>
  `${status} ${(body as { type?: string } | undefined)?.type ?? ''}`;
