import { instantText, localText } from '#scheduling';
import type { GivenOffering, GivenPractice } from '../support/given.js';
import type { TestApp } from '../support/test-app.js';
import { clockChanges, meantByTemporal, wallByTemporal, type ClockChange, type Span } from './clock-changes.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const quarter = 15;
const weekly = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '24:00' }];

/** What was booked around clock changes through the doors that people use, and every fault that was found, in words. */
export interface DoorOutcome {
  appointments: number;
  readonly displaced: string[];
  /** Times that staff typed and that do not exist or exist twice. */
  unclear: number;
  readonly guessed: string[];
}

interface Place {
  readonly practice: GivenPractice;
  readonly offering: GivenOffering;
  readonly coachId: string;
  readonly timeZone: string;
  readonly clients: string;
}

interface Shown {
  readonly start: string;
  readonly local: string;
  readonly offset: string;
}

/** The first clock change of each of these zones: booked weeks before it by clients of the next zone, and read when it is over. */
export async function zonesOverHttp(app: TestApp, timeZones: readonly string[], span: Span): Promise<DoorOutcome> {
  const outcome: DoorOutcome = { appointments: 0, displaced: [], unclear: 0, guessed: [] };
  const practice = await app.given.practice();
  for (const [index, timeZone] of timeZones.entries()) {
    const [change] = clockChanges(timeZone, { start: span.start + 30 * day, end: span.end });
    if (!change) throw new Error(`The clocks of ${timeZone} do not change.`);
    app.clock.set(instantText(change.at - 20 * day));
    const coach = await app.given.coach(practice, { timeZone, weekly });
    const offering = await app.given.offering(practice, {
      coachIds: [coach.id],
      durationMinutes: quarter,
      startEveryMinutes: quarter,
    });
    const clients = timeZones[(index + 1) % timeZones.length] ?? timeZone;
    const place = { practice, offering, coachId: coach.id, timeZone, clients };
    const booked = await bookAround(app, place, change);
    await typeUnclearly(app, place, change, outcome);
    app.clock.set(instantText(change.at + 3 * day));
    for (const one of booked) await readBack(app, place, one, outcome);
  }
  return outcome;
}

interface Booked {
  readonly shown: Shown;
  readonly id: string;
  readonly token: string;
}

async function bookAround(app: TestApp, place: Place, change: ClockChange): Promise<Booked[]> {
  const { practice, offering, clients } = place;
  const [from, to] = [change.at - day, change.at + day].map((at) => instantText(at).slice(0, 10));
  const listed = await app.visitor.get(
    `/api/v1/public/practices/${practice.slug}/offerings/${offering.slug}/slots?from=${from}&to=${to}&timeZone=${clients}`,
  );
  const slots = (listed.body as { days: { slots: Shown[] }[] }).days.flatMap((one) => one.slots);
  const near = slots.filter(({ start }) => Math.abs(Date.parse(start) - change.at) <= 2 * hour);
  const booked: Booked[] = [];
  // Every fourth, so that the times that staff type stay free.
  for (const shown of near.filter((_, index) => index % 4 === 0)) {
    const client = {
      name: 'Ana',
      email: `ana-${shown.start.slice(0, 16)}@example.org`.replaceAll(':', ''),
      timeZone: clients,
    };
    const answer = await app.books('Ana', practice, offering, shown.start, { client });
    if (answer.status !== 201) throw new Error(`A time that was listed is refused: ${JSON.stringify(answer.body)}`);
    const { appointment, manageUrl } = answer.body as { appointment: { id: string }; manageUrl: string };
    booked.push({ shown, id: appointment.id, token: manageUrl.split('/').at(-1) ?? '' });
  }
  return booked;
}

/** Staff type a time in the middle of what the clock skips or repeats, and are asked; then they say which they mean. */
async function typeUnclearly(app: TestApp, place: Place, change: ClockChange, outcome: DoorOutcome): Promise<void> {
  const { practice, offering, coachId, timeZone } = place;
  const wall = change.at + (change.before + change.after) / 2;
  const local = localText(Math.floor(wall / (5 * minute)) * 5 * minute);
  const book = (start: unknown) =>
    app
      .as(practice)
      .post('/appointments')
      .send({
        offering: offering.id,
        coach: coachId,
        client: { name: 'Ben', email: 'ben@example.org', timeZone },
        start,
        override: { reason: 'Said on the phone.' },
      });
  outcome.unclear += 1;
  const asked = await book({ local, timeZone });
  const { type, choices = [] } = asked.body as { type: string; choices?: Shown[] };
  const meant = meantByTemporal(local, timeZone).choices.map((at) => ({
    start: instantText(at),
    ...wallByTemporal(at, timeZone),
  }));
  const isAsked = asked.status === 409 && /time-unclear$/.test(type);
  if (!isAsked || JSON.stringify(choices) !== JSON.stringify(meant)) outcome.guessed.push(`${local} in ${timeZone}`);
}

/** What client and coach are told of an appointment once the clocks have changed. */
async function readBack(app: TestApp, place: Place, { shown, id, token }: Booked, outcome: DoorOutcome): Promise<void> {
  const { practice, timeZone, clients } = place;
  const managed = await app.visitor.get(`/api/v1/public/appointments/${token}`);
  const seen = await app.as(practice).get(`/appointments/${id}`);
  const { appointment } = managed.body as { appointment: Shown };
  const { start, local, offset, atCoach } = seen.body as Shown & { atCoach: Shown };
  const at = Date.parse(start);
  const told = [start, appointment.local, appointment.offset, local, offset, atCoach.local, atCoach.offset];
  const there = wallByTemporal(at, timeZone);
  const here = wallByTemporal(at, clients);
  const wanted = [shown.start, shown.local, shown.offset, here.local, here.offset, there.local, there.offset];
  outcome.appointments += 1;
  if (told.join() !== wanted.join())
    outcome.displaced.push(`${timeZone}, client in ${clients}: ${told.join(' ')} instead of ${wanted.join(' ')}`);
}
