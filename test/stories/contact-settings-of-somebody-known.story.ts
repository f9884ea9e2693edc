import type { GivenOffering, GivenPractice } from '../support/given.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;

/** A client who confirmed `ana@example.org` and said how they may be written to. */
async function known(rules: { level: string; quiet?: readonly [string, string]; subject?: string }) {
  const practice = await given.practice();
  const offering = await given.offering(practice);
  await app.books('Ana', practice, offering, '2027-01-13T10:00:00Z');
  await app.settle();
  await app.sql('UPDATE clients SET confirmed_at = $2 WHERE practice_id = $1', [practice.id, app.clock.now()]);
  await app.sql(
    `INSERT INTO safe_contacts (practice_id, client_id, level, quiet_from, quiet_to, subject, quiet_zone)
     SELECT practice_id, id, $2, $3, $4, $5, time_zone FROM clients WHERE practice_id = $1`,
    [practice.id, rules.level, rules.quiet?.[0] ?? null, rules.quiet?.[1] ?? null, rules.subject ?? null],
  );
  await app.mailbox.clear();
  return { practice, offering };
}

/** Somebody types the address of that client: what is mailed there, and what the list says of the rest. */
async function booksWithTheirAddress(
  { practice, offering }: { practice: GivenPractice; offering: GivenOffering },
  name: string,
) {
  const client = { name, email: 'Ana@Example.org', timeZone: 'Asia/Kathmandu' };
  const booked = await app.books(name, practice, offering, '2027-01-14T10:00:00Z', { client });
  expect(booked.status).toBe(201);
  await app.settle();
  const { id } = (booked.body as { appointment: { id: string } }).appointment;
  const planned = (
    await app.rows<{ cause_id: string; template: string; reason: string; due_at: Date }>(practice, 'messages')
  )
    .filter((row) => row.cause_id === id && row.template === 'confirmation')
    .map(({ reason, due_at: dueAt }) => ({ reason, dueAt }));
  return { mails: app.mailbox.messages('ana@example.org'), planned };
}

describe('What a client said about being contacted, where a booking is made with their name and address (issue 3, item 3)', () => {
  it('holds before it is known who booked: "time only" under their own subject, without a file', async () => {
    const { mails } = await booksWithTheirAddress(await known({ level: 'time_only', subject: 'update' }), 'ANA');
    expect(mails).toMatchObject([{ subject: 'An update', attachments: [] }]);
  });

  it('holds their quiet hours, in the zone they are meant in', async () => {
    const rules = { level: 'discreet', quiet: ['08:00', '20:00'] } as const;
    const { mails, planned } = await booksWithTheirAddress(await known(rules), 'Ana');
    expect(mails).toEqual([]);
    expect(planned).toEqual([{ reason: 'quiet-hours', dueAt: new Date('2027-01-11T20:00:00Z') }]);
  });

  it('holds them whole for whoever has their name, and for somebody else at that mailbox half a day at most', async () => {
    const rules = { level: 'discreet', quiet: ['07:00', '06:59'] } as const;
    const own = await booksWithTheirAddress(await known(rules), 'Ana');
    expect(own.planned).toEqual([{ reason: 'quiet-hours', dueAt: new Date('2027-01-12T06:59:00Z') }]);
    const { practice, offering } = await known(rules);
    const other = await booksWithTheirAddress({ practice, offering }, 'Ben');
    expect(other.planned).toEqual([{ reason: 'quiet-hours', dueAt: new Date('2027-01-11T19:00:00Z') }]);
  });

  it('sends nothing where they want no mail', async () => {
    const { mails, planned } = await booksWithTheirAddress(await known({ level: 'none' }), 'Ana');
    expect([mails, planned.map(({ reason }) => reason)]).toEqual([[], ['safe-contact']]);
  });

  it('shuts nobody out of a mailbox that two share, but tells no more there than the more careful of them wants', async () => {
    const { mails } = await booksWithTheirAddress(await known({ level: 'none' }), 'Ben');
    expect(mails).toMatchObject([{ subject: 'A note for you', attachments: [] }]);
  });
});
