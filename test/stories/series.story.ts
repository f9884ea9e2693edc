import { readersOfAll } from '../support/calendar-readers.js';
import type { GivenOffering, GivenPractice } from '../support/given.js';
import { signsIn } from '../support/insiders.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given, clock } = app;
const zone = 'Europe/London';
const tuesday = { local: '2027-03-09T10:00', timeZone: zone };
let nia = { name: 'Nia', email: '', timeZone: 'Europe/Madrid' };
let people = 0;

interface Time {
  number: number;
  outcome: string;
  start: string | null;
  reasons: { text: string }[];
  alternatives: { start: string }[];
  choices: { start: string }[];
}
interface Made {
  id: string;
  appointments: { id: string; start: string; status: string; series: { place: number; times: number } }[];
}

const body = (practice: GivenPractice, offering: GivenOffering, more: object = {}) => ({
  ...{ offering: offering.id, coach: practice.coach.id, client: nia, start: tuesday, everyWeeks: 1, times: 8 },
  ...more,
});
const asks = (practice: GivenPractice, path: string, sent: object = {}) =>
  app.as(practice).post(`/series${path}`).send(sent);
const times = (answer: { body: { occurrences: Time[] } }) => answer.body.occurrences;
const outcomes = (answer: { body: { occurrences: Time[] } }) => times(answer).map(({ outcome }) => outcome);
const mails = () => app.mailbox.messages(nia.email);
const subjects = () => mails().map(({ subject }) => subject);
const toldTo = (practice: GivenPractice) =>
  app.mailbox
    .messages(`${practice.coach.slug}@example.org`)
    .map(({ subject }) => subject)
    .filter((subject) => subject !== 'You are invited');
const counted = async (practice: GivenPractice) =>
  Promise.all(
    ['appointments', 'series', 'clients', 'cases', 'time_claims'].map(
      async (table) => (await app.rows(practice, table)).length,
    ),
  );

beforeEach(() => {
  clock.set('2027-03-01T09:00:00Z');
  nia = { ...nia, email: `nia${(people += 1)}@example.org` };
});

describe('A series: the same time for several weeks (issue 4, item 4)', () => {
  it('is looked at before anything is made: each time free, taken or not offered, with reasons and other times', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    await app.books('Ned', practice, offering, '2027-03-16T10:00:00Z');
    await given.availability(practice, practice.coach.id, {
      timeZone: zone,
      weekly: [{ days: ['mon', 'tue', 'wed'], from: '09:00', to: '17:00' }],
      overrides: [{ date: '2027-04-06', hours: [] }],
    });
    const before = await counted(practice);
    const seen = await asks(practice, '/preview', body(practice, offering));
    expect(seen.status).toBe(200);
    expect(seen.body).toMatchObject({ timeZone: zone, ready: false, due: { amount: 0, currency: 'GBP' } });
    expect(outcomes(seen)).toEqual(['free', 'taken', 'free', 'free', 'not-offered', 'free', 'free', 'free']);
    // Ten o'clock stays ten o'clock when the clocks go forward on the 28th.
    expect(
      times(seen)
        .map(({ start }) => start)
        .slice(2, 4),
    ).toEqual(['2027-03-23T10:00:00Z', '2027-03-30T09:00:00Z']);
    expect(times(seen)[1]?.reasons[0]?.text).toBe('An appointment from 10:00 to 11:00 is in the way.');
    expect(times(seen)[4]?.reasons[0]?.text).toContain('Tuesday 6 April 2027 is closed');
    expect(times(seen)[1]?.alternatives.map(({ start }) => start)).toContain('2027-03-16T11:00:00Z');
    expect(await counted(practice)).toEqual(before);

    expect(await asks(practice, '', body(practice, offering))).toBeProblem(409, '/problems/series-conflicts');
    expect(await counted(practice)).toEqual(before);
  });

  it('is made as a whole once each conflict is decided: left out, at another time, with the rules lifted', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    await app.books('Ned', practice, offering, '2027-03-16T10:00:00Z');
    const changes = [
      { number: 2, start: '2027-03-17T10:00:00Z' },
      { number: 3, skip: true },
      {
        number: 4,
        start: { local: '2027-03-30T18:00', timeZone: zone },
        override: { reason: 'She travels that day.' },
      },
    ];
    const wanted = body(practice, offering, { times: 5, changes });
    const seen = await asks(practice, '/preview', wanted);
    expect(outcomes(seen)).toEqual(['free', 'free', 'skipped', 'lifted', 'free']);
    expect(seen.body.ready).toBe(true);
    const made = (await asks(practice, '', wanted)).body as Made;
    expect(made.appointments.map(({ start, series, status }) => [start, series.place, series.times, status])).toEqual([
      ['2027-03-09T10:00:00Z', 1, 4, 'confirmed'],
      ['2027-03-17T10:00:00Z', 2, 4, 'confirmed'],
      ['2027-03-30T17:00:00Z', 3, 4, 'confirmed'],
      ['2027-04-06T09:00:00Z', 4, 4, 'confirmed'],
    ]);
    const lifted = await app.as(practice).get(`/appointments/${made.appointments[2]!.id}`);
    expect(lifted.body.history.at(-1)).toMatchObject({ reason: 'She travels that day.' });
    expect(await app.findInDatabase('travels that day')).toEqual([]);
    const listed = await app.as(practice).get(`/appointments?series=${made.id}`);
    expect(listed.body.data).toHaveLength(4);
  });

  it('is refused with the fresh list where somebody was faster, and never made over an overlap', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    expect((await asks(practice, '/preview', body(practice, offering))).body.ready).toBe(true);
    await app.books('Ned', practice, offering, '2027-03-23T10:00:00Z');
    const before = await counted(practice);
    const refused = await asks(practice, '', body(practice, offering));
    expect(refused).toBeProblem(409, '/problems/series-conflicts');
    expect(outcomes(refused).indexOf('taken')).toBe(2);
    const forced = body(practice, offering, { changes: [{ number: 3, override: { reason: 'Please.' } }] });
    expect(outcomes(await asks(practice, '', forced))[2]).toBe('taken');
    expect(await counted(practice)).toEqual(before);

    const both = await Promise.all(
      [
        body(practice, offering, { times: 2 }),
        body(practice, offering, { times: 2, client: { ...nia, name: 'Ola' } }),
      ].map((one) => asks(practice, '', one)),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('asks about a week in which the clock skips the time or has it twice', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const night = { local: '2027-03-14T01:30', timeZone: zone };
    const lifted = [1, 2, 3].map((number) => ({ number, override: { reason: 'Night people.' } }));
    const wanted = body(practice, offering, { start: night, times: 3, changes: lifted });
    const seen = await asks(practice, '/preview', wanted);
    expect(outcomes(seen)).toEqual(['lifted', 'lifted', 'unclear']);
    expect(times(seen)[2]?.choices.map(({ start }) => start)).toEqual(['2027-03-28T00:30:00Z', '2027-03-28T01:30:00Z']);
    const [one, two] = lifted;
    const decided = { ...lifted[2]!, start: times(seen)[2]!.choices[1]!.start };
    const made = await asks(practice, '', { ...wanted, changes: [one, two, decided] });
    expect(made.status).toBe(201);
    expect((made.body as Made).appointments[2]).toMatchObject({ start: '2027-03-28T01:30:00Z' });
  });

  it('is told in one mail after three minutes, with an entry for each time that later moves by itself', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const made = (await asks(practice, '', body(practice, offering))).body as Made;
    await app.settle();
    clock.advance({ minutes: 2, seconds: 59 });
    await app.settle();
    expect([subjects(), toldTo(practice)]).toEqual([[], []]);
    clock.advance({ seconds: 1 });
    await app.settle();
    expect(subjects()).toEqual(['Your appointments are confirmed']);
    expect(toldTo(practice)).toEqual(['New appointments']);
    const [mail] = mails();
    expect(mail!.text).toContain('Tuesday 9 March 2027 at 11:00 (Europe/Madrid, UTC+01:00)');
    expect(mail!.text).toContain('Tuesday 30 March 2027 at 11:00 (Europe/Madrid, UTC+02:00)');
    for (const read of Object.values(readersOfAll)) {
      const entries = read(mail!.attachments[0]!.text);
      expect(entries.map(({ start }) => start.replace('.000', ''))).toEqual(
        made.appointments.map(({ start }) => start),
      );
      expect(entries.map(({ uid }) => uid.split('@')[0])).toEqual(made.appointments.map(({ id }) => id));
    }
    const links = [...mail!.text.matchAll(/\/a\/(\S+)/g)].map(([, token]) => token!);
    expect(new Set(links).size).toBe(8);

    const fourth = made.appointments[3]!;
    await app.as(practice).post(`/appointments/${fourth.id}/reschedule`).send({ start: '2027-03-31T09:00:00Z' });
    clock.advance({ minutes: 3 });
    await app.settle();
    expect(subjects()).toEqual(['Your appointments are confirmed', 'Your appointment has moved']);
    expect(mails()[1]!.text).toContain('Before, it was on Tuesday 30 March 2027 at 11:00');
    expect(toldTo(practice)).toEqual(['New appointments', 'An appointment has moved']);
    for (const read of Object.values(readersOfAll)) {
      const [moved] = read(mails()[1]!.attachments[0]!.text);
      expect(moved).toMatchObject({ sequence: 1, start: '2027-03-31T09:00:00.000Z' });
      expect(moved!.uid.split('@')[0]).toBe(fourth.id);
    }
    const page = await app.visitor.get(`/api/v1/public/appointments/${links[3]}`);
    expect(page.body.appointment).toMatchObject({ id: fourth.id, start: '2027-03-31T09:00:00Z' });
  });

  it('leaves the others alone when one is cancelled by its client, and reminds of each by itself', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const made = (await asks(practice, '', body(practice, offering, { times: 3 }))).body as Made;
    await app.settle();
    clock.advance({ minutes: 3 });
    await app.settle();
    const links = [...mails()[0]!.text.matchAll(/\/a\/(\S+)/g)].map(([, token]) => token!);
    await app.visitor.post(`/api/v1/public/appointments/${links[1]}/cancel`).send({});
    const now = (await app.as(practice).get(`/series/${made.id}`)).body as Made;
    expect(now.appointments.map(({ status }) => status)).toEqual(['confirmed', 'cancelled', 'confirmed']);
    await app.settle();
    await app.mailbox.clear();
    clock.set('2027-03-08T10:00:00Z');
    await app.settle();
    clock.set('2027-03-22T10:00:00Z');
    await app.settle();
    expect(subjects()).toEqual(['A reminder of your appointment', 'A reminder of your appointment']);
    expect(mails()[1]!.text).toContain('Tuesday 23 March 2027');
  });

  it('is taken back as a whole within three minutes, and nobody hears of it; not later', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const made = (await asks(practice, '', body(practice, offering))).body as Made;
    await app.settle();
    clock.advance({ minutes: 2 });
    const back = await asks(practice, `/${made.id}/undo`);
    expect((back.body as Made).appointments.map(({ status }) => status)).toEqual(Array(8).fill('cancelled'));
    expect(await asks(practice, `/${made.id}/undo`)).toBeProblem(409, '/problems/appointment-closed');
    clock.advance({ hours: 1 });
    await app.settle();
    expect([subjects(), toldTo(practice)]).toEqual([[], []]);

    const again = (await asks(practice, '', body(practice, offering))).body as Made;
    clock.advance({ minutes: 3 });
    await app.settle();
    expect(await asks(practice, `/${again.id}/undo`)).toBeProblem(409, '/problems/undo-too-late');
    expect(subjects()).toEqual(['Your appointments are confirmed']);
  });

  it('tells in its one mail what stands by then: what was moved has a word of its own, what was cancelled has none', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const made = (await asks(practice, '', body(practice, offering, { times: 4 }))).body as Made;
    await app.settle();
    const [first, second, third] = made.appointments;
    const acts = (id: string, action: string, sent: object = {}) =>
      app.as(practice).post(`/appointments/${id}/${action}`).send(sent);
    clock.advance({ minutes: 1 });
    await acts(first!.id, 'reschedule', { start: '2027-03-09T12:00:00Z' });
    await acts(second!.id, 'cancel');
    await acts(third!.id, 'cancel');
    await acts(third!.id, 'undo');
    await app.settle();
    clock.advance({ minutes: 10 });
    await app.settle();
    expect(subjects()).toEqual(['Your appointments are confirmed', 'Your appointment is confirmed']);
    expect(mails()[0]!.text.match(/\/a\//g)).toHaveLength(2);
    expect(mails()[1]!.text).toContain('Tuesday 9 March 2027 at 13:00');
    await acts(second!.id, 'undo');
    expect((await acts(third!.id, 'cancel')).status).toBe(200);
    clock.advance({ minutes: 3 });
    await app.settle();
    expect(subjects().at(-1)).toBe('Your appointment is cancelled');
    await acts(third!.id, 'undo').then(({ body: answer }) => expect(answer.type).toBe('/problems/undo-too-late'));
  });

  it('of what is paid when booked is made only where it is said that it is paid later', async () => {
    const practice = await given.practice();
    const offering = await given.paidOffering(practice);
    const seen = await asks(practice, '/preview', body(practice, offering));
    expect(seen.body).toMatchObject({ ready: true, due: { amount: 9500, currency: 'GBP' } });
    expect(await asks(practice, '', body(practice, offering))).toBeProblem(409, '/problems/paid-when-booked');
    const made = await asks(practice, '', body(practice, offering, { payment: 'later' }));
    expect(made.body.appointments[0]).toMatchObject({ status: 'confirmed', payment: { required: false } });
  });

  it('is refused where it makes no sense, and belongs to its own coach, an assistant or the owner', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const faults = async (more: object) =>
      ((await asks(practice, '', body(practice, offering, more))).body.errors as { path: string }[]).map(
        ({ path }) => path,
      );
    expect(await faults({ times: 1 })).toEqual(['times']);
    expect(await faults({ everyWeeks: 5 })).toEqual(['everyWeeks']);
    expect(await faults({ start: '2027-03-09T10:00:30Z' })).toEqual(['start']);
    expect(await faults({ changes: [{ number: 9, skip: true }] })).toEqual(['changes.0.number']);
    expect(await faults({ changes: [{ number: 2 }] })).toEqual(['changes.0.skip']);
    expect(await faults({ times: 2, changes: [{ number: 2, skip: true }] })).toEqual(['changes']);
    const colleague = await signsIn(app, practice, { role: 'coach', coach: true });
    const assistant = await signsIn(app, practice, { role: 'assistant' });
    const wanted = body(practice, offering);
    expect(await colleague.post('/series', wanted)).toBeProblem(403, '/problems/forbidden');
    expect(await colleague.post('/series/preview', wanted)).toBeProblem(403, '/problems/forbidden');
    const made = await assistant.post('/series', wanted);
    expect(made.status).toBe(201);
    expect(await colleague.post(`/series/${made.body.id}/undo`, {})).toBeProblem(403, '/problems/forbidden');
  });

  it('of a couple gives each of them one mail of their own', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice, { kind: 'couple' });
    const opened = await app.as(practice).post('/cases').send({ kind: 'couple', coach: practice.coach.id });
    const ids: string[] = [];
    for (const name of ['Ana', 'Ben']) {
      const one = { name, email: `${name.toLowerCase()}@example.org`, timeZone: zone };
      ids.push((await app.as(practice).post(`/cases/${opened.body.id}/participants`).send(one)).body.clientId);
    }
    await app.sql('UPDATE clients SET confirmed_at = $2 WHERE practice_id = $1', [practice.id, clock.now()]);
    const made = await asks(practice, '', body(practice, offering, { client: ids[0], case: opened.body.id, times: 3 }));
    expect(made.status).toBe(201);
    await app.sql(`UPDATE attendances SET status = 'accepted' WHERE practice_id = $1`, [practice.id]);
    await app.settle();
    clock.advance({ minutes: 3 });
    await app.settle();
    for (const [name, other] of [
      ['ana', 'ben'],
      ['ben', 'ana'],
    ] as const) {
      const own = app.mailbox.messages(`${name}@example.org`);
      expect(own.map(({ subject }) => subject)).toEqual(['Your appointments are confirmed']);
      expect(own[0]!.text).not.toMatch(new RegExp(other, 'i'));
    }
  });
});
