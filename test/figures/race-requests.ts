import type { GivenOffering } from '../support/given.js';
import { fateOf } from './one-fate.js';
import { bookingOf, neither, RaceTrack, sorted, type Round } from './race-track.js';

/** One request that waits, which several of the practice answer at once, some with yes and some with no, while whoever asked gives up or moves it. */
export class TwoApprovals extends RaceTrack {
  private offering!: GivenOffering;

  async run(round: number): Promise<Round> {
    const start = this.at(round, 0);
    const own = bookingOf(await this.books(0, this.offering, start));
    const givesUp = round % 4 === 3;
    const act = (racer: number) => {
      if (givesUp && racer === 2) return this.manages(racer, own, 'cancel');
      if (racer % 8 === 3) return this.manages(racer, own, 'reschedule', { start: this.at(round, 75) });
      return this.asStaff(racer, own, (racer + round) % 2 === 0 ? 'approve' : 'decline');
    };
    const [acted, asked] = await Promise.all([
      this.all(act),
      Promise.all([0, 1, 2, 3].map((racer) => this.books(racer, this.offering, start))),
    ]);
    const fate = await fateOf(this.course.adminUrl, this.practice.id, own.id, acted);
    const answers = sorted(asked);
    const isAnswered = ['confirmed', 'declined', 'cancelled'].includes(fate.status);
    return {
      ...answers,
      winners: isAnswered && fate.faults.length === 0 ? 1 : 0,
      more: answers.winners + (fate.keepsItsTime ? 1 : 0),
      strange: [...answers.strange, ...neither(acted), ...fate.faults],
      outcome: fate.status,
    };
  }

  protected async offers(): Promise<void> {
    const room = { durationMinutes: 60, bufferAfterMinutes: 15, startEveryMinutes: 15, bookingWindowDays: 1000 };
    this.offering = await this.given.offering(this.practice, { ...room, approval: 'coach' });
  }
}
