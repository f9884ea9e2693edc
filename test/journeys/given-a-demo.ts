import {
  coaches,
  hours,
  intake,
  offerings,
  practice as demoPractice,
  type OfferingName,
} from '../../tools/demo/practice-words.js';
import type { GivenPractice } from '../support/given.js';
import type { TestApp } from '../support/test-app.js';

const initial: OfferingName = 'initial-consultation';

/**
 * As much of the demo as the tour walks through, in the demo's own words: its first coach with her hours, what she offers,
 * her questions, and one client whose reminder is in doubt. It is the day before that session then.
 */
export async function givenDemo(app: TestApp): Promise<GivenPractice> {
  const practice = await app.given.practice({ slug: demoPractice.slug });
  const as = app.as(practice);
  const made = async (path: string, body: object): Promise<string> => {
    const answer = await as.post(path).send(body);
    expect([path, answer.status, answer.body]).toEqual([path, 201, answer.body]);
    return (answer.body as { id: string }).id;
  };
  const coach = await made('/coaches', { ...coaches.tamsin, email: practice.ownerEmail });
  const { timeZone } = coaches.tamsin;
  await app.given.availability(practice, coach, { timeZone, weekly: hours.tamsin, overrides: [] });
  const form = await made('/forms', intake);
  for (const { intake: asks, ...offering } of offerings)
    await made('/offerings', {
      ...offering,
      // As the demo has it from today on: whoever tries it can pay at once.
      approval: offering.slug === initial ? 'automatic' : offering.approval,
      payment: offering.price.amount > 0 ? 'full' : 'none',
      coachIds: [coach],
      ...(asks && { intakeForm: form }),
    });

  const ines = { name: 'Ines Marlowe', email: 'ines.marlowe@example.org', timeZone };
  const body = { offering: 'introductory-call', start: '2027-01-14T10:00:00Z', client: ines };
  const booked = await app.visitor.post(`/api/v1/public/practices/${practice.slug}/bookings`).send(body);
  expect(booked.status).toBe(201);
  await app.settle();
  await app.mailbox.setFaults({ dropAfterData: 1 });
  app.clock.set('2027-01-13T10:00:30Z');
  await app.settle();
  await app.mailbox.setFaults({});
  return practice;
}
