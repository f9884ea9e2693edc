import { newId } from '#platform';
import type { GivenPractice } from '../support/given.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;
const ten = '2027-01-12T10:00:00Z';
const definition = { questions: [{ id: 'hope', kind: 'long_text', label: 'What do you hope for?', required: true }] };
const offeringBody = {
  slug: 'talk',
  name: 'A talk',
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
};

/** One of each thing a body can name. */
async function everything(practice: GivenPractice) {
  const post = async (path: string, body: object) => {
    const answer = await app.as(practice).post(path).send(body);
    expect(answer.status).toBe(201);
    return answer.body as { id: string };
  };
  const client = await post('/clients', { name: 'Ana', email: 'ana@example.org', timeZone: 'Europe/London' });
  const openCase = await post('/cases', { kind: 'individual', coach: practice.coach.id, clients: [client.id] });
  const form = await post('/forms', { slug: 'before', name: 'Before', kind: 'intake', definition });
  const offering = await given.offering(practice);
  const start = '2027-01-14T10:00:00Z';
  const appointment = await post('/appointments', {
    offering: offering.id,
    coach: practice.coach.id,
    start,
    client: client.id,
    case: openCase.id,
  });
  const sequence = await post('/sequences', {
    slug: 'after',
    name: 'After',
    trigger: 'manual',
    steps: [{ delayMinutes: 5, kind: 'service', subject: 'A thought', body: 'Be well.' }],
  });
  return {
    coach: practice.coach.id,
    client: client.id,
    case: openCase.id,
    form: form.id,
    offering: offering.id,
    appointment: appointment.id,
    sequence: sequence.id,
  };
}
type Things = Awaited<ReturnType<typeof everything>>;

const bodies: [string, (own: Things, id: string) => [path: string, body: object]][] = [
  ['coach', (own, id) => ['/cases', { kind: 'individual', coach: id, clients: [own.client] }]],
  ['clients.1', (own, id) => ['/cases', { kind: 'couple', coach: own.coach, clients: [own.client, id] }]],
  ['coachIds.1', (own, id) => ['/offerings', { ...offeringBody, coachIds: [own.coach, id] }]],
  ['intakeForm', (own, id) => ['/offerings', { ...offeringBody, coachIds: [own.coach], intakeForm: id }]],
  ['offering', (own, id) => ['/appointments', { offering: id, coach: own.coach, start: ten, client: own.client }]],
  ['coach', (own, id) => ['/appointments', { offering: own.offering, coach: id, start: ten, client: own.client }]],
  ['client', (own, id) => ['/appointments', { offering: own.offering, coach: own.coach, start: ten, client: id }]],
  [
    'case',
    (own, id) => [
      '/appointments',
      { offering: own.offering, coach: own.coach, start: ten, client: own.client, case: id },
    ],
  ],
  ['form', (own, id) => ['/assignments', { form: id, client: own.client }]],
  ['client', (own, id) => ['/assignments', { form: own.form, client: id }]],
  ['case', (own, id) => ['/assignments', { form: own.form, client: own.client, case: id }]],
  ['appointment', (own, id) => ['/assignments', { form: own.form, client: own.client, appointment: id }]],
  ['client', (own, id) => [`/sequences/${own.sequence}/enrolments`, { client: id }]],
  ['case', (own, id) => [`/sequences/${own.sequence}/enrolments`, { client: own.client, case: id }]],
  ['appointment', (own, id) => [`/cases/${own.case}/notes`, { audience: 'coach', body: 'x', appointment: id }]],
  ['audience', (own, id) => [`/cases/${own.case}/notes`, { audience: id, body: 'x' }]],
];
const tables = [
  'cases',
  'participants',
  'offerings',
  'appointments',
  'assignments',
  'enrolments',
  'notes',
  'audit_entries',
];

describe('An id in a body behind which there is nothing of the practice', () => {
  it('is a 404 that names its field, in the same words for a foreign thing as for none, and nothing is written', async () => {
    const practice = await given.practice();
    const own = await everything(practice);
    const foreign = await everything(await given.practice());
    const written = async () => Promise.all(tables.map(async (table) => (await app.rows(practice, table)).length));
    const before = await written();
    const kinds: Record<string, string> = { 'clients.1': foreign.client, 'coachIds.1': foreign.coach };
    const others: Record<string, string> = { intakeForm: foreign.form, audience: foreign.client };

    for (const [field, of] of bodies) {
      const foreignId = kinds[field] ?? others[field] ?? foreign[field as keyof Things];
      const answers = [];
      for (const id of [foreignId, newId()]) {
        const [path, body] = of(own, id);
        const answer = await app.as(practice).post(path).send(body);
        const { requestId: _, ...words } = answer.body;
        expect({ path, status: answer.status }).toEqual({ path, status: 404 });
        expect(words).toMatchObject({ type: '/problems/not-found', errors: [{ path: field }] });
        expect(answer.text).not.toContain(id);
        answers.push(words);
      }
      expect(answers[0]).toEqual(answers[1]);
    }
    expect(await written()).toEqual(before);
  });

  it('is one in a change of an offering too', async () => {
    const practice = await given.practice();
    const { id } = await given.offering(practice);
    for (const [field, change] of [
      ['intakeForm', { intakeForm: newId() }],
      ['coachIds.0', { coachIds: [newId()] }],
    ] as const) {
      const answer = await app.as(practice).patch(`/offerings/${id}`).set('If-Match', '"1"').send(change);
      expect(answer.body).toMatchObject({ status: 404, errors: [{ path: field }] });
    }
  });
});

describe('What an offering says of itself', () => {
  it('is written, shown to visitors, changed and taken away', async () => {
    const practice = await given.practice();
    const words = 'An hour to look at one question.\nNo need to prepare anything.';
    const { id } = await given.offering(practice, { description: words });
    const offered = async () => (await app.visitor.get(`/api/v1/public/practices/${practice.slug}`)).body.offerings[0];
    const change = (revision: number, description: unknown) =>
      app.as(practice).patch(`/offerings/${id}`).set('If-Match', `"${revision}"`).send({ description });
    expect(await offered()).toMatchObject({ description: words });
    expect((await app.as(practice).get(`/offerings/${id}`)).body).toMatchObject({ description: words });
    expect((await change(1, 'Shorter.')).body).toMatchObject({ description: 'Shorter.' });
    const kept = await app.as(practice).patch(`/offerings/${id}`).set('If-Match', '"2"').send({ name: 'Another name' });
    expect(kept.body).toMatchObject({ description: 'Shorter.' });
    expect((await change(3, null)).body).toMatchObject({ description: null });
    expect(await offered()).toMatchObject({ description: null });
    for (const refused of ['x'.repeat(2001), 'a\u0000b', 7])
      expect((await change(4, refused)).body).toMatchObject({ status: 400, errors: [{ path: 'description' }] });
  });
});

describe('A short name that is one of our own addresses', () => {
  it.each(['book', 'embed', 'help', 'new', 'slots'])('%s is refused for an offering', async (slug) => {
    const practice = await given.practice();
    const made = await app
      .as(practice)
      .post('/offerings')
      .send({ ...offeringBody, slug, coachIds: [practice.coach.id] });
    expect(made.body).toMatchObject({ status: 400, errors: [{ path: 'slug' }] });
    const { id } = await given.offering(practice);
    const changed = await app.as(practice).patch(`/offerings/${id}`).set('If-Match', '"1"').send({ slug });
    expect(changed.body).toMatchObject({ status: 400, errors: [{ path: 'slug' }] });
  });

  it.each(['book', 'help', 'quiz'])('%s is refused for a coach', async (slug) => {
    const practice = await given.practice();
    const coach = { slug, name: 'Cy', email: 'cy@example.org', timeZone: 'Europe/London' };
    expect((await app.as(practice).post('/coaches').send(coach)).body).toMatchObject({
      status: 400,
      errors: [{ path: 'slug' }],
    });
    const changed = await app.as(practice).patch(`/coaches/${practice.coach.id}`).set('If-Match', '"1"').send({ slug });
    expect(changed.body).toMatchObject({ status: 400, errors: [{ path: 'slug' }] });
  });
});
