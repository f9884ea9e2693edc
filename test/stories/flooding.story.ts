import { givenOffice } from '../support/office.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp({ RATE_LIMIT: 'on' });
const { given } = app;

describe('A mailbox', () => {
  it('gets at most three mails with a link to sign in within a quarter of an hour, whoever asks, and hears the same', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const booked = await app.books('Ana', practice, offering, '2027-01-12T10:00:00Z');
    expect(booked.status).toBe(201);
    await app.sql(`UPDATE clients SET kind = 'client', confirmed_at = now() WHERE practice_id = $1`, [practice.id]);
    await app.settle();
    const ask = () =>
      app.visitor.post('/api/v1/portal/sign-in').send({ practice: practice.slug, email: 'ana@example.org' });
    const mails = async () => {
      await app.settle();
      return app.mailbox.messages('ana@example.org').length;
    };
    const before = await mails();
    const answers = await Promise.all(Array.from({ length: 6 }, ask));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202, 202]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect((await mails()) - before).toBe(3);
    app.clock.advance({ minutes: 15 });
    await ask();
    expect((await mails()) - before).toBe(4);
  });

  it('gets at most three mails about a forgotten password within a quarter of an hour', async () => {
    const office = await givenOffice(app, 'flooded');
    const ask = () => app.visitor.post('/api/v1/admin/password-resets').send({ email: office.ownerEmail });
    const answers = await Promise.all(Array.from({ length: 6 }, ask));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202, 202]);
    await app.settle();
    expect(app.mailbox.messages(office.ownerEmail)).toHaveLength(3);
    app.clock.advance({ minutes: 15 });
    await ask();
    await app.settle();
    expect(app.mailbox.messages(office.ownerEmail)).toHaveLength(4);
  });
});

describe('The list of those who wait', () => {
  it('grows by thirty in ten minutes from one network at most, by the page and the API together (issue 4, item 4)', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const client = (n: number) => ({ name: 'Vic', email: `vic-${n}@example.org`, timeZone: 'Europe/London' });
    const ask = (n: number) =>
      app.visitor
        .post(`/api/v1/public/practices/${practice.slug}/waitlist`)
        .send({ offering: offering.slug, client: client(n) });
    const answers = await Promise.all(Array.from({ length: 31 }, (_, n) => ask(n)));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(30);
    expect(answers.find(({ status }) => status !== 202)).toBeProblem(429, '/problems/too-many-requests');
    const page = app.visitor.post(`/${practice.slug}/wait/${offering.slug}`).type('form').send(client(99));
    expect((await page).status).toBe(429);
    expect(await app.rows(practice, 'waitlist_entries')).toHaveLength(30);
    expect((await app.books('Ana', practice, offering, '2027-01-12T10:00:00Z')).status).toBe(201);
  });
});
