import { Given } from '../support/given.js';
import { LeanClient, type LeanAnswer } from './lean-client.js';
import { everyDayFrom } from './open-week.js';
import { countBooked, countOverlaps } from './overlaps.js';

/** Where a race is run: the addresses of several APIs on one database, which nobody else uses. */
export interface Course {
  readonly urls: readonly string[];
  readonly adminUrl: string;
}

export interface RaceOutcome {
  readonly rounds: number;
  /** Rounds with no winner or more than one. */
  readonly roundsWithoutOneWinner: number;
  readonly overlaps: number;
  /** Answers that were neither a win nor a 409 with other times: the status and type of each. */
  readonly strangeAnswers: readonly string[];
  /** Wins that the database does not know, or claims without a win. */
  readonly unaccounted: number;
  readonly losersMs: readonly number[];
  readonly winnersMs: readonly number[];
}

const minute = 60_000;
const day = 24 * 60 * minute;
const roundsADay = 5;
/** An hour with a quarter of an hour after it: starts up to an hour apart are in each other's way. */
const room = { durationMinutes: 60, startEveryMinutes: 15, bufferAfterMinutes: 15 };
const roundMinutes = 150;
const weekly = everyDayFrom('08:00', '20:30');

/**
 * Round after round, everyone asks at once for one free place in a coach's calendar: in every other round for the very
 * same start, in the others for starts that overlap each other, some of them by the buffer alone. The first `warmUp` rounds
 * count like the others but are not timed: a process that has just begun is still being compiled.
 */
export async function race(
  course: Course,
  { rounds, racers, warmUp = 0 }: { rounds: number; racers: number; warmUp?: number },
): Promise<RaceOutcome> {
  const given = new Given(() => course.urls[0]!);
  const practice = await given.practice({ timeZone: 'Etc/UTC' });
  await given.availability(practice, practice.coach.id, { timeZone: 'Etc/UTC', weekly, overrides: [] });
  const offering = await given.offering(practice, { ...room, bookingWindowDays: 1000 });
  const clients = course.urls.map((url) => new LeanClient(url, racers));
  const path = `/api/v1/public/practices/${practice.slug}/bookings`;
  const first = await firstDay(clients[0]!);

  const outcome = { winnersMs: [] as number[], losersMs: [] as number[], strange: [] as string[], odd: 0, wins: 0 };
  const startsOf = (round: number, racer: number) => {
    const opening = first + Math.floor(round / roundsADay) * day + 8 * 60 * minute;
    const apart = round % 2 === 0 ? 0 : (racer % 5) * room.startEveryMinutes;
    return new Date(opening + ((round % roundsADay) * roundMinutes + apart) * minute).toISOString();
  };
  try {
    for (let round = 0; round < rounds; round += 1) {
      const answers = await Promise.all(
        Array.from({ length: racers }, (_, racer) => {
          const client = { name: `Racer ${racer}`, email: `racer-${racer}@example.org`, timeZone: 'Europe/London' };
          const body = { offering: offering.slug, start: startsOf(round, racer), client };
          return clients[racer % clients.length]!.call('POST', path, body);
        }),
      );
      const winners = answers.filter(({ status }) => status === 201);
      const losers = answers.filter(isRefusalWithAlternatives);
      if (winners.length !== 1) outcome.odd += 1;
      outcome.wins += winners.length;
      if (round >= warmUp) {
        outcome.winnersMs.push(...winners.map(({ milliseconds }) => milliseconds));
        outcome.losersMs.push(...losers.map(({ milliseconds }) => milliseconds));
      }
      outcome.strange.push(...answers.filter((one) => !winners.includes(one) && !losers.includes(one)).map(described));
    }
  } finally {
    for (const client of clients) client.close();
  }
  const { claims, appointments } = await countBooked(course.adminUrl);
  const { wins } = outcome;
  return {
    rounds,
    roundsWithoutOneWinner: outcome.odd,
    overlaps: await countOverlaps(course.adminUrl),
    strangeAnswers: outcome.strange,
    unaccounted: Math.abs(claims - wins) + Math.abs(appointments - wins),
    losersMs: outcome.losersMs,
    winnersMs: outcome.winnersMs,
  };
}

/** The midnight after next by the installation's own clock. */
async function firstDay(client: LeanClient): Promise<number> {
  const { body } = await client.call('GET', '/readyz');
  return Math.floor(Date.parse((body as { now: string }).now) / day) * day + 2 * day;
}

function isRefusalWithAlternatives({ status, body }: LeanAnswer): boolean {
  const { type, alternatives } = body as { type?: string; alternatives?: unknown[] };
  return status === 409 && type === '/problems/slot-taken' && (alternatives?.length ?? 0) > 0;
}

const described = ({ status, body }: LeanAnswer) => `${status} ${(body as { type?: string } | undefined)?.type ?? ''}`;
