import type { GivenOffering } from '../support/given.js';
import type { LeanAnswer } from './lean-client.js';
import { fateOf } from './one-fate.js';
import { holdIsOver } from './passing-time.js';
import { bookingOf, neither, RaceTrack, sorted, type OwnBooking, type Round } from './race-track.js';
import { Till } from './till.js';

/** Every other round is about a hold that is over, the others about an appointment that is paid; each in four ways. */
const ways = 4;

/**
 * One appointment that is to be paid, and everything that can happen to it at one moment: its payer pays while its hold is
 * over, cancels, is cancelled, and others ask for the time; or, once it is paid, it is cancelled by both sides while staff
 * take that back. It comes to one end, and its money to the same.
 */
export class Fates extends RaceTrack {
  private readonly till = new Till(this.course.provider.url, 1);
  private offering!: GivenOffering;

  async run(round: number): Promise<Round> {
    const start = this.at(round, 0);
    const booked = await this.books(0, this.offering, start);
    const own = bookingOf(booked);
    const [isHold, way] = [round % 2 === 0, Math.floor(round / 2) % ways];
    if (isHold) await holdIsOver(this.course.adminUrl, own.id);
    else await this.till.pays(booked.body);
    await this.course.provider.webhooksSettled();

    const bookers = Array.from({ length: Math.ceil(this.racers / 2) }, (_, racer) => racer);
    const [asked, acted] = await Promise.all([
      Promise.all(bookers.map((racer) => this.books(racer, this.offering, start))),
      Promise.all(isHold ? this.whileOver(own, way) : this.whilePaid(own, way)),
      ...(isHold ? [this.till.pays(booked.body)] : []),
    ]);
    await this.course.provider.webhooksSettled();
    const fate = await fateOf(this.course.adminUrl, this.practice.id, own.id, acted);
    const answers = sorted(asked);
    return {
      ...answers,
      winners: fate.faults.length === 0 ? 1 : 0,
      more: answers.winners + (fate.keepsItsTime ? 1 : 0),
      strange: [...answers.strange, ...neither(acted), ...fate.faults],
      outcome: `${isHold ? 'a hold that is over' : 'paid'}: ${fate.status}`,
    };
  }

  override async close(): Promise<void> {
    await super.close();
    this.till.close();
  }

  protected async offers(): Promise<void> {
    const short = { durationMinutes: 60, startEveryMinutes: 15, bookingWindowDays: 1000 };
    this.offering = await this.given.paidOffering(this.practice, short);
  }

  /** Nobody gives up, one side does, or both. */
  private whileOver(own: OwnBooking, way: number): Promise<LeanAnswer>[] {
    return [
      ...(way === 1 || way === 3 ? [this.manages(0, own, 'cancel')] : []),
      ...(way === 2 || way === 3 ? [this.asStaff(1, own, 'cancel')] : []),
    ];
  }

  /** Both sides cancel, and in three of four rounds somebody takes it back, once or more often. */
  private whilePaid(own: OwnBooking, way: number): Promise<LeanAnswer>[] {
    const undoes = Array.from({ length: way }, (_, racer) => this.asStaff(racer + 2, own, 'undo'));
    return [this.manages(0, own, 'cancel'), this.asStaff(1, own, 'cancel'), ...undoes];
  }
}
