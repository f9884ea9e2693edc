import type { Response } from 'supertest';
import type { GivenPractice } from './given.js';
import { signsIn, type Insider } from './insiders.js';
import type { BookingBody } from './payments.js';
import { formToken, visitsForm } from './portal.js';
import type { TestApp } from './test-app.js';

/** What is said in private on the way, and what the practice itself writes to a client. */
export interface PrivateWords {
  readonly answered: string;
  readonly answeredShortly: string;
  /** Sent, but refused: nobody keeps it. */
  readonly refused: string;
  readonly noted: string;
  readonly notedForAll: string;
  /** In the body of the follow-up mail. */
  readonly mailed: string;
}

/** Who and what the path leaves behind, for looking at what was kept of it. */
export interface Walked {
  readonly practice: GivenPractice;
  readonly coach: Insider & { coachId: string };
  readonly clientEmail: string;
  readonly formId: string;
  readonly offeringId: string;
  readonly sequenceId: string;
  readonly appointmentId: string;
  readonly caseId: string;
  readonly responseId: string;
  readonly assignmentId: string;
  readonly noteIds: readonly string[];
  /** Secrets of the links that were handed out. */
  readonly secrets: readonly string[];
  /** Every change that was asked for and done, with the id its answer carried. */
  readonly changes: readonly { readonly what: string; readonly requestId: string }[];
}

const start = '2027-01-11T10:00:00Z';
const clientEmail = 'ana@example.org';

const questions = [
  { id: 'hope', kind: 'long_text', label: 'What do you hope for?', required: true },
  { id: 'words', kind: 'short_text', label: 'In a few words?' },
  { id: 'weight', kind: 'scale', label: 'How heavy is it today?', min: 1, max: 5 },
];

/**
 * The whole path: booked by a visitor, paid, the intake filled in by the client, completed and noted by the coach, and
 * followed up. `settle` is called wherever work waits to be done in the background.
 */
export async function walkThePath(app: TestApp, words: PrivateWords, settle: () => Promise<void>): Promise<Walked> {
  const changes: { what: string; requestId: string }[] = [];
  const done = <Body>(what: string, answer: Response, status = 201): Body => {
    if (answer.status !== status) throw new Error(`${what} answered ${answer.status}: ${answer.text}`);
    changes.push({ what, requestId: String(answer.headers['x-request-id']) });
    return answer.body as Body;
  };
  const refusing = (what: string, answer: Response, status: number): void => {
    if (answer.status !== status) throw new Error(`${what} answered ${answer.status}: ${answer.text}`);
  };
  type Made = { id: string };

  const practice = await app.given.practice();
  const byKey = app.as(practice);
  const coach = await signsIn(app, practice, { role: 'coach', coach: true, name: 'Cora Vale' });
  const intake = { slug: 'before', name: 'Before', kind: 'intake', definition: { questions } };
  const { id: formId } = done<Made>('form', await byKey.post('/forms').send(intake));
  const offering = await app.given.paidOffering(practice, { intakeForm: formId, coachIds: [coach.coachId] });
  const step = { delayMinutes: 60, kind: 'service', subject: 'Thank you for today', body: words.mailed };
  const followUp = { slug: 'after', name: 'After', trigger: 'appointmentCompleted', exitRules: ['booked'] };
  const sequence = await byKey.post('/sequences').send({ ...followUp, steps: [step] });
  const { id: sequenceId } = done<Made>('sequence', sequence);

  const booked = done<BookingBody>('booking', await app.books('Ana', practice, offering, start));
  await settle();
  await app.pays(booked.payment.checkoutUrl ?? '');
  await settle();

  const form = formToken(app, clientEmail);
  const visit = await visitsForm(app, form);
  done('consent', await visit.agree(), 200);
  done('answer', await visit.answer('hope', { value: words.answered }), 200);
  refusing('a stale answer', await visit.answer('hope', { value: words.refused, revision: 99 }), 409);
  refusing('a wrong answer', await visit.answer('weight', { value: words.refused }), 400);
  refusing('half an answer', await visit.answer('hope', `{"value":"${words.refused}"`), 400);
  done('short answer', await visit.answer('words', { value: words.answeredShortly }), 200);
  done('submit', await visit.submit(), 200);
  await settle();

  app.clock.set('2027-01-11T11:05:00Z');
  const appointmentId = booked.appointment.id;
  done('complete', await coach.post(`/appointments/${appointmentId}/complete`, {}), 200);
  const { data: cases } = (await coach.get('/cases')).body as { data: Made[] };
  const caseId = cases[0]!.id;
  const notes = `/cases/${caseId}/notes`;
  const first = { audience: 'coach', body: words.noted, appointment: appointmentId };
  const noted = done<Made>('note', await coach.post(notes, first));
  refusing('a note for nobody', await coach.post(notes, { audience: 'nobody', body: words.refused }), 400);
  const again = byKey.post(notes).set('Idempotency-Key', 'once-and-no-more');
  const second = done<Made>('note by key', await again.send({ audience: 'all', body: words.notedForAll }));
  await settle();

  app.clock.set('2027-01-11T12:06:00Z');
  await settle();
  const asked = (await coach.get(`/assignments?case=${caseId}`)).body as { data: (Made & { responseId: string })[] };
  return {
    practice,
    coach,
    clientEmail,
    formId,
    offeringId: offering.id,
    sequenceId,
    appointmentId,
    caseId,
    assignmentId: asked.data[0]!.id,
    responseId: asked.data[0]!.responseId,
    noteIds: [noted.id, second.id],
    secrets: [form, booked.manageUrl.split('/').at(-1) ?? ''],
    changes,
  };
}
