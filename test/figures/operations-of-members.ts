import type { Operation } from './operation.js';
import { definition, marker, password, person, sequenceBody } from './tenancy-words.js';
import type { TenancyWorld } from './tenancy-world.js';

const things = (asked: Operation['asked']): Operation => ({ asked, names: 'things' });
const nothing = (asked: Operation['asked']): Operation => ({ asked, names: 'nothing' });
const byId = (id: string, more: object = {}) => ({ params: { id }, ...more });
const ifMatch = (revision: number) => ({ headers: { 'if-match': `"${revision}"` } });

/** Notes and answers are for the coach of the case alone. */
const asCoach = (world: TenancyWorld) => ({ headers: world.coachOfA.headers });

const aBooking = async (world: TenancyWorld) => byId((await world.booking(await world.offering())).id);
const onRequest = async (world: TenancyWorld) =>
  byId((await world.booking(await world.offering({ approval: 'coach' }))).id, { body: {} });
/** A calendar at an address that leads nowhere: whoever is asked for it says so at once. */
const otherCalendar = { label: marker, address: 'https://calendar.example/basic.ics' };
const aCalendar = async (world: TenancyWorld) => {
  const { id } = await world.app.given.coach(world.a, { slug: world.name() });
  const feed = await world.ask('POST', `/admin/coaches/${id}/calendar-feeds`, world.a, otherCalendar);
  return { id, feedId: feed.id };
};
const aDayOff = { from: '2027-08-02', to: '2027-08-02' };
const aBlockedTime = async (world: TenancyWorld) => {
  const { id } = await world.app.given.coach(world.a, { slug: world.name() });
  const body = { ...aDayOff, label: marker };
  return { ...(await world.ask('POST', `/admin/coaches/${id}/blocked-times`, world.a, body)), coachId: id };
};
/** Twice at a time of nobody else's: whatever the hours are, they are lifted. */
const aSeries = async (world: TenancyWorld) => ({
  ...{ offering: (await world.offering()).id, coach: world.a.coach.id, client: (await world.client()).id },
  ...{ start: world.nextStart(), everyWeeks: 4, times: 2 },
  changes: [1, 2].map((number) => ({ number, override: { reason: marker } })),
});
const aMadeSeries = async (world: TenancyWorld): Promise<string> =>
  (await world.ask('POST', '/admin/series', world.a, await aSeries(world))).id;
/** A request that says nothing, once something is there to be listed. */
const after = (_made: unknown) => ({});
const admin = '/api/v1/admin';
const hours = { timeZone: 'Etc/UTC', weekly: [], overrides: [] };
const furtherHours = { name: marker, ...hours };
/** Further hours of a coach who has no others, and an offering of that coach. */
const aSchedule = async (world: TenancyWorld) => {
  const { id: coach } = await world.app.given.coach(world.a, { slug: world.name() });
  const { id: offering } = await world.offering({ coachIds: [coach] });
  const { id, revision } = await world.ask('POST', `/admin/coaches/${coach}/schedules`, world.a, furtherHours);
  return { id, revision, coach, offering };
};

/** What the admin door does, each as the owner of A asks it. */
export const memberOperations: Readonly<Record<string, Operation>> = {
  // Forms, what was asked, and the answers
  [`GET ${admin}/forms`]: nothing(async (world) => after(await world.form())),
  [`POST ${admin}/forms`]: nothing((world) => ({
    body: { slug: world.name(), name: marker, kind: 'intake', definition },
  })),
  [`GET ${admin}/forms/{id}`]: things(async (world) => byId((await world.form()).id)),
  [`POST ${admin}/forms/{id}/versions`]: things(async (world) =>
    byId((await world.form()).id, { body: { definition } }),
  ),
  [`GET ${admin}/assignments`]: nothing(async (world) => ({ query: { case: (await world.assignment()).caseId } })),
  [`GET ${admin}/assignments/{id}`]: things(async (world) => byId((await world.assignment()).id)),
  [`POST ${admin}/assignments`]: things(async (world) => {
    const { id, clientId } = await world.case();
    return { body: { form: (await world.form()).id, client: clientId, case: id } };
  }),
  [`GET ${admin}/responses/{id}`]: things(async (world) => byId((await world.response()).id, asCoach(world))),

  // People, cases and notes
  [`GET ${admin}/clients`]: nothing(() => ({ query: { q: marker } })),
  [`POST ${admin}/clients`]: nothing((world) => ({ body: person(world.address(), 'New') })),
  [`GET ${admin}/clients/{id}`]: things(async (world) => byId((await world.client()).id)),
  [`GET ${admin}/clients/{id}/contact-preview`]: things(async (world) => byId((await world.client()).id)),
  [`POST ${admin}/clients/{id}/private-access`]: things(async (world) => byId((await world.client()).id, { body: {} })),
  [`PATCH ${admin}/clients/{id}`]: things(async (world) => {
    const { id, revision } = await world.client();
    return byId(id, { ...ifMatch(revision), body: { name: marker } });
  }),
  [`GET ${admin}/cases`]: nothing(async (world) => ({ query: { client: (await world.case()).clientId } })),
  [`POST ${admin}/cases`]: things(async (world) => ({
    body: { kind: 'individual', coach: world.a.coach.id, clients: [(await world.client()).id] },
  })),
  [`GET ${admin}/cases/{id}`]: things(async (world) => byId((await world.case()).id)),
  [`PATCH ${admin}/cases/{id}`]: things(async (world) => {
    const { id, revision } = await world.case();
    return byId(id, { ...ifMatch(revision), body: { progress: 'slipping' } });
  }),
  [`POST ${admin}/cases/{id}/undo`]: things(async (world) => {
    const { id, revision } = await world.case();
    await world.ask('PATCH', `/admin/cases/${id}`, world.a, { status: 'closed' }, ifMatch(revision).headers);
    return byId(id, { body: {} });
  }),
  [`GET ${admin}/cases/{id}/participants`]: things(async (world) => byId((await world.case()).id)),
  [`POST ${admin}/cases/{id}/participants`]: things(async (world) => {
    const body = { kind: 'couple', coach: world.a.coach.id, clients: [] };
    const { id } = await world.ask('POST', '/admin/cases', world.a, body);
    return byId(id, { body: person(world.address()) });
  }),
  [`POST ${admin}/cases/{id}/partners/{partner}/invite`]: things(async (world) => {
    const { caseId, id } = await world.namedPartner();
    return { params: { id: caseId, partner: id }, body: {} };
  }),
  [`GET ${admin}/cases/{id}/notes`]: things(async (world) => {
    const { id } = await world.case();
    await world.ask('POST', `/admin/cases/${id}/notes`, world.a, { audience: 'coach', body: marker });
    return byId(id, asCoach(world));
  }),
  [`POST ${admin}/cases/{id}/notes`]: things(async (world) =>
    byId((await world.case()).id, { ...asCoach(world), body: { audience: 'coach', body: marker } }),
  ),
  [`GET ${admin}/slots/explain`]: things(async (world) => ({
    query: { offering: (await world.offering()).id, coach: world.a.coach.id, start: '2027-01-12T09:00:00Z' },
  })),
  [`GET ${admin}/waitlist`]: nothing(async (world) => {
    await world.waiting();
    return { query: { coach: world.a.coach.id } };
  }),
  [`DELETE ${admin}/waitlist/{id}`]: things(async (world) => byId((await world.waiting()).id)),
  [`GET ${admin}/tasks`]: nothing(async (world) => after(await world.task())),
  [`GET ${admin}/practice`]: nothing(() => ({})),
  [`GET ${admin}/time-zones`]: nothing(() => ({})),
  [`GET ${admin}/today`]: nothing(() => ({})),
  [`POST ${admin}/tasks/{id}/done`]: things(async (world) => byId(await world.task(), { body: {} })),

  // Coaches, what can be booked, and the calendar
  [`GET ${admin}/coaches`]: nothing(() => ({})),
  [`POST ${admin}/coaches`]: nothing((world) => {
    const slug = world.name();
    return { body: { slug, name: 'New', email: `${slug}@example.org`, timeZone: 'Europe/London' } };
  }),
  [`GET ${admin}/coaches/{id}`]: things((world) => byId(world.a.coach.id)),
  [`PATCH ${admin}/coaches/{id}`]: things(async (world) => {
    const { revision } = await world.ask('GET', `/admin/coaches/${world.a.coach.id}`, world.a);
    return byId(world.a.coach.id, { ...ifMatch(revision), body: { headline: marker } });
  }),
  [`GET ${admin}/coaches/{id}/availability`]: things((world) => byId(world.a.coach.id)),
  [`PUT ${admin}/coaches/{id}/availability`]: things(async (world) => {
    const { id } = await world.app.given.coach(world.a, { slug: world.name() });
    const { revision } = await world.ask('GET', `/admin/coaches/${id}/availability`, world.a);
    return byId(id, { ...ifMatch(revision), body: hours });
  }),
  [`POST ${admin}/coaches/{id}/availability/preview`]: things(async (world) => {
    const { id: schedule, coach, offering } = await aSchedule(world);
    const dates = { from: '2027-01-12', to: '2027-01-13' };
    return byId(coach, { body: { availability: hours, schedule, offering, ...dates } });
  }),
  [`GET ${admin}/coaches/{id}/schedules`]: things(async (world) => byId((await aSchedule(world)).coach)),
  [`POST ${admin}/coaches/{id}/schedules`]: things(async (world) =>
    byId((await aSchedule(world)).coach, { body: { ...furtherHours, name: world.name() } }),
  ),
  [`GET ${admin}/schedules/{id}`]: things(async (world) => byId((await aSchedule(world)).id)),
  [`PUT ${admin}/schedules/{id}`]: things(async (world) => {
    const { id, revision } = await aSchedule(world);
    return byId(id, { ...ifMatch(revision), body: furtherHours });
  }),
  [`DELETE ${admin}/schedules/{id}`]: things(async (world) => byId((await aSchedule(world)).id)),
  [`GET ${admin}/coaches/{id}/calendar-feeds`]: things(async (world) => byId((await aCalendar(world)).id)),
  [`POST ${admin}/coaches/{id}/calendar-feeds`]: things(async (world) =>
    byId((await aCalendar(world)).id, { body: otherCalendar }),
  ),
  [`POST ${admin}/coaches/{id}/calendar-feeds/{feedId}/sync`]: things(async (world) => ({
    params: await aCalendar(world),
    body: {},
  })),
  [`DELETE ${admin}/coaches/{id}/calendar-feeds/{feedId}`]: things(async (world) => ({
    params: await aCalendar(world),
  })),
  [`GET ${admin}/coaches/{id}/blocked-times`]: things(async (world) => byId((await aBlockedTime(world)).coachId)),
  [`POST ${admin}/coaches/{id}/blocked-times`]: things(async (world) => {
    const { id } = await world.app.given.coach(world.a, { slug: world.name() });
    return byId(id, { body: { ...aDayOff, label: marker } });
  }),
  [`GET ${admin}/blocked-times/{id}`]: things(async (world) => byId((await aBlockedTime(world)).id)),
  [`PATCH ${admin}/blocked-times/{id}`]: things(async (world) => {
    const { id, revision } = await aBlockedTime(world);
    return byId(id, { ...ifMatch(revision), body: { label: marker } });
  }),
  [`DELETE ${admin}/blocked-times/{id}`]: things(async (world) => byId((await aBlockedTime(world)).id)),
  [`GET ${admin}/calendar`]: things(async (world) => ({
    query: { coach: (await aBlockedTime(world)).coachId, ...aDayOff },
  })),
  [`GET ${admin}/members`]: nothing(() => ({})),
  [`POST ${admin}/members`]: nothing((world) => ({ body: { email: world.address(), role: 'assistant' } })),
  [`POST ${admin}/members/{id}/invitation`]: things(async (world) => byId(await anInvited(world), { body: {} })),
  [`DELETE ${admin}/members/{id}`]: things(async (world) => byId(await anInvited(world))),
  [`GET ${admin}/offerings`]: nothing(async (world) => after(await world.offering())),
  [`POST ${admin}/offerings`]: things(async (world) => ({
    body: {
      slug: world.name(),
      name: marker,
      kind: 'individual',
      durationMinutes: 60,
      startEveryMinutes: 60,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
      minimumNoticeMinutes: 0,
      bookingWindowDays: 60,
      approval: 'automatic',
      price: { amount: 0, currency: 'GBP' },
      payment: 'none',
      intakeForm: (await world.form()).id,
      coachIds: [world.a.coach.id],
    },
  })),
  [`GET ${admin}/offerings/{id}`]: things(async (world) => byId((await world.offering()).id)),
  [`PATCH ${admin}/offerings/{id}`]: things(async (world) => {
    const { id } = await world.offering();
    const { revision } = await world.ask('GET', `/admin/offerings/${id}`, world.a);
    return byId(id, { ...ifMatch(revision), body: { name: marker } });
  }),
  [`PUT ${admin}/offerings/{id}/coaches/{coachId}`]: things(async (world) => {
    const { id: schedule, coach: coachId, offering: id } = await aSchedule(world);
    const { revision } = await world.ask('GET', `/admin/offerings/${id}`, world.a);
    return { params: { id, coachId }, ...ifMatch(revision), body: { schedule } };
  }),
  [`GET ${admin}/appointments`]: nothing(async (world) => {
    await world.booking(await world.offering());
    return { query: { coach: world.a.coach.id } };
  }),
  [`POST ${admin}/appointments`]: things(async (world) => ({
    body: {
      offering: (await world.offering()).id,
      coach: world.a.coach.id,
      start: world.nextStart(),
      client: (await world.client()).id,
    },
  })),
  [`GET ${admin}/appointments/{id}`]: things(aBooking),
  [`POST ${admin}/appointments/{id}/approve`]: things(onRequest),
  [`POST ${admin}/appointments/{id}/decline`]: things(onRequest),
  [`POST ${admin}/appointments/{id}/reschedule`]: things(async (world) =>
    byId((await aBooking(world)).params.id, { body: { start: world.nextStart() } }),
  ),
  [`POST ${admin}/appointments/{id}/location`]: things(async (world) =>
    byId((await world.booking(await world.offering({ format: 'place' }))).id, { body: { location: marker } }),
  ),
  [`POST ${admin}/appointments/{id}/cancel`]: things(async (world) => ({ ...(await aBooking(world)), body: {} })),
  [`POST ${admin}/appointments/{id}/complete`]: things(async (world) => byId((await world.begun()).id, { body: {} })),
  [`POST ${admin}/appointments/{id}/no-show`]: things(async (world) => byId((await world.begun()).id, { body: {} })),
  [`POST ${admin}/appointments/{id}/undo`]: things(async (world) => {
    const { id } = await world.begun();
    await world.ask('POST', `/admin/appointments/${id}/complete`, world.a, {});
    return byId(id, { body: {} });
  }),
  [`GET ${admin}/slots`]: things(async (world) => ({
    query: {
      ...{ offering: (await world.offering()).id, coach: world.a.coach.id },
      ...{ from: '2027-01-12', to: '2027-01-12', timeZone: 'Europe/London' },
    },
  })),
  [`POST ${admin}/series/preview`]: things(async (world) => ({ body: await aSeries(world) })),
  [`POST ${admin}/series`]: things(async (world) => ({ body: await aSeries(world) })),
  [`GET ${admin}/series/{id}`]: things(async (world) => byId(await aMadeSeries(world))),
  [`POST ${admin}/series/{id}/undo`]: things(async (world) => byId(await aMadeSeries(world), { body: {} })),
  [`GET ${admin}/payments`]: nothing(async (world) => after(await world.booking(await world.paidOffering()))),

  // Follow-ups
  [`GET ${admin}/sequences`]: nothing(async (world) => after(await world.sequence())),
  [`POST ${admin}/sequences`]: nothing((world) => ({ body: sequenceBody(world.name()) })),
  [`GET ${admin}/sequences/{id}`]: things(async (world) => byId((await world.sequence()).id)),
  [`GET ${admin}/telling-words`]: nothing(() => ({})),
  [`PUT ${admin}/telling-words`]: nothing(async (world) => {
    const { revision } = await world.ask('GET', '/admin/telling-words', world.a);
    return { ...ifMatch(revision), body: { words: ['quarrel'] } };
  }),
  [`GET ${admin}/sequences/{id}/enrolments`]: things(async (world) => byId((await world.sequence()).id)),
  [`POST ${admin}/sequences/{id}/enrolments`]: things(async (world) =>
    byId((await world.sequence()).id, { body: { client: (await world.client()).id } }),
  ),
  [`GET ${admin}/messages`]: nothing(async (world) => ({
    query: { appointment: (await world.booking(await world.offering())).id },
  })),

  [`POST ${admin}/messages/{id}/send-again`]: things(async (world) =>
    byId(await world.doubtfulMessage(), { body: {} }),
  ),

  // Keys, the audit, and the session
  [`GET ${admin}/api-keys`]: nothing(async (world) => after(await anApiKey(world))),
  [`POST ${admin}/api-keys`]: nothing(() => ({ body: { name: 'New', scopes: ['clients:read'] } })),
  [`DELETE ${admin}/api-keys/{id}`]: things(async (world) => byId(await anApiKey(world))),
  [`GET ${admin}/audit-entries`]: nothing(() => ({})),
  [`GET ${admin}/session`]: nothing(() => ({})),
  [`DELETE ${admin}/session`]: nothing(async (world) => ({ headers: (await world.member(world.a, 'coach')).headers })),
  [`PUT ${admin}/session/password`]: nothing(async (world) => ({
    headers: (await world.signIn()).headers,
    body: { currentPassword: password, newPassword: 'another long password' },
  })),
};

async function anInvited(world: TenancyWorld): Promise<string> {
  const { id } = await world.ask('POST', '/admin/members', world.a, { email: world.address(), role: 'coach' });
  return id;
}

async function anApiKey(world: TenancyWorld): Promise<string> {
  const { id } = await world.ask('POST', '/admin/api-keys', world.a, { name: marker, scopes: ['clients:read'] });
  return id;
}
