import type { GivenOffering } from '../support/given.js';
import { fateOf } from './one-fate.js';
import { bookingOf, described, neither, RaceTrack, sorted, type OwnBooking, type Round } from './race-track.js';

const room = { durationMinutes: 60, bufferAfterMinutes: 15, startEveryMinutes: 15, bookingWindowDays: 1000 };
/** Where those who move stand before: later than any round. */
const homes = 3_500;

/**
 * Half of all book one time, the others move an appointment that they have to it; and beside them two people want each
 * other's time, which neither can have before the other has left it.
 */
export class Moves extends RaceTrack {
  private offering!: GivenOffering;
  private readonly movers: OwnBooking[] = [];
  private pair!: readonly [OwnBooking, OwnBooking];

  override get before(): number {
    return this.movers.length + 2;
  }

  async run(round: number): Promise<Round> {
    const start = this.at(round, 0);
    const isMover = (racer: number) => racer < this.movers.length;
    const [answers, swapped] = await Promise.all([
      this.all((racer) =>
        isMover(racer)
          ? this.manages(racer, this.movers[racer]!, 'reschedule', { start })
          : this.books(racer, this.offering, start),
      ),
      Promise.all(
        this.pair.map((one, n) => this.manages(n, one, 'reschedule', { start: this.at(homes - 1, n === 0 ? 75 : 0) })),
      ),
    ]);
    const asked = sorted(answers);
    const exchanged = swapped.filter(({ status }) => status !== 409).map((one) => `exchanged: ${described(one)}`);
    const booked = asked.won.filter(({ status }) => status === 201).length;
    return { ...asked, more: booked, strange: [...asked.strange, ...exchanged] };
  }

  protected async offers(): Promise<void> {
    this.offering = await this.given.offering(this.practice, room);
    const books = async (start: string) => bookingOf(await this.books(0, this.offering, start));
    for (let n = 0; n < Math.floor(this.racers / 2); n += 1) this.movers.push(await books(this.at(homes + n, 0)));
    this.pair = [await books(this.at(homes - 1, 0)), await books(this.at(homes - 1, 75))];
  }
}

/** One appointment that is moved and cancelled by everybody at once, while others book the time it has and the time it would have. */
export class MoveOrCancel extends RaceTrack {
  private offering!: GivenOffering;

  async run(round: number): Promise<Round> {
    const [now, then] = [this.at(round, 0), this.at(round, 75)];
    const own = bookingOf(await this.books(0, this.offering, now));
    const [acted, asked] = await Promise.all([
      Promise.all([
        this.manages(0, own, 'reschedule', { start: then }),
        this.manages(1, own, 'reschedule', { start: then }),
        this.asStaff(2, own, 'reschedule', { start: then }),
        this.manages(3, own, 'cancel'),
        this.asStaff(4, own, 'cancel'),
      ]),
      this.all((racer) => this.books(racer, this.offering, racer % 2 === 0 ? now : then)),
    ]);
    const fate = await fateOf(this.course.adminUrl, this.practice.id, own.id, acted);
    const answers = sorted(asked);
    return {
      ...answers,
      winners: fate.status === 'cancelled' && fate.faults.length === 0 ? 1 : 0,
      more: answers.winners,
      strange: [...answers.strange, ...neither(acted), ...fate.faults],
      outcome: `${answers.winners} of its times booked by others`,
    };
  }

  protected async offers(): Promise<void> {
    this.offering = await this.given.offering(this.practice, room);
  }
}
