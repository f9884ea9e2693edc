import { Inject, Injectable } from '@nestjs/common';
import {
  CONFIG,
  Clock,
  Database,
  Heartbeats,
  KeyDatabase,
  OtherKeyDatabase,
  Outbox,
  PartTroubles,
  instant,
  type Config,
  type Heartbeat,
} from '#platform';
import type { PartHealth, ReadinessView } from '#contracts';
import { helpLinesCheckedOn } from '#practices';
import { Remembered } from './remembered.js';
import { reachMailServer, reachPayments } from './reach.js';

const seconds = 1000;
/** Work that is due longer than this means that nobody does it. */
const latestOutbox = 60 * seconds;
/** A worker says every 10 seconds that it lives. */
const longestSilence = 25 * seconds;
/** Clocks that are set by the network are within a second; what is due by one and done by another is late by as much. */
const mostApart = 5 * seconds;
const oldestHelpLine = 366 * 86_400 * seconds;
/** Others' servers are asked now and then; trouble is looked at again soon, since it may just be the start. */
const goodFor = ({ status }: PartHealth): number => (status === 'ok' ? 5 : 1) * seconds;
const patience = 3 * seconds;

const ok: PartHealth = { status: 'ok' };

/** Whether the installation can serve, part by part. Only the database is needed for any answer at all. */
@Injectable()
export class Readiness {
  private readonly mail: Remembered<PartHealth>;
  private readonly payments: Remembered<PartHealth>;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Database,
    private readonly keys: KeyDatabase,
    private readonly outbox: Outbox,
    private readonly heartbeats: Heartbeats,
    private readonly troubles: PartTroubles,
    private readonly clock: Clock,
  ) {
    const paymentsUrl = config.STRIPE_API_URL ?? 'https://api.stripe.com';
    this.mail = new Remembered(
      () => part('The mail server does not answer.', () => reachMailServer(config.SMTP_URL, patience)),
      goodFor,
    );
    this.payments = new Remembered(
      () =>
        part('The payment provider does not answer as it should.', () =>
          reachPayments(paymentsUrl, config.STRIPE_SECRET_KEY, patience),
        ),
      goodFor,
    );
  }

  async look(): Promise<ReadinessView> {
    const [database, keys, lateWork, stuckQueue, worker, waiting, clock, reached, payments] = await Promise.all([
      part('The database does not answer.', () => this.db.outside((query) => query('SELECT 1'))),
      part(
        'The key database does not answer.',
        () => this.belongs(),
        (health) => health,
      ),
      part('The outbox cannot be read.', () => this.outbox.lateness(), lateness),
      part('It cannot be read whether the queue answers.', () => this.troubles.since('queue'), stuck),
      part('The heartbeat of the worker cannot be read.', () => this.heartbeats.last('worker'), silence),
      part('It cannot be read whether mail waits.', () => this.troubles.since('mail'), waitingMail),
      part(
        'The clocks cannot be compared.',
        () => this.clocksApart(),
        (health) => health,
      ),
      this.mail.get(),
      this.payments.get(),
    ]);
    const parts = {
      database,
      keys,
      queue: stuckQueue.since ? stuckQueue : lateWork,
      worker,
      mail: waiting.since ? waiting : reached,
      payments,
      clock,
      timeZones: ok,
      helpLines: this.helpLinesHealth(),
    };
    const degraded = Object.entries(parts).flatMap(([name, { status }]) => (status === 'ok' ? [] : [name]));
    return {
      status: database.status === 'ok' ? 'ready' : 'not_ready',
      degraded,
      now: instant(this.clock.now()),
      timeZoneData: process.versions.tz ?? 'unknown',
      helpLinesCheckedOn: helpLinesCheckedOn(),
      parts,
    };
  }

  /** A key database that answers but is another's is as good as none. */
  private async belongs(): Promise<PartHealth> {
    try {
      await this.keys.mustBelong();
      return ok;
    } catch (error) {
      if (error instanceof OtherKeyDatabase) return { status: 'down', detail: error.message };
      throw error;
    }
  }

  private helpLinesHealth(): PartHealth {
    const checkedOn = helpLinesCheckedOn();
    if (checkedOn === null) return { status: 'degraded', detail: 'There is no list of help lines.' };
    if (this.clock.now().getTime() - Date.parse(checkedOn) <= oldestHelpLine) return ok;
    return { status: 'degraded', detail: 'A help line was last checked more than a year ago. Check the list again.' };
  }

  /** Whose clock goes apart from the database's, which is the one that API and worker share. */
  private async clocksApart(): Promise<PartHealth> {
    const [own, worker] = await Promise.all([this.heartbeats.ownClockAhead(), this.heartbeats.last('worker')]);
    const apart = Object.entries({ API: own, worker: worker?.ahead ?? 0 }).filter(([, by]) => Math.abs(by) > mostApart);
    if (apart.length > 0) return { status: 'degraded', detail: apart.map(apartWords).join(' ') };
    return this.config.TEST_CLOCK ? { status: 'ok', detail: 'The time is the one that was set for a test.' } : ok;
  }
}

function apartWords([process, by]: [string, number]): string {
  const direction = by > 0 ? 'ahead of' : 'behind';
  return `The clock of the ${process} is ${Math.round(Math.abs(by) / seconds)} s ${direction} the database's. Set the clocks by the network.`;
}

/** Asks one part; what it throws means that it is down, and its message may hold an address, so it is not told. */
async function part<T>(
  sentence: string,
  ask: () => Promise<T>,
  judge: (answer: T) => PartHealth = () => ok,
): Promise<PartHealth> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('No answer in time.')), patience);
  });
  try {
    return judge(await Promise.race([ask(), tooLate]));
  } catch {
    return { status: 'down', detail: sentence };
  } finally {
    clearTimeout(timer);
  }
}

function lateness(milliseconds: number): PartHealth {
  if (milliseconds <= latestOutbox) return ok;
  return {
    status: 'degraded',
    detail: `The oldest work that is due waits for ${Math.round(milliseconds / seconds)} s.`,
  };
}

/** The worker speaks to the mail server for real; what it says weighs more than a greeting. */
function waitingMail(since: Date | null): PartHealth {
  if (!since) return ok;
  const detail = 'The mail server does not take mail. What is to be sent waits, and goes as soon as it does.';
  return { status: 'degraded', detail, since: instant(since) };
}

/** The worker alone talks to the queue. */
function stuck(since: Date | null): PartHealth {
  if (!since) return ok;
  const detail = 'The queue does not answer. What is to be done waits, and nothing of it is lost.';
  return { status: 'degraded', detail, since: instant(since) };
}

function silence(heartbeat: Heartbeat | null): PartHealth {
  if (!heartbeat) return { status: 'down', detail: 'No worker has run yet.' };
  if (heartbeat.silence <= longestSilence) return ok;
  return { status: 'down', detail: `The worker was last seen ${Math.round(heartbeat.silence / seconds)} s ago.` };
}
