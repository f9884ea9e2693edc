import { Given, type GivenCoach, type GivenOffering, type GivenPractice } from '../support/given.js';
import { dayAndNight } from './open-week.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Starts lie this far apart, so that many overlap and some by their buffers alone. */
const grid = 15 * minute;
/** Far enough ahead that whoever cancels gets everything back. */
const daysAhead = 4;

export type OfferingKind = 'free' | 'paid' | 'asked' | 'askedAndPaid';

/** Where everything happens: one practice with two coaches, and an offering of each kind with lengths and buffers of its own. */
export class JournalWorld {
  private constructor(
    readonly practice: GivenPractice,
    readonly coaches: readonly GivenCoach[],
    readonly offerings: Readonly<Record<OfferingKind, GivenOffering>>,
    private readonly begins: number,
    private readonly days: number,
  ) {}

  /** `days` is how many days everybody has to choose from: the fewer, the more are refused. */
  static async build(url: string, { slug, days }: { slug: string; days: number }): Promise<JournalWorld> {
    const given = new Given(() => url);
    const practice = await given.practice({ slug, timeZone: 'Etc/UTC' });
    await given.availability(practice, practice.coach.id, { timeZone: 'Etc/UTC', weekly: dayAndNight, overrides: [] });
    const second = await given.coach(practice, { timeZone: 'Etc/UTC', weekly: dayAndNight });
    const coachIds = [practice.coach.id, second.id];
    const wishes = { startEveryMinutes: 15, bookingWindowDays: 365, coachIds };
    const offerings = {
      free: await given.offering(practice, { ...wishes, durationMinutes: 30, bufferAfterMinutes: 15 }),
      paid: await given.paidOffering(practice, { ...wishes, durationMinutes: 45, bufferBeforeMinutes: 15 }),
      asked: await given.offering(practice, { ...wishes, durationMinutes: 30, approval: 'coach' }),
      askedAndPaid: await given.paidOffering(practice, { ...wishes, durationMinutes: 60, approval: 'coach' }),
    };
    const begins = Math.ceil(Date.now() / day + daysAhead) * day;
    return new JournalWorld(practice, [practice.coach, second], offerings, begins, days);
  }

  /** Some start that is ahead. */
  start(chance: () => number): number {
    return this.begins + Math.floor((chance() * this.days * day) / grid) * grid;
  }

  /** Some start that is over: staff write down what happened. */
  pastStart(chance: () => number): number {
    return this.begins - (daysAhead + 2 + Math.floor(chance() * 20)) * day + Math.floor((chance() * day) / grid) * grid;
  }
}
