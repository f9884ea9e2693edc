import request from 'supertest';
import { useTestApp } from '../support/test-app.js';

const intake = {
  slug: 'before-we-meet',
  name: 'Before we meet',
  kind: 'intake',
  definition: {
    questions: [
      { id: 'hope', kind: 'long_text', label: 'What do you hope for?', required: true },
      { id: 'weight', kind: 'scale', label: 'How heavy is it today?', min: 1, max: 5 },
      { id: 'before', kind: 'yes_no', label: 'Have you done this before?', required: true },
      {
        id: 'how-was-it',
        kind: 'short_text',
        label: 'How was it?',
        required: true,
        showIf: { question: 'before', equals: true },
      },
    ],
  },
};

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

const secret = 'zebra-lantern-91'; // a phrase that may stand nowhere in the clear

describe('From a free time to the follow-up, over REST alone (item 7)', () => {
  const app = useTestApp();

  it('lets a client book, pay, fill in the intake, be seen, and get the follow-up', async () => {
    const practice = await app.given.practice();
    const as = app.as(practice);
    const form = await as.post('/forms').send(intake);
    expect(form.status).toBe(201);
    const { id: intakeForm } = form.body as { id: string };
    const offering = await app.given.paidOffering(practice, { intakeForm, bufferAfterMinutes: 15 });
    expect((await as.post('/sequences').send(followUp)).status).toBe(201);
    await app.settle();
    await app.mailbox.clear();

    // Books and pays.
    const slots = await app.visitor
      .get(`/api/v1/public/practices/${practice.slug}/offerings/${offering.slug}/slots`)
      .query({ from: '2027-01-12', to: '2027-01-12', timeZone: 'Europe/Paris' });
    const [day] = (slots.body as { days: { slots: { start: string; local: string }[] }[] }).days;
    expect(day?.slots[0]).toMatchObject({ start: '2027-01-12T09:00:00Z', local: '2027-01-12T10:00' });
    const booked = await app.books('Ana', practice, offering, '2027-01-12T09:00:00Z');
    expect(booked.status).toBe(201);
    expect(booked.body).toMatchObject({
      appointment: { status: 'held' },
      payment: { required: true, amount: { amount: 9500, currency: 'GBP' } },
    });
    const { manageUrl, payment } = booked.body as { manageUrl: string; payment: { checkoutUrl: string } };
    await app.pays(payment.checkoutUrl);
    await app.settle();

    const manage = await app.visitor.get(`/api/v1/public/appointments/${manageUrl.split('/').at(-1)}`);
    expect(manage.body).toMatchObject({
      appointment: { status: 'confirmed' },
      payment: { status: 'paid' },
      attendees: ['Ana'],
    });
    const mails = app.mailbox.messages('ana@example.org');
    expect(mails.map(({ subject }) => subject).sort()).toEqual([
      'A few questions before we meet',
      'Your appointment is confirmed',
    ]);
    expect(
      mails.find(({ subject }) => subject.includes('confirmed'))?.attachments.map(({ fileName }) => fileName),
    ).toEqual(['appointment.ics']);

    // Fills in the intake by its mailed link.
    const link = /\/f\/(\S+)/.exec(mails.find(({ subject }) => subject.startsWith('A few'))?.text ?? '')?.[1];
    const browser = request.agent(app.url);
    const session = await browser.post('/api/v1/portal/session').send({ token: link });
    expect(session.status).toBe(200);
    const { csrfToken, assignment } = session.body as { csrfToken: string; assignment: string };
    const cookie = String(session.headers['set-cookie']).split(';')[0] ?? '';
    const portal = (method: 'get' | 'post' | 'put', path: string) => {
      const call = request(app.url)[method](`/api/v1/portal/assignments/${assignment}${path}`);
      return call.set('Cookie', cookie).set('X-CSRF-Token', csrfToken);
    };
    const view = await portal('get', '');
    expect(view.body).toMatchObject({ status: 'assigned', next: 'hope', answers: {}, consent: { given: false } });
    expect((await portal('put', '/answers/hope').send({ value: secret })).body).toMatchObject({
      type: '/problems/consent-missing',
    });
    const { consentVersion } = (view.body as { firstPage: { consentVersion: string } }).firstPage;
    expect((await portal('post', '/consent').send({ adult: true, accepted: true, consentVersion })).status).toBe(200);
    expect((await portal('put', '/answers/hope').send({ value: secret })).status).toBe(200);
    expect((await portal('put', '/answers/before').send({ value: false })).status).toBe(200);
    expect((await portal('get', '')).body).toMatchObject({
      answers: {},
      unlocked: false,
      next: 'weight',
    });
    expect((await portal('post', '/submit').send({})).body).toMatchObject({ status: 'submitted' });

    // Is seen in the caseload, with the answers.
    const cases = await as.get('/cases');
    const [found] = (
      cases.body as { data: { id: string; status: string; participants: { id: string; clientId: string }[] }[] }
    ).data;
    expect(found).toMatchObject({ status: 'inquiry', kind: 'individual' });
    const [asked] = ((await as.get(`/assignments?case=${found!.id}`)).body as { data: { responseId: string }[] }).data;
    expect((await as.get(`/responses/${asked!.responseId}`)).body).toMatchObject({
      answers: { hope: secret, before: false },
      consent: { version: consentVersion },
    });

    // The session is held, completed and noted.
    const [appointment] = ((await as.get('/appointments')).body as { data: { id: string }[] }).data;
    expect(await as.post(`/appointments/${appointment!.id}/complete`).send({})).toBeProblem(409, '/problems/too-early');
    app.clock.set('2027-01-12T10:05:00Z');
    expect((await as.post(`/appointments/${appointment!.id}/complete`).send({})).body).toMatchObject({
      status: 'completed',
    });
    const note = await as
      .post(`/cases/${found!.id}/notes`)
      .send({ audience: 'coach', body: `${secret} again`, appointment: appointment!.id });
    expect(note.status).toBe(201);
    await app.settle();
    expect((await as.get(`/cases/${found!.id}`)).body).toMatchObject({ status: 'active' });

    // The follow-up comes by itself, at the reader's hour.
    await app.mailbox.clear();
    app.clock.set('2027-01-12T11:06:00Z');
    await app.settle();
    expect(app.mailbox.messages('ana@example.org').map(({ subject }) => subject)).toEqual(['Thank you for today']);
    app.clock.set('2027-01-15T09:00:30Z');
    await app.settle();
    expect(app.mailbox.messages('ana@example.org').map(({ subject }) => subject)).toEqual([
      'Thank you for today',
      'A thought for the week',
    ]);

    // Nothing private stands in the clear, and the audit names who did what.
    expect(await app.findInDatabase(secret)).toEqual([]);
    expect(JSON.stringify(app.mailbox.messages())).not.toContain(secret);
    const actions = (await app.rows<{ action: string; actor_kind: string }>(practice, 'audit_entries')).map(
      ({ action, actor_kind }) => `${actor_kind} ${action}`,
    );
    expect(actions).toEqual(
      expect.arrayContaining([
        'operator practice.created',
        'api-key offering.created',
        'visitor appointment.held',
        'system appointment.confirmed',
        'system assignment.made',
        'client consent.given',
        'client response.answered',
        'client assignment.submitted',
        'api-key appointment.completed',
        'api-key note.written',
        'system message.sent',
        'system enrolment.finished',
      ]),
    );
  });
});
