import type { GivenCoach, GivenOffering, GivenPractice } from '../support/given.js';
import { everyDay } from '../support/given.js';
import type { TestApp } from '../support/test-app.js';

/** A practice of one: its owner is the coach, and what they offer asks for an intake first. */
export interface OwnPractice extends GivenPractice {
  readonly intakeForm: string;
  readonly offering: GivenOffering;
  readonly coach: GivenCoach & { readonly name: string };
}

/** One question of each kind; the second is asked only after a yes. */
const questions = [
  { id: 'before', kind: 'yes_no', label: 'Have you talked with somebody like this before?', required: true },
  {
    id: 'how-was-it',
    kind: 'short_text',
    label: 'How was it?',
    required: true,
    showIf: { question: 'before', equals: true },
  },
  { id: 'hope', kind: 'long_text', label: 'What do you hope for?', required: true },
  {
    id: 'pace',
    kind: 'single_choice',
    label: 'Which pace suits you?',
    required: true,
    options: [
      { value: 'slow', label: 'One thing at a time' },
      { value: 'brisk', label: 'All of it, soon' },
    ],
  },
  {
    id: 'themes',
    kind: 'multiple_choice',
    label: 'What may we talk about?',
    options: [
      { value: 'listening', label: 'Listening to each other' },
      { value: 'evenings', label: 'How the evenings go' },
      { value: 'money', label: 'Money' },
    ],
  },
  { id: 'weight', kind: 'scale', label: 'How heavy is it today?', min: 1, max: 5, required: true },
  { id: 'since', kind: 'date', label: 'Since when?' },
];

const followUp = {
  slug: 'after-the-first-time',
  name: 'After the first time',
  trigger: 'appointmentCompleted',
  exitRules: ['booked'],
  steps: [
    {
      delayMinutes: 60,
      kind: 'service',
      subject: 'Thank you for today',
      body: 'It was good to meet you.\n\nTake the rest of the day slowly.',
    },
    {
      afterDays: 3,
      at: '09:00',
      kind: 'service',
      subject: 'A thought for the week',
      body: 'One small step is enough.',
    },
  ],
};

/** Over the API that everybody uses: coach, form, sequence and one offering. Nothing of it is waiting in the mailbox. */
export async function givenOwnPractice(app: TestApp, offering: Record<string, unknown> = {}): Promise<OwnPractice> {
  const practice = await app.given.practice();
  const as = app.as(practice);
  const name = 'Olive Owner';
  const coach = await as.post('/coaches').send({
    slug: 'olive',
    name,
    email: practice.ownerEmail,
    headline: 'Calm talks about difficult things',
    bio: 'Olive has listened for twelve years.\n\nShe lives by the sea.',
    philosophy: 'Nobody is the problem. We look at what happens between people, and try one small thing at a time.',
    timeZone: 'Europe/London',
  });
  expect(coach.status).toBe(201);
  const { id } = coach.body as { id: string };
  await app.given.availability(practice, id, { timeZone: 'Europe/London', weekly: everyDay, overrides: [] });
  const form = await as
    .post('/forms')
    .send({ slug: 'before-we-meet', name: 'Before we meet', kind: 'intake', definition: { questions } });
  expect(form.status).toBe(201);
  const { id: intakeForm } = form.body as { id: string };
  const sequence = await as.post('/sequences').send(followUp);
  expect(sequence.status).toBe(201);
  const own = { ...practice, coach: { id, slug: 'olive', name } };
  const offered = await app.given.paidOffering(own, {
    slug: 'first-talk',
    name: 'First talk',
    intakeForm,
    ...offering,
  });
  await app.settle();
  await app.mailbox.clear();
  return { ...own, intakeForm, offering: offered };
}
