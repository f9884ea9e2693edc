import { newId } from '#platform';
import type { GivenOffering, GivenPractice } from '../support/given.js';
import { signsIn } from '../support/insiders.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;

/** It is Monday 11 January 2027, nine o'clock in London; the usual hours are from nine to five, every day. */
const evenings = {
  name: 'Evenings',
  timeZone: 'Europe/London',
  weekly: [{ days: ['mon', 'tue', 'wed', 'thu'], from: '18:00', to: '20:00' }],
  overrides: [],
};
const mill = { name: 'Mill Street Practice', address: '4 Mill Street, Leeds' };

async function adds(practice: GivenPractice, more: object = {}, coach = practice.coach.id) {
  const answer = await app
    .as(practice)
    .post(`/coaches/${coach}/schedules`)
    .send({ ...evenings, ...more });
  expect([answer.status, answer.body]).toEqual([201, answer.body]);
  return answer.body as { id: string; revision: number };
}

async function follows(practice: GivenPractice, { id }: { id: string }, schedule: string | null) {
  const { headers } = await app.as(practice).get(`/offerings/${id}`);
  const path = `/offerings/${id}/coaches/${practice.coach.id}`;
  return app.as(practice).put(path).set('If-Match', headers['etag']!).send({ schedule });
}

async function startsOn(practice: GivenPractice, offering: GivenOffering, date: string): Promise<string[]> {
  const path = `/api/v1/public/practices/${practice.slug}/offerings/${offering.slug}/slots`;
  const { body } = await app.visitor.get(`${path}?from=${date}&to=${date}&timeZone=Europe/London`);
  return (body as { days: { slots: { local: string }[] }[] }).days.flatMap(({ slots }) =>
    slots.map(({ local }) => local.slice(11)),
  );
}

describe('Several schedules of a coach (issue 4, item 1)', () => {
  it('are added, read, changed by the revision that was read, and removed', async () => {
    const practice = await given.practice();
    const made = await adds(practice, { place: mill });
    const path = `/schedules/${made.id}`;
    const read = await app.as(practice).get(path);
    expect(read.body).toEqual({
      ...evenings,
      ...{ id: made.id, coach: practice.coach.id, place: mill, offerings: [], revision: 1 },
    });
    const put = (etag: string, body: object) => app.as(practice).put(path).set('If-Match', etag).send(body);
    const changed = await put(read.headers['etag']!, { ...evenings, name: 'Late' });
    expect(changed.body).toMatchObject({ name: 'Late', place: null, revision: 2 });
    expect((await put(read.headers['etag']!, evenings)).status).toBe(412);
    expect((await app.as(practice).put(path).send(evenings)).status).toBe(428);
    const list = await app.as(practice).get(`/coaches/${practice.coach.id}/schedules`);
    expect(list.body).toEqual({ data: [changed.body], nextCursor: null });
    expect((await app.as(practice).delete(path)).status).toBe(204);
    expect((await app.as(practice).get(path)).status).toBe(404);
    const actions = (await app.rows<{ action: string }>(practice, 'audit_entries')).map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['schedule.added', 'schedule.changed', 'schedule.removed']));
  });

  it('have names of their own and hours that do not overlap, each fault told at its field', async () => {
    const practice = await given.practice();
    await adds(practice);
    const refused = async (body: object) => {
      const answer = await app.as(practice).post(`/coaches/${practice.coach.id}/schedules`).send(body);
      return [answer.status, (answer.body as { errors: { path: string }[] }).errors.map(({ path }) => path)];
    };
    expect(await refused({ ...evenings, name: 'EVENINGS' })).toEqual([400, ['name']]);
    const weekly = [...evenings.weekly, { days: ['tue'], from: '19:00', to: '21:00' }];
    expect(await refused({ ...evenings, name: 'Other', weekly })).toEqual([400, ['weekly.1.from']]);
    expect(await refused({ ...evenings, name: 'Other', place: { name: 'Mill' } })).toEqual([400, ['place.address']]);
  });

  it('are twenty of a coach at most, also where many are added at once', async () => {
    const practice = await given.practice();
    const path = `/coaches/${practice.coach.id}/schedules`;
    const add = (n: number) =>
      app
        .as(practice)
        .post(path)
        .send({ ...evenings, name: `Hours ${n}` })
        .then(({ status }) => status);
    const statuses = await Promise.all(Array.from({ length: 24 }, (_, n) => add(n)));
    expect(statuses.sort()).toEqual([...Array<number>(20).fill(201), ...Array<number>(4).fill(400)]);
    expect(await app.rows(practice, 'schedules')).toHaveLength(20);
  });

  it('give an offering hours of its own, and the coach is busy once: what is booked by one is taken in all', async () => {
    const practice = await given.practice();
    const usual = await given.offering(practice);
    const late = await given.offering(practice, { startEveryMinutes: 30 });
    const { id } = await adds(practice, { weekly: [{ days: ['tue'], from: '16:00', to: '19:00' }] });
    const chosen = await follows(practice, late, id);
    expect(chosen.body).toMatchObject({
      id: late.id,
      schedules: [{ coach: practice.coach.id, schedule: id }],
      revision: 2,
    });
    expect((await app.as(practice).get(`/schedules/${id}`)).body).toMatchObject({ offerings: [late.id] });
    expect(await startsOn(practice, late, '2027-01-12')).toEqual(['16:00', '16:30', '17:00', '17:30', '18:00']);
    expect(await startsOn(practice, usual, '2027-01-12')).toContain('16:00');
    const calendar = await app.as(practice).get(`/calendar?coach=${practice.coach.id}&from=2027-01-12&to=2027-01-12`);
    expect(calendar.body.days[0].hours).toMatchObject([{ from: '09:00', to: '19:00' }]);

    expect((await app.books('Ana', practice, late, '2027-01-12T16:30:00Z')).status).toBe(201);
    expect(await startsOn(practice, late, '2027-01-12')).toEqual(['17:30', '18:00']);
    expect(await startsOn(practice, usual, '2027-01-12')).not.toContain('16:00');
    expect(await app.books('Ben', practice, usual, '2027-01-12T16:00:00Z')).toBeProblem(409, '/problems/slot-taken');
    expect(await app.books('Ben', practice, late, '2027-01-12T10:00:00Z')).toBeProblem(
      409,
      '/problems/slot-not-offered',
    );

    await app.sql(
      `INSERT INTO blocked_times (practice_id, id, coach_id, start_at, end_at) VALUES ($1, $2, $3, '2027-01-12T09:00Z', '2027-01-12T20:00Z')`,
      [practice.id, newId(), practice.coach.id],
    );
    for (const offering of [usual, late]) expect(await startsOn(practice, offering, '2027-01-12')).toEqual([]);
    expect((await follows(practice, late, null)).body).toMatchObject({ schedules: [], revision: 3 });
    expect(await startsOn(practice, late, '2027-01-13')).toContain('09:30');
  });

  it('are named where somebody asks why a time is not offered, with the way to them', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const { id } = await adds(practice);
    await follows(practice, offering, id);
    const asked = `/slots/explain?offering=${offering.id}&coach=${practice.coach.id}&start=2027-01-12T10:00:00Z`;
    expect((await app.as(practice).get(asked)).body).toEqual({
      outcome: 'not-offered',
      reasons: [
        {
          rule: 'hours',
          text: 'On a Tuesday the hours are 18:00–20:00. 1 hour from 10:00 would not fit into them. It follows the hours “Evenings”.',
          link: `/studio/settings?coach=${practice.coach.id}&schedule=${id}#hours`,
        },
      ],
    });
  });

  it('stay while an offering follows them, or somebody is expected in their place, and say where', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice, { name: 'Long talk', format: 'place', location: 'By the sea' });
    const { id } = await adds(practice, { place: mill });
    await follows(practice, offering, id);
    const remove = () => app.as(practice).delete(`/schedules/${id}`);
    const followed = await remove();
    expect(followed).toBeProblem(409, '/problems/schedule-in-use');
    expect((followed.body as { detail: string }).detail).toContain('Long talk');
    expect((await app.books('Ana', practice, offering, '2027-01-12T18:00:00Z')).status).toBe(201);
    await follows(practice, offering, null);
    expect(((await remove()).body as { detail: string }).detail).toContain('in the place of these hours: 1.');
    app.clock.set('2027-01-12T19:00:01Z');
    expect((await remove()).status).toBe(204);
  });

  it('stay for who is expected in their place by what was booked, whatever the offering is by now', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice, { format: 'place', location: 'By the sea' });
    const { id } = await adds(practice, { place: mill });
    await follows(practice, offering, id);
    const booked = await app.books('Ana', practice, offering, '2027-01-12T18:00:00Z');
    await follows(practice, offering, null);
    const { headers } = await app.as(practice).get(`/offerings/${offering.id}`);
    const patch = app.as(practice).patch(`/offerings/${offering.id}`).set('If-Match', headers['etag']!);
    expect((await patch.send({ format: 'video', location: null })).status).toBe(200);
    const remove = () => app.as(practice).delete(`/schedules/${id}`);
    expect(await remove()).toBeProblem(409, '/problems/schedule-in-use');
    // Said for this one alone, their place is of no use to it any more.
    const path = `/appointments/${(booked.body as { appointment: { id: string } }).appointment.id}/location`;
    expect((await app.as(practice).post(path).send({ location: 'The pavilion, Kew' })).status).toBe(200);
    expect((await remove()).status).toBe(204);
  });

  it('in another place from now on, whoever is expected there is told once; put right in time, nobody is', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice, { format: 'place' });
    const { id } = await adds(practice, { place: mill });
    await follows(practice, offering, id);
    await app.books('Mia', practice, offering, '2027-01-12T18:00:00Z');
    await app.settle();
    await app.mailbox.clear();
    const subjects = () => app.mailbox.messages('mia@example.org').map(({ subject }) => subject);
    const moves = async (place: object) => {
      const { headers } = await app.as(practice).get(`/schedules/${id}`);
      const put = app.as(practice).put(`/schedules/${id}`).set('If-Match', headers['etag']!);
      expect((await put.send({ ...evenings, place })).status).toBe(200);
      await app.settle();
    };
    const lane = { name: 'Mill Lane Practice', address: '1 Mill Lane, Leeds' };
    await moves(lane);
    app.clock.advance({ minutes: 2 });
    await moves(mill);
    app.clock.advance({ minutes: 5 });
    await app.settle();
    expect(subjects()).toEqual([]);
    await moves(lane);
    await moves({ ...lane, address: '2 Mill Lane, Leeds' });
    app.clock.advance({ minutes: 3 });
    await app.settle();
    expect(subjects()).toEqual(['About your appointment']);
  });

  it('tell whoever booked by them their place, which stays when the offering follows others, and goes along with a move', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice, { format: 'place', location: 'By the sea' });
    const { id: schedule } = await adds(practice, { place: mill });
    await follows(practice, offering, schedule);
    const booked = await app.books('Ana', practice, offering, '2027-01-12T18:00:00Z');
    const { id } = (booked.body as { appointment: { id: string } }).appointment;
    const where = async () =>
      ((await app.as(practice).get(`/appointments/${id}`)).body as { place: { location: string } }).place.location;
    expect(await where()).toBe('Mill Street Practice, 4 Mill Street, Leeds');
    await follows(practice, offering, null);
    expect(await where()).toBe('Mill Street Practice, 4 Mill Street, Leeds');
    const admin = app.as(practice);
    expect((await admin.post(`/appointments/${id}/reschedule`).send({ start: '2027-01-13T10:00:00Z' })).status).toBe(
      200,
    );
    expect(await where()).toBe('By the sea');
    expect((await admin.post(`/appointments/${id}/undo`).send({})).status).toBe(200);
    expect(await where()).toBe('Mill Street Practice, 4 Mill Street, Leeds');
  });

  it('are those of one coach: no colleague changes them, and no offering follows those of somebody else', async () => {
    const practice = await given.practice();
    const other = await given.coach(practice);
    const theirs = await adds(practice, {}, other.id);
    const offering = await given.offering(practice);
    const refused = await follows(practice, offering, theirs.id);
    expect(refused.body).toMatchObject({ status: 404, errors: [{ path: 'schedule' }] });
    // The database knows it too.
    const write = 'UPDATE offering_coaches SET schedule_id = $1 WHERE offering_id = $2';
    await expect(app.sql(write, [theirs.id, offering.id])).rejects.toMatchObject({ code: '23503' });
    const stale = `/offerings/${offering.id}/coaches/${practice.coach.id}`;
    const late = await app.as(practice).put(stale).set('If-Match', '"9"').send({ schedule: null });
    expect(late.status).toBe(412);

    const colleague = await signsIn(app, practice, { role: 'coach', coach: true });
    expect(await colleague.post(`/coaches/${other.id}/schedules`, evenings)).toBeProblem(403, '/problems/forbidden');
    expect((await colleague.put(`/schedules/${theirs.id}`, evenings, 1)).status).toBe(403);
    expect((await colleague.put(`/offerings/${offering.id}/coaches/${other.id}`, { schedule: null }, 1)).status).toBe(
      403,
    );
    expect((await colleague.get(`/schedules/${theirs.id}`)).status).toBe(200);
    const assistant = await signsIn(app, practice, { role: 'assistant' });
    expect((await assistant.put(`/schedules/${theirs.id}`, evenings, 1)).status).toBe(200);
  });
});

describe('A preview of hours that are being edited (issue 4, item 9)', () => {
  interface Previewed {
    readonly offered: number;
    readonly gained: number;
    readonly lost: number;
    readonly timeZone: string;
    readonly days: { readonly date: string; readonly slots: { local: string; offset: string; change: string }[] }[];
  }
  const hours = (from: string, to: string) => ({
    timeZone: 'Europe/London',
    weekly: [{ days: ['tue', 'wed'], from, to }],
    overrides: [{ date: '2027-01-13', hours: [] }],
  });
  async function previews(practice: GivenPractice, body: object) {
    const { status, body: answer } = await app
      .as(practice)
      .post(`/coaches/${practice.coach.id}/availability/preview`)
      .send({ from: '2027-01-12', to: '2027-01-13', ...body });
    return { status, ...(answer as Previewed & { errors: { path: string }[] }) };
  }
  const told = ({ days }: Previewed) =>
    days.map(({ slots }) => slots.map(({ local, change }) => `${local.slice(11)} ${change}`));

  it('says which starts there would be, which of them are new and which are gone, and what is saved is offered so', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    await app.books('Ana', practice, offering, '2027-01-12T15:00:00Z');
    const before = await app.rows(practice, 'availabilities');
    const preview = await previews(practice, { availability: hours('14:00', '19:00'), offering: offering.id });
    expect(told(preview)).toEqual([
      [
        ...['09:00', '10:00', '11:00', '12:00', '13:00'].map((time) => `${time} lost`),
        ...['14:00 none', '16:00 none', '17:00 gained', '18:00 gained'],
      ],
      ['09:00', '10:00', '11:00', '12:00', '13:00', '14:00', '15:00', '16:00'].map((time) => `${time} lost`),
    ]);
    expect(preview).toMatchObject({ status: 200, offered: 4, gained: 2, lost: 13, timeZone: 'Europe/London' });
    expect(await app.rows(practice, 'availabilities')).toEqual(before);

    await given.availability(practice, practice.coach.id, hours('14:00', '19:00'));
    expect(await startsOn(practice, offering, '2027-01-12')).toEqual(['14:00', '16:00', '17:00', '18:00']);
    const after = await previews(practice, { availability: hours('14:00', '19:00'), offering: offering.id });
    expect(after).toMatchObject({ offered: 4, gained: 0, lost: 0 });
  });

  it('compares further hours with those hours as they are kept, and tells them in the zone that is asked for', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const { id } = await adds(practice);
    const availability = { ...evenings, name: undefined, weekly: [{ days: ['tue'], from: '19:00', to: '21:00' }] };
    const asked = { availability, schedule: id, offering: offering.id, timeZone: 'Asia/Tokyo' };
    const preview = await previews(practice, { ...asked, from: '2027-01-13', to: '2027-01-13' });
    expect(told(preview)).toEqual([['03:00 lost', '04:00 none', '05:00 gained']]);
    expect(preview.days[0]!.slots[0]!.offset).toBe('+09:00');
  });

  it('shows nothing of what visitors cannot book, and names what is wrong or not there', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const availability = hours('09:00', '12:00');
    const faults = async (body: object) => {
      const { status, errors } = await previews(practice, { availability, offering: offering.id, ...body });
      return [status, errors.map(({ path }) => path)];
    };
    expect(await faults({ availability: hours('12:00', '09:00') })).toEqual([400, ['availability.weekly.0.to']]);
    expect(await faults({ to: '2027-01-11' })).toEqual([400, ['to']]);
    expect(await faults({ schedule: newId() })).toEqual([404, ['schedule']]);
    expect(await faults({ offering: newId() })).toEqual([404, ['offering']]);
    const other = await given.coach(practice);
    const theirs = await given.offering(practice, { coachIds: [other.id] });
    expect(await faults({ offering: theirs.id })).toEqual([400, ['offering']]);
    expect(await faults({ schedule: (await adds(practice, {}, other.id)).id })).toEqual([404, ['schedule']]);

    const patch = app.as(practice).patch(`/offerings/${offering.id}`).set('If-Match', '"1"');
    expect((await patch.send({ active: false })).status).toBe(200);
    const hidden = await previews(practice, { availability, offering: offering.id });
    expect(hidden).toMatchObject({ offered: 0, gained: 0, lost: 0 });
  });
});
