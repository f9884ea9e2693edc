import { opensInBrowser, signInSecret } from '../support/private-door.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;
/** Nothing but letters, as a name: only who typed it tells that it is none. */
const whisper = 'I know you want to leave him';
const booker = (name: string, email: string) => ({ client: { name, email, timeZone: 'Europe/London' } });
const greetings = (email: string): unknown[] => app.mailbox.messages(email).map(({ text }) => /^.*/.exec(text)?.[0]);

/** A practice where somebody typed that name and Mia's address into the form of a booking. */
async function whispered(email: string) {
  const practice = await given.practice();
  const offering = await given.offering(practice);
  const booked = await app.books('Mia', practice, offering, '2027-01-13T10:00:00Z', booker(whisper, email));
  await app.settle();
  const [client] = await app.rows<{ id: string }>(practice, 'clients');
  const { manageUrl } = booked.body as { manageUrl: string };
  return { practice, offering, clientId: client!.id, manage: manageUrl.split('/').at(-1)! };
}

describe('A name that somebody typed beside an address (issue 3, item 3)', () => {
  it('stands in no mail that goes there, not in its calendar file either, until a link mailed there was opened', async () => {
    const email = 'mia@example.org';
    const { practice, manage } = await whispered(email);
    await app.visitor.post('/api/v1/portal/sign-in').send({ practice: practice.slug, email });
    await app.visitor.post(`/api/v1/public/appointments/${manage}/cancel`).send({});
    await app.settle();
    const mails = app.mailbox.messages(email);
    expect(mails.map(({ subject }) => subject).sort()).toEqual([
      'Your appointment is cancelled',
      'Your appointment is confirmed',
      'Your sign-in link',
    ]);
    for (const { text } of mails) expect(text).toMatch(/^Hello,\n/);
    expect(JSON.stringify(mails)).not.toContain('leave him');
    const calendar = await app.visitor.get(`/a/${manage}/calendar`);
    expect(calendar.text ?? String(calendar.body)).not.toContain('leave him');
  });

  it('says nothing to the coach either before their own page opens', async () => {
    const { practice } = await whispered('mia@example.org');
    const coach = app.mailbox.messages(`${practice.coach.slug}@example.org`);
    expect(coach.at(-1)?.subject).toBe('A new appointment');
    expect(JSON.stringify(coach)).not.toContain('leave him');
  });

  it('leaves a mail that is the same for every name', async () => {
    const email = 'mia@example.org';
    const shapes = [];
    for (const name of [whisper, 'Mia', 'Pay at evil.example']) {
      const practice = await given.practice();
      await app.mailbox.clear();
      await app.books('Mia', practice, await given.offering(practice), '2027-01-13T10:00:00Z', booker(name, email));
      await app.settle();
      const [mail] = app.mailbox.messages(email);
      shapes.push([mail!.to, mail!.subject, mail!.text.replace(/\/a\/\S+/, '')]);
    }
    expect(shapes[0]).toEqual(shapes[1]);
    expect(shapes[2]).toEqual(shapes[1]);
  });

  it('is theirs once they opened what was mailed to them', async () => {
    const email = 'mia.known@example.org';
    const { practice, offering, clientId } = await whispered(email);
    await app.sql('UPDATE clients SET name = $2 WHERE id = $1', [clientId, 'Mia']);
    await opensInBrowser(app, await signInSecret(app, practice.id, clientId));
    await app.mailbox.clear();
    // A stranger who types the name of somebody known stays a stranger: so does the greeting.
    await app.books('Mia', practice, offering, '2027-01-13T11:00:00Z', booker('Mia', email));
    await app.settle();
    expect(greetings(email)).toEqual(['Hello,']);
    await app.mailbox.clear();
    app.clock.advance({ hours: 26 });
    await app.settle();
    expect(greetings(email).sort()).toEqual(['Hello Mia,', 'Hello,']);
  });

  it('is used at once where the practice wrote it', async () => {
    const practice = await given.practice();
    const email = 'mia.typed@example.org';
    const person = { name: 'Mia', email, timeZone: 'Europe/London' };
    const made = await app.as(practice).post('/clients').send(person);
    const booking = {
      offering: (await given.offering(practice)).id,
      coach: practice.coach.id,
      start: '2027-01-13T10:00:00Z',
      client: (made.body as { id: string }).id,
    };
    expect((await app.as(practice).post('/appointments').send(booking)).status).toBe(201);
    app.clock.advance({ minutes: 3 }); // then it can no longer be taken back
    await app.settle();
    expect(greetings(email)).toEqual(['Hello Mia,']);
  });
});
