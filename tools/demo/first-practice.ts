import { randomBytes } from 'node:crypto';
import { PracticeCreate } from '#contracts';
import { FileClock, SystemClock, type Clock, type Config, type Here } from '#platform';
import { CaseHistory } from './case-history.js';
import { DemoClock } from './demo-clock.js';
import { atTheTill, histories } from './histories.js';
import { openPractice, plainPractice, type OpenedPractice } from './opening.js';
import { coaches, practice, secondCoachEmail } from './practice-words.js';
import { openServices, type Services } from './services.js';
import { Till } from './till.js';
import { Timeline } from './timeline.js';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const weeks = 29 * dayMs;

/** What the environment says about the first practice. */
export interface Wishes {
  readonly demo: boolean;
  readonly ownerEmail?: string | undefined;
  readonly ownerPassword?: string | undefined;
  readonly apiKey?: string | undefined;
}

/** What came of it; `signIns` are the people who can sign in, with their passwords. */
export interface Planted {
  readonly made: 'demo' | 'practice' | 'nothing';
  readonly reason?: string;
  readonly slug?: string;
  readonly apiKey?: string;
  readonly signIns?: readonly { readonly name: string; readonly email: string; readonly password?: string }[];
}

/**
 * Makes the first practice of an empty database: the demo with its history, or an owner and a key alone. On a database
 * that has a practice it does nothing. Must end before a worker begins, which would do the past's work at today's time.
 */
export async function plantFirstPractice(
  config: Config,
  wishes: Wishes,
  clock: Clock = clockOf(config),
): Promise<Planted> {
  if (!wishes.demo && wishes.ownerEmail === undefined)
    return { made: 'nothing', reason: 'No demo is wished for, and no owner of a first practice is named.' };
  const now = clock.now();
  const walking = new DemoClock(wishes.demo ? new Date(now.getTime() - weeks) : now);
  const services = await openServices(config, walking);
  try {
    const known = await services.db.outside((query) => query('SELECT 1 FROM practices LIMIT 1'));
    if (known.length > 0) return { made: 'nothing', reason: 'The database has a practice already.' };
    const planted = wishes.demo
      ? await plantDemo(config, services, wishes, walking, now.getTime())
      : await plantPractice(services, wishes);
    await services.db.keep();
    return planted;
  } finally {
    await services.db.forget();
    await services.close();
  }
}

async function plantPractice(services: Services, wishes: Wishes): Promise<Planted> {
  const { ownerEmail: email = '', ownerPassword } = wishes;
  const owner = { name: 'Owner', email, ...(ownerPassword !== undefined && { password: ownerPassword }) };
  const request = PracticeCreate.parse({ ...plainPractice, owner });
  const born = await services.practices.create(request, { apiKey: wishes.apiKey, passwordFromEnvironment: true });
  const signIns = [{ name: owner.name, email: born.owner.email }];
  return { made: 'practice', slug: request.slug, apiKey: born.apiKey, signIns };
}

async function plantDemo(
  config: Config,
  services: Services,
  wishes: Wishes,
  clock: DemoClock,
  now: number,
): Promise<Planted> {
  const password = wishes.ownerPassword ?? randomBytes(12).toString('base64url');
  const email = wishes.ownerEmail ?? 'owner@demo.example';
  const request = PracticeCreate.parse({ ...practice, owner: { name: coaches.tamsin.name, email, password } });
  const born = await services.practices.create(request, { apiKey: wishes.apiKey, passwordFromEnvironment: true });

  const here: Here = { practiceId: born.practice.id, actor: { kind: 'system' } };
  const timeline = new Timeline(clock, services.outbox, services.db, here, now);
  const takesMoney = config.STRIPE_API_URL !== undefined;
  const opened = await openPractice(services, timeline, born, password, takesMoney);
  const till = new Till(config, services);
  histories.forEach((history, turn) => new CaseHistory(services, timeline, till, opened, history, turn).begin());
  timeline.at(now - 10 * minuteMs, () => letTheCalendarAnswer(services, opened));
  if (takesMoney) timeline.at(now - 4 * minuteMs, () => visitTheTill(services, opened, till, now));
  await timeline.walk();

  const signIns = [
    { name: coaches.tamsin.name, email: born.owner.email, password },
    { name: coaches.aksel.name, email: secondCoachEmail, password },
  ];
  return { made: 'demo', slug: request.slug, apiKey: born.apiKey, signIns };
}

/** From today on an initial consultation needs no answer of a coach, so that whoever tries the demo can pay at once. */
async function letTheCalendarAnswer(
  { db, offerings }: Services,
  { coaches: known, offeringIds }: OpenedPractice,
): Promise<void> {
  await db.inPractice(known.tamsin.here, async (tx) => {
    const { id, revision } = await offerings.get(tx, offeringIds['initial-consultation']);
    await offerings.patch(tx, id, revision, { approval: 'automatic' });
  });
}

/** At this very moment one person is choosing a card, and another has just paid. */
async function visitTheTill(services: Services, opened: OpenedPractice, till: Till, now: number): Promise<void> {
  const { db, booking, slots, offerings } = services;
  const here: Here = { practiceId: opened.id, actor: { kind: 'visitor' } };
  const { slug: coach, timeZone } = opened.coaches.tamsin;
  for (const [client, days] of [
    [atTheTill.paying, 6],
    [atTheTill.paid, 7],
  ] as const) {
    const date = (more: number) => new Date(now + (days + more) * dayMs).toISOString().slice(0, 10);
    const offering = 'initial-consultation';
    const free = await db.inPractice(here, async (tx) =>
      slots.list(tx, await offerings.getBySlug(tx, offering), { from: date(0), to: date(4), timeZone, coach }),
    );
    const start = free.days.flatMap((day) => day.slots).at(0)?.start;
    if (start === undefined) throw new Error('The demo finds no free time for somebody who pays now.');
    const { appointment, payment } = await booking.book(here, { offering, coach, start, client });
    if (client === atTheTill.paid && payment.checkoutUrl !== undefined)
      await till.payOnPage(opened.id, appointment.id, payment.checkoutUrl);
  }
}

function clockOf(config: Config): Clock {
  return config.TEST_CLOCK && config.CLOCK_FILE ? new FileClock(config.CLOCK_FILE) : new SystemClock();
}
