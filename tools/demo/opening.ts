import { Invalid, type Here } from '#platform';
import type { BornPractice } from '#practices';
import {
  coachNames,
  coaches,
  followUp,
  hours,
  intake,
  offerings,
  practice,
  secondCoachEmail,
} from './practice-words.js';
import type { CoachName, OfferingName } from './practice-words.js';
import type { Services } from './services.js';
import type { Timeline } from './timeline.js';

/** One coach of the demo: their place in the calendar, and the actor they are. */
export interface DemoCoach {
  readonly id: string;
  readonly slug: string;
  readonly timeZone: string;
  readonly here: Here;
}

/** The practice on its first day, ready to be booked. */
export interface OpenedPractice {
  readonly id: string;
  readonly coaches: Readonly<Record<CoachName, DemoCoach>>;
  readonly offeringIds: Readonly<Record<OfferingName, string>>;
}

const dayMs = 86_400_000;

/** Settles a practice that was just made: two coaches who can sign in, hours, questions, offerings, follow-ups. */
export async function openPractice(
  services: Services,
  timeline: Timeline,
  born: BornPractice,
  password: string | undefined,
  takesMoney: boolean,
): Promise<OpenedPractice> {
  const {
    db,
    members,
    coaches: profiles,
    invitations,
    availability,
    forms,
    offerings: catalogue,
    sequences,
  } = services;
  const practiceId = born.practice.id;
  const owner = await db.inPractice({ practiceId, actor: { kind: 'operator' } }, (tx) =>
    members.findByUser(tx, born.owner.id),
  );
  if (!owner) throw new TypeError('A practice without its owner.');
  const here: Here = { practiceId, actor: { kind: 'member', id: owner.id, role: 'owner' } };

  const made = {} as Record<CoachName, DemoCoach>;
  for (const name of coachNames) {
    const email = name === 'tamsin' ? born.owner.email : secondCoachEmail;
    const coach = await profiles.create(here, { ...coaches[name], email });
    const actor = name === 'tamsin' ? here.actor : ({ kind: 'member', id: coach.memberId, role: 'coach' } as const);
    made[name] = { id: coach.id, slug: coach.slug, timeZone: coach.timeZone, here: { practiceId, actor } };
    await db.inPractice(here, (tx) =>
      availability.put(tx, coach.id, 0, {
        timeZone: coach.timeZone,
        weekly: hours[name],
        overrides: overridesOf(name, timeline.end),
      }),
    );
  }
  if (password !== undefined) await joinByInvitation();

  const form = await forms.create(here, intake);
  const offeringIds = {} as Record<OfferingName, string>;
  for (const { intake: asks, ...offering } of offerings) {
    const payment = takesMoney && offering.price.amount > 0 ? 'full' : 'none';
    const coachIds = coachNames.map((name) => made[name].id);
    const wanted = { ...offering, payment, coachIds, ...(asks && { intakeForm: form.id }) } as const;
    const { id } = await db.inPractice(here, (tx) => catalogue.create(tx, wanted));
    offeringIds[offering.slug] = id;
  }
  await sequences.create(here, followUp);
  return { id: practiceId, coaches: made, offeringIds };

  /** The second coach opens the mail that invites them, and chooses a password. */
  async function joinByInvitation(): Promise<void> {
    await timeline.doWhatIsDue();
    const { actor } = made.aksel.here;
    if (actor.kind !== 'member' || password === undefined) return;
    const token = await db.inPractice(here, (tx) => invitations.issueSecret(tx, actor.id));
    const visitor: Here = { practiceId, actor: { kind: 'visitor' } };
    await invitations.accept(visitor, token, { name: coaches.aksel.name, password, session: null });
  }
}

/** A day off in three weeks; and on a Sunday the first coach works, so that there is a today to look at. */
function overridesOf(name: CoachName, now: number): { date: string; hours: { from: string; to: string }[] }[] {
  const date = (days: number) => new Date(now + days * dayMs).toISOString().slice(0, 10);
  const dayOff = { date: date(name === 'tamsin' ? 20 : 23), hours: [] };
  const isSunday = new Date(now).getUTCDay() === 0;
  return name === 'tamsin' && isSunday
    ? [{ date: date(0), hours: [{ from: '10:00', to: '16:00' }] }, dayOff]
    : [dayOff];
}

/** What a first practice is called where nobody says more than who owns it. */
export const plainPractice = { ...practice, slug: 'my-practice', name: 'My practice' } as const;

/** The words of a refusal, for whoever set the environment. */
export function wordsOf(error: unknown): string {
  if (error instanceof Invalid) return error.faults.map(({ path, message }) => `${path}: ${message}`).join('\n');
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
