import { deliverMessage } from '#followups';
import type { Outbox, Database, Here } from '#platform';
import type { DemoClock } from './demo-clock.js';

const quarter = 15 * 60_000;
/** As many jobs at once as leave room among the connections to the database. */
const atOnce = 16;

interface Moment {
  readonly at: number;
  readonly act: () => Promise<void>;
}

/** What happens when, in order; between two moments the work that is due by then is done, as the worker would. */
export class Timeline {
  private readonly moments: Moment[] = [];

  constructor(
    private readonly clock: DemoClock,
    private readonly outbox: Outbox,
    private readonly db: Database,
    private readonly here: Here,
    /** The instant at which the demo is now. */
    readonly end: number,
  ) {}

  /** Puts something on the line; what lies after now has not happened. */
  at(instant: number, act: () => Promise<void>): void {
    if (instant <= this.end) this.moments.push({ at: instant, act });
  }

  /** Walks from moment to moment to the end, with those that others add on the way. */
  async walk(): Promise<void> {
    for (let next = this.takeNext(); next; next = this.takeNext()) {
      await this.goOnTo(next.at);
      await next.act();
      await this.doWhatIsDue();
    }
    await this.goOnTo(this.end);
    await this.doWhatIsDue();
  }

  /** Goes on to an instant through every time at which mail is due; other work waits for the next stop, hours at most. */
  async goOnTo(instant: number): Promise<void> {
    for (let due = await this.nextMail(instant); due !== null; due = await this.nextMail(instant)) {
      // What falls into one quarter of an hour is sent together.
      this.clock.goOnTo(Math.min(instant, Math.ceil(due / quarter) * quarter));
      await this.doWhatIsDue();
    }
    this.clock.goOnTo(instant);
  }

  /** Does what is due at this moment, and what follows from it. */
  async doWhatIsDue(): Promise<void> {
    for (let rows = await this.outbox.takeDue(500); rows.length > 0; rows = await this.outbox.takeDue(500))
      for (let first = 0; first < rows.length; first += atOnce) await this.doAll(rows.slice(first, first + atOnce));
  }

  /** One that fails lets the others come to their end first. */
  private async doAll(rows: readonly { practiceId: string; outboxId: string }[]): Promise<void> {
    const done = await Promise.allSettled(rows.map((row) => this.outbox.run(row.practiceId, row.outboxId)));
    for (const one of done) if (one.status === 'rejected') throw one.reason;
  }

  now(): number {
    return this.clock.now().getTime();
  }

  private async nextMail(until: number): Promise<number | null> {
    const row = await this.db.inPractice({ ...this.here, readOnly: true }, (tx) =>
      tx.one<{ due: Date | null }>(
        'SELECT min(due_at) AS due FROM outbox WHERE done_at IS NULL AND name = $2 AND due_at <= $1',
        [new Date(until), deliverMessage.name],
      ),
    );
    return row?.due ? row.due.getTime() : null;
  }

  private takeNext(): Moment | undefined {
    this.moments.sort((one, other) => one.at - other.at);
    return this.moments.shift();
  }
}
