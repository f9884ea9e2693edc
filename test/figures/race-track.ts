import { Given, type GivenOffering, type GivenPractice } from '../support/given.js';
import { LeanClient, type LeanAnswer } from './lean-client.js';
import { everyDayFrom } from './open-week.js';

/** Where a race is run: the addresses of several APIs on one database, which nobody else uses, and of their payment provider. */
export interface Course {
  readonly urls: readonly string[];
  readonly adminUrl: string;
  /** Where the app's role reaches the database, for races below the API. */
  readonly databaseUrl: string;
  readonly provider: {
    readonly url: string;
    /** Resolves once every notice of a payment has arrived. */
    webhooksSettled(): Promise<void>;
  };
}

/** What came of one round. */
export interface Round {
  /** How many have the time at the end of it; where one thing is fought over, how many ends it came to. */
  readonly winners: number;
  /** How many more appointments stand at the end of it; where it is not said, one for each winner. */
  readonly more?: number;
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

  /** How many appointments stand before the first round. */
  get before(): number {
    return 0;
  }

  /** How many claims on a resource keep the time of one appointment. */
  get claimsEach(): number {
    return 1;
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

  /** Somebody acts over their manage link. */
  protected manages(racer: number, { token }: OwnBooking, act: string, body: object = {}): Promise<LeanAnswer> {
    return this.by(racer).call('POST', `/api/v1/public/appointments/${token}/${act}`, body);
  }

  /** Somebody of the practice acts. */
  protected asStaff(racer: number, { id }: OwnBooking, act: string, body: object = {}): Promise<LeanAnswer> {
    const headers = { authorization: `Bearer ${this.practice.apiKey}` };
    return this.by(racer).call('POST', `/api/v1/admin/appointments/${id}/${act}`, body, headers);
  }

  /** All racers at once, each with what is theirs. */
  protected all(book: (racer: number) => Promise<LeanAnswer>): Promise<LeanAnswer[]> {
    return Promise.all(Array.from({ length: this.racers }, (_, racer) => book(racer)));
  }

  protected by(racer: number): LeanClient {
    return this.clients[racer % this.clients.length]!;
  }

  close(): void | Promise<void> {
    for (const client of this.clients) client.close();
  }

  /** The midnight after next by the installation's own clock. */
  private async dayAfterNext(): Promise<number> {
    const { body } = await this.by(0).call('GET', '/readyz');
    return Math.floor(Date.parse((body as { now: string }).now) / day) * day + 2 * day;
  }
}

/** What somebody who booked goes on with. */
export interface OwnBooking {
  readonly id: string;
  readonly token: string;
}

/** The appointment that was booked, and its manage link. Throws for any other answer. */
export function bookingOf(answer: LeanAnswer): OwnBooking {
  const { appointment, manageUrl } = answer.body as { appointment?: { id: string }; manageUrl?: string };
  if (!appointment || !manageUrl) throw new Error(`A booking was answered with ${described(answer)}.`);
  return { id: appointment.id, token: manageUrl.split('/').at(-1)! };
}

/** Answers of people who book or move, sorted into those that won, those that were refused with other times, and the rest. */
export function sorted(answers: readonly LeanAnswer[]): Round {
  const won = answers.filter(({ status }) => status === 201 || status === 200);
  const lost = answers.filter(isRefusalWithAlternatives);
  const strange = answers.filter((one) => !won.includes(one) && !lost.includes(one)).map(described);
  return { winners: won.length, won, lost, strange };
}

function isRefusalWithAlternatives({ status, body }: LeanAnswer): boolean {
  const { type, alternatives } = body as { type?: string; alternatives?: unknown[] };
  return status === 409 && type === '/problems/slot-taken' && (alternatives?.length ?? 0) > 0;
}

/** Answers to acts on one thing that were neither done nor refused in words. */
export const neither = (answers: readonly LeanAnswer[]): string[] =>
  answers.filter(({ status }) => status !== 200 && status !== 409).map(described);

/** An answer by its status and type. */
export const described = ({ status, body }: LeanAnswer): string =>
  `${status} ${(body as { type?: string } | undefined)?.type ?? ''}`;
