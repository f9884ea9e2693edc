import type { GivenOffering, GivenPractice } from '../support/given.js';
import { signsIn } from '../support/insiders.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given, clock } = app;
const start = '2027-01-18T10:00:00Z';
const near = '2027-01-18T09:50:00Z';
const room = (name: string) => `https://video.example.org/${name}`;
const about = 'About your appointment';

interface Appointment {
  readonly id: string;
  readonly token: string;
  readonly email: string;
}

let people = 0;

/** Somebody new has an appointment and knows of it. */
async function booked(
  practice: GivenPractice,
  offering: GivenOffering,
  more: object = {},
  at = start,
): Promise<Appointment> {
  const email = `ida${(people += 1)}@example.org`;
  const client = { name: 'Ida', email, timeZone: 'Europe/London', ...more };
  const answer = await app.books('Ida', practice, offering, at, { client });
  expect(answer.status).toBe(201);
  await app.settle();
  await app.mailbox.clear();
  return { id: answer.body.appointment.id, token: (answer.body.manageUrl as string).split('/').at(-1)!, email };
}
const says = (practice: GivenPractice, { id }: Appointment, location: string | null) =>
  app.as(practice).post(`/appointments/${id}/location`).send({ location });
const pageOf = async ({ token }: Pick<Appointment, 'token'>): Promise<string> =>
  (await app.visitor.get(`/a/${token}`)).text;
const mails = ({ email }: Appointment) => app.mailbox.messages(email);

async function joinLinkOf(practice: GivenPractice, joinLink: string | null) {
  const path = `/coaches/${practice.coach.id}`;
  const { headers } = await app.as(practice).get(path);
  return app.as(practice).patch(path).set('If-Match', String(headers['etag'])).send({ joinLink });
}

/** Every mail, file and row in which a link must not stand. */
async function outside(practice: GivenPractice, one: Appointment): Promise<string> {
  const file = await app.visitor.get(`/a/${one.token}/calendar.ics`).buffer(true);
  const rows = await Promise.all(['messages', 'outbox', 'audit_entries'].map((table) => app.rows(practice, table)));
  return JSON.stringify([app.mailbox.messages(), file.text, rows]);
}

describe('Where an appointment by video takes place (issue 4, item 1)', () => {
  it('is the link of its coach, before that of its offering, before one of its own; on its page when it works, and in no mail, file or job', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice, { format: 'video' });
    const one = await booked(practice, offering);
    clock.set(near);
    expect(await pageOf(one)).toMatch(/By video\.</);

    expect((await joinLinkOf(practice, room('coach'))).body).toMatchObject({ joinLink: room('coach') });
    expect(await pageOf(one)).toContain(`href="${room('coach')}"`);
    const { headers } = await app.as(practice).get(`/offerings/${offering.id}`);
    const etag = String(headers['etag']);
    await app
      .as(practice)
      .patch(`/offerings/${offering.id}`)
      .set('If-Match', etag)
      .send({ location: room('offering') });
    expect(await pageOf(one)).toContain(`href="${room('offering')}"`);
    const said = await says(practice, one, room('today'));
    expect(said.body).toMatchObject({ place: { format: 'video', location: room('today'), from: 'appointment' } });
    expect(said.body.history.at(-1)).toMatchObject({ action: 'appointment.relocated' });
    expect(await pageOf(one)).toContain(`href="${room('today')}"`);
    clock.set('2027-01-18T09:44:00Z');
    expect(await pageOf(one)).not.toContain('video.example.org');
    clock.set(near);
    await app.settle();
    expect(await outside(practice, one)).not.toContain('video.example.org');

    expect((await says(practice, one, null)).body.place).toEqual({
      format: 'video',
      location: room('offering'),
      from: 'offering',
    });
    const publicly = await app.visitor.get(`/api/v1/public/practices/${practice.slug}`);
    expect(publicly.text).not.toContain('video.example.org');
    expect((await joinLinkOf(practice, 'http://video.example.org')).body.errors).toMatchObject([{ path: 'joinLink' }]);
    expect((await joinLinkOf(practice, null)).body).toMatchObject({ joinLink: null });
  });

  it('stays by video for those who booked so, whatever the offering is by now', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice, { format: 'video', location: room('first') });
    const one = await booked(practice, offering);
    await joinLinkOf(practice, room('coach'));
    const { headers } = await app.as(practice).get(`/offerings/${offering.id}`);
    const changed = await app
      .as(practice)
      .patch(`/offerings/${offering.id}`)
      .set('If-Match', String(headers['etag']))
      .send({ format: 'place', location: '7 Harbour Street' });
    expect(changed.status).toBe(200);
    clock.set(near);
    const page = await pageOf(one);
    expect(page).toContain(`href="${room('first')}"`);
    expect(page).not.toContain('Harbour Street');
    expect((await app.visitor.get(`/api/v1/public/appointments/${one.token}`)).body.appointment.format).toBe('video');
  });
});

describe('Another link for one appointment (issue 4, item 1)', () => {
  it('is told once by a mail that says nothing of it, when it cannot be taken back any more', async () => {
    const practice = await given.practice();
    const one = await booked(practice, await given.offering(practice));
    await says(practice, one, room('a'));
    clock.advance({ minutes: 2 });
    await says(practice, one, room('b'));
    await app.settle();
    clock.advance({ minutes: 1 });
    await app.settle();
    expect(mails(one)).toEqual([]);
    clock.advance({ minutes: 2 });
    await app.settle();
    expect(mails(one).map(({ subject }) => subject)).toEqual([about]);
    expect(mails(one)[0]?.text).toContain('Monday 18 January 2027 at 10:00');
    expect(mails(one)[0]?.text).toContain('Its page shows what holds now.');
    expect(await outside(practice, one)).not.toContain('video.example.org');
    const messages = await app.rows<{ template: string; must_arrive: boolean }>(practice, 'messages');
    expect(messages.filter(({ template }) => template === 'relocated').every((row) => row.must_arrive)).toBe(true);
    // Saying the same again is no news.
    await says(practice, one, room('b'));
    clock.advance({ minutes: 5 });
    await app.settle();
    expect(mails(one)).toHaveLength(1);
  });

  it('is told to nobody where it was taken back in time, or is the one that stood already', async () => {
    const practice = await given.practice();
    const usual = await booked(practice, await given.offering(practice, { location: room('usual') }));
    await says(practice, usual, room('slip'));
    await app.settle();
    await says(practice, usual, null);
    await says(practice, usual, room('usual'));
    clock.advance({ minutes: 10 });
    await app.settle();
    expect(mails(usual)).toEqual([]);
  });

  it('is told at once when it is nearly time, to those who want to read the time alone in a word, and not before it is agreed on', async () => {
    const practice = await given.practice();
    const one = await booked(practice, await given.offering(practice));
    await app.sql(
      `INSERT INTO safe_contacts (practice_id, client_id, level) SELECT practice_id, id, 'time_only' FROM clients WHERE practice_id = $1`,
      [practice.id],
    );
    clock.set(near);
    await says(practice, one, room('a'));
    await app.settle();
    const word = 'Monday 18 January 2027 at 10:00 (Europe/London, UTC+00:00). Something about it has changed.';
    expect(mails(one).filter(({ text }) => text.includes(word))).toMatchObject([{ subject: 'A note for you' }]);

    clock.set('2027-01-11T09:00:00Z');
    const other = await given.practice();
    const asked = await booked(other, await given.offering(other, { approval: 'coach' }));
    expect((await says(other, asked, room('b'))).status).toBe(200);
    await app.settle();
    clock.advance({ minutes: 5 });
    await app.settle();
    expect(mails(asked)).toEqual([]);
  });

  it('is refused where it is no link, where nobody meets any more, and to a coach whose appointment it is not', async () => {
    const practice = await given.practice();
    const one = await booked(practice, await given.offering(practice));
    for (const location of [
      'my room',
      'http://video.example.org',
      'javascript:alert(1)',
      'https://me:x@video.example.org',
    ]) {
      const refused = await says(practice, one, location);
      expect(refused).toBeProblem(400, '/problems/invalid');
      expect(refused.body.errors).toMatchObject([{ path: 'location' }]);
    }
    const nora = await signsIn(app, practice, { role: 'coach', coach: true });
    const path = `/appointments/${one.id}/location`;
    expect((await nora.post(path, { location: room('a') })).status).toBe(403);
    const ash = await signsIn(app, practice, { role: 'assistant' });
    expect((await ash.post(path, { location: room('a') })).status).toBe(200);
    await app.as(practice).post(`/appointments/${one.id}/cancel`).send({});
    expect(await says(practice, one, room('b'))).toBeProblem(409, '/problems/appointment-closed');
  });
});

describe('An appointment by phone or in person (issue 4, item 1)', () => {
  it('says who calls whom, on which number; a number that was given by its last digits alone', async () => {
    const practice = await given.practice();
    const weCall = await given.offering(practice, { format: 'phone' });
    const one = await booked(practice, weCall, { phone: '+44 20 7946 0146' });
    const page = await pageOf(one);
    expect(page).toContain('By phone. Your coach calls you, on your number that ends in 46.');
    expect(page).not.toContain('7946');

    const theyCall = await given.offering(practice, { format: 'phone', location: '+44 20 7946 0000' });
    const publicly = await app.visitor.get(`/api/v1/public/practices/${practice.slug}`);
    expect(publicly.body.offerings).toMatchObject([{ whoCalls: 'practice' }, { whoCalls: 'client' }]);
    expect(publicly.text).not.toContain('7946');
    const booking = `/${practice.slug}/book`;
    expect((await app.visitor.get(`${booking}/${weCall.slug}`)).text).toContain('id="phone"');
    expect((await app.visitor.get(`${booking}/${theyCall.slug}`)).text).not.toContain('id="phone"');
    const client = { name: 'Bea', email: 'bea@example.org', timeZone: 'Europe/London' };
    const answer = await app.books('Bea', practice, theyCall, '2027-01-19T10:00:00Z', { client });
    const token = (answer.body.manageUrl as string).split('/').at(-1)!;
    const bea = { id: answer.body.appointment.id, token, email: client.email };
    expect(await pageOf(bea)).toContain('<a href="tel:+442079460000">+44 20 7946 0000</a>');
    expect((await says(practice, bea, 'ring me')).body.errors).toMatchObject([{ path: 'location' }]);
  });

  it('never shows one of a couple the number of the other', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice, { kind: 'couple', format: 'phone' });
    const opened = await app.as(practice).post('/cases').send({ kind: 'couple', coach: practice.coach.id });
    for (const [name, phone] of [
      ['Ana', '+44 20 7946 0111'],
      ['Ben', '+44 20 7946 0122'],
    ] as const) {
      const person = { name, email: `${name.toLowerCase()}@example.org`, timeZone: 'Europe/London', phone };
      const { body } = await app.as(practice).post('/clients').send(person);
      await app.sql('UPDATE clients SET confirmed_at = now() WHERE id = $1', [body.id]);
      const { phone: _, ...named } = person;
      await app.as(practice).post(`/cases/${opened.body.id}/participants`).send(named);
    }
    const [ana] = await app.sql<{ id: string }>(`SELECT id FROM clients WHERE practice_id = $1 AND name = 'Ana'`, [
      practice.id,
    ]);
    const made = await app
      .as(practice)
      .post('/appointments')
      .send({ offering: offering.id, coach: practice.coach.id, start, client: ana!.id, case: opened.body.id });
    expect(made.body.attendances).toHaveLength(2);
    await app.sql(`UPDATE attendances SET status = 'accepted' WHERE practice_id = $1`, [practice.id]);
    // What the practice books is told once it cannot be taken back any more.
    clock.advance({ minutes: 3 });
    await app.settle();
    for (const [name, own, other] of [
      ['ana', '11', '22'],
      ['ben', '22', '11'],
    ] as const) {
      const text = app.mailbox.messages(`${name}@example.org`).find((mail) => mail.text.includes('/a/'))?.text ?? '';
      const [, token = ''] = /\/a\/(\S+)/.exec(text) ?? [];
      const page = await pageOf({ token });
      expect([name, page.includes(`ends in ${own}`), page.includes(`ends in ${other}`)]).toEqual([name, true, false]);
    }
  });

  it('in person, its page says where it is this time', async () => {
    const practice = await given.practice();
    const one = await booked(
      practice,
      await given.offering(practice, { format: 'place', location: '7 Harbour Street' }),
    );
    expect(await pageOf(one)).toContain('In person: 7 Harbour Street');
    await says(practice, one, 'The pavilion, Kew');
    const page = await pageOf(one);
    expect(page).toContain('In person: The pavilion, Kew');
    expect(page).not.toContain('Harbour Street');
    expect(await outside(practice, one)).not.toMatch(/pavilion|Harbour/);
  });

  it('in person elsewhere from now on: whoever comes is told once, those who still wait for an answer are not', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice, { format: 'place', location: '7 Harbour Street' });
    const one = await booked(practice, offering);
    const own = await booked(practice, offering, {}, '2027-01-18T11:00:00Z');
    await says(practice, own, 'The pavilion, Kew');
    const asked = await given.offering(practice, { format: 'place', location: '7 Harbour Street', approval: 'coach' });
    const waiting = await booked(practice, asked, {}, '2027-01-18T12:00:00Z');
    clock.advance({ minutes: 5 });
    await app.settle();
    await app.mailbox.clear();
    for (const { id } of [offering, asked]) {
      const { headers } = await app.as(practice).get(`/offerings/${id}`);
      const patch = { location: '1 Mill Lane' };
      const changed = await app
        .as(practice)
        .patch(`/offerings/${id}`)
        .set('If-Match', String(headers['etag']))
        .send(patch);
      expect(changed.status).toBe(200);
    }
    await app.settle();
    clock.advance({ minutes: 3 });
    await app.settle();
    expect([one, own, waiting].map((each) => mails(each).map(({ subject }) => subject))).toEqual([[about], [], []]);
    expect(await pageOf(one)).toContain('In person: 1 Mill Lane');
    expect(await pageOf(own)).toContain('In person: The pavilion, Kew');
    expect(await outside(practice, one)).not.toMatch(/Mill|Harbour/);
  });
});
