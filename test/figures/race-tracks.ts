import type { GivenOffering } from '../support/given.js';
import { Fates } from './race-fates.js';
import { LatePayment } from './race-late-payment.js';
import { MoveOrCancel, Moves } from './race-moves.js';
import { TwoApprovals } from './race-requests.js';
import { bookingOf, described, RaceTrack, sorted, type Course, type Round } from './race-track.js';
import { TwoResources } from './race-resources.js';

const short = { startEveryMinutes: 15, bookingWindowDays: 1000 };
/** An hour with a quarter of an hour after it: starts up to an hour apart are in each other's way. */
const room = { ...short, durationMinutes: 60, bufferAfterMinutes: 15 };

/** In every other round for the very same start, in the others for starts that overlap, some by the buffer alone. */
class OneTime extends RaceTrack {
  private offering!: GivenOffering;

  async run(round: number): Promise<Round> {
    const apart = (racer: number) => (round % 2 === 0 ? 0 : (racer % 5) * 15);
    return sorted(await this.all((racer) => this.books(racer, this.offering, this.at(round, apart(racer)))));
  }

  protected async offers(): Promise<void> {
    this.offering = await this.given.offering(this.practice, room);
  }
}

/**
 * Two offerings of one coach, an hour with a quarter after it and half an hour with half an hour before it: in every other
 * round in each other's way by their buffers alone.
 */
class TwoOfferings extends RaceTrack {
  private long!: GivenOffering;
  private brief!: GivenOffering;

  async run(round: number): Promise<Round> {
    const later = round % 2 === 0 ? 60 : 30;
    return sorted(
      await this.all((racer) =>
        racer % 2 === 0
          ? this.books(racer, this.long, this.at(round, 0))
          : this.books(racer, this.brief, this.at(round, later)),
      ),
    );
  }

  protected async offers(): Promise<void> {
    this.long = await this.given.offering(this.practice, room);
    this.brief = await this.given.offering(this.practice, { ...short, durationMinutes: 30, bufferBeforeMinutes: 30 });
  }
}

/** Requests that wait for the coach, who then approves at once whatever was taken down. */
class TwoPending extends RaceTrack {
  private offering!: GivenOffering;

  async run(round: number): Promise<Round> {
    const asked = sorted(await this.all((racer) => this.books(racer, this.offering, this.at(round, 0))));
    const approved = await Promise.all(asked.won.map((won, n) => this.asStaff(n, bookingOf(won), 'approve')));
    const agreed = approved.filter(({ status, body }) => status === 200 && statusOf(body) === 'confirmed');
    const strange = approved.filter((one) => !agreed.includes(one)).map(described);
    return { ...asked, winners: agreed.length, strange: [...asked.strange, ...strange] };
  }

  protected async offers(): Promise<void> {
    this.offering = await this.given.offering(this.practice, { ...room, approval: 'coach' });
  }
}

const statusOf = (body: unknown): string | undefined => (body as { status?: string }).status;

/** Every kind of race there is, by name; each is told in words. */
export const tracks = {
  'one-time': ['bookings of one time', OneTime],
  'two-offerings': ['bookings of two offerings with different buffers', TwoOfferings],
  'two-pending': ['requests that wait for the coach', TwoPending],
  'two-approvals': ['yes, no and other answers to one request', TwoApprovals],
  'two-resources': ['claims on a coach, a room and a seat in one', TwoResources],
  'late-payment': ['bookings, and a payment for a hold that is over', LatePayment],
  fates: ['payments, cancellations, undoing and the end of the hold of one appointment', Fates],
  moves: ["moves to one time, bookings of it, and two who want each other's", Moves],
  'move-or-cancel': ['moves and cancellations of one appointment, and bookings of both its times', MoveOrCancel],
} satisfies Record<string, readonly [string, new (course: Course, racers: number, name: string) => RaceTrack]>;

export type TrackName = keyof typeof tracks;
