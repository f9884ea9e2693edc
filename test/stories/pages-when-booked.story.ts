import { Payer } from '../support/payments.js';
import { opensInBrowser } from '../support/private-door.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const payer = new Payer(app);
const start = '2027-01-18T10:00:00Z';
const room = 'https://video.example.org/room/7';

const shows = (path: string, cookie = '') => app.visitor.get(path).set('cookie', cookie).redirects(0);

/** Booked by Ida, who reads her own pages with the cookie of a session, which idles out within a day. */
async function booked(wishes: Record<string, unknown>) {
  const practice = await app.given.practice();
  const offering = await app.given.offering(practice, { durationMinutes: 50, ...wishes });
  const booking = await payer.books('Ida', practice, offering, start);
  await app.settle();
  const signsIn = async () => {
    await app.visitor.post('/api/v1/portal/sign-in').send({ practice: practice.slug, email: 'ida@example.org' });
    await app.settle();
    const link = app.mailbox
      .messages('ida@example.org')
      .map(({ text }) => /\/me\/sign-in\/(\S+)/.exec(text)?.[1])
      .findLast(Boolean);
    return (await opensInBrowser(app, link!)).cookie;
  };
  return {
    practice,
    offering,
    booking,
    signsIn,
    managed: `/a/${booking.token}`,
    own: `/me/appointments/${booking.id}`,
  };
}

describe('The pages of a booked time say where it takes place', () => {
  it('by video: the link from a quarter of an hour before until the end, and before that when it appears', async () => {
    const { booking, signsIn, managed, own, practice } = await booked({ format: 'video', location: room });
    app.clock.set('2027-01-18T09:40:00Z');
    const cookie = await signsIn();
    for (const path of [managed, own]) {
      app.clock.set('2027-01-18T09:44:00Z');
      const early = await shows(path, cookie);
      expect([path, early.text]).toEqual([
        path,
        expect.stringContaining('From 09:45 the link to join stands on this page.'),
      ]);
      expect(early.text).not.toContain(room);
      app.clock.set('2027-01-18T09:45:00Z');
      expect((await shows(path, cookie)).text).toContain(`href="${room}"`);
      app.clock.set('2027-01-18T10:49:00Z');
      expect((await shows(path, cookie)).text).toContain(`href="${room}"`);
      app.clock.set('2027-01-18T10:50:00Z');
      expect((await shows(path, cookie)).text).not.toMatch(/room\/7|stands on this page/);
    }
    const mails = app.mailbox.messages('ida@example.org');
    expect(JSON.stringify(mails)).not.toContain('video.example.org');
    app.clock.set('2027-01-18T09:46:00Z');
    expect((await app.as(practice).post(`/appointments/${booking.id}/cancel`).send({})).status).toBe(200);
    for (const path of [managed, own]) expect((await shows(path, cookie)).text).not.toMatch(/room\/7|stands on/);
  });

  it('in person: the address, which no mail and no calendar file has', async () => {
    const { managed, own, signsIn } = await booked({ format: 'place', location: '7 Harbour Street, second floor' });
    const cookie = await signsIn();
    for (const path of [managed, own])
      expect((await shows(path, cookie)).text).toContain('In person: 7 Harbour Street, second floor');
    const file = await app.visitor.get(`${managed}/calendar.ics`).buffer(true);
    expect(file.text + JSON.stringify(app.mailbox.messages('ida@example.org'))).not.toContain('Harbour Street');
  });

  it('by phone or without a place: no more than is true', async () => {
    const phone = await booked({ format: 'phone', location: null });
    expect((await shows(phone.own, await phone.signsIn())).text).toContain('By phone. Your coach calls you.');
    const video = await booked({ format: 'video' });
    expect((await shows(video.managed)).text).toMatch(/By video\.</);
  });

  it('and only a link for video, an address for a place', async () => {
    const practice = await app.given.practice();
    const { id } = await app.given.offering(practice, { format: 'video', location: room });
    const { headers, body } = await app.as(practice).get(`/offerings/${id}`);
    expect(body).toMatchObject({ location: room });
    const change = (patch: object) =>
      app.as(practice).patch(`/offerings/${id}`).set('if-match', String(headers['etag'])).send(patch);
    for (const patch of [
      { location: 'http://video.example.org' },
      { location: 'javascript:alert(1)' },
      { location: 'my room' },
      { location: 'https://me:secret@video.example.org/' },
      { location: `https://video.example.org/${'x'.repeat(300)}` },
      { format: 'phone' },
      { format: null },
    ]) {
      const answer = await change(patch);
      expect(answer).toBeProblem(400, '/problems/invalid');
      expect((answer.body as { errors: object[] }).errors).toMatchObject([{ path: 'location' }]);
    }
    expect((await change({ location: null })).body).toMatchObject({ location: null, format: 'video' });
  });
});

describe("A client's own page", () => {
  it('leads to each time, those to come apart from those that are over', async () => {
    const { practice, offering, own, signsIn, booking } = await booked({});
    const cookie = await signsIn();
    const other = await payer.books('Bea', practice, offering, '2027-01-19T10:00:00Z');
    const home = await shows('/me/home', cookie);
    expect(home.text).toContain(`href="${own}"`);
    expect(home.text).not.toContain('Over and past');
    const page = await shows(own, cookie);
    expect(page.text).toContain('Monday 18 January at 10:00');
    expect(page.text).toContain('To cancel, use the link in the confirmation we sent you by e-mail.');
    expect(page.headers['cache-control']).toBe('no-store');
    expect((await shows(`/me/appointments/${other.id}`, cookie)).status).toBe(404);
    expect((await shows(own)).headers['location']).toBe('/me');
    app.clock.set('2027-01-18T11:00:00Z');
    expect((await app.as(practice).post(`/appointments/${booking.id}/complete`).send({})).status).toBe(200);
    expect((await shows('/me/home', cookie)).headers['location']).toBe(`/me?practice=${practice.slug}`);
    const { text } = await shows(`/me/sign-in/${practice.id}_${'x'.repeat(43)}`);
    expect(text).toContain(`href="/me?practice=${practice.slug}">Ask for a new link`);
    expect((await shows('/me/home', await signsIn())).text).toMatch(
      /You have no time booked\.[\s\S]*Earlier times[\s\S]*10:00/,
    );
  });
});

describe('Before it is paid, the pages say what cancelling would cost', () => {
  it('in the details, and on the page of a time that is kept, with its zone', async () => {
    const practice = await app.given.practice();
    const offering = await app.given.paidOffering(practice);
    const page = await shows(`/${practice.slug}/book/${offering.slug}`);
    expect(page.text).toContain(
      'Until 24 hours before it begins you can cancel and get everything back; after that 50% stays',
    );
    const booking = await payer.books('Ida', practice, offering, start);
    const kept = await shows(`/a/${booking.token}`);
    expect(kept.text).toContain('If you cancel until Sunday 17 January at 10:00 (London time)');
    await payer.pays(booking);
    expect((await shows(`/a/${booking.token}/cancel`)).text).toContain(
      'This holds until Sunday 17 January at 10:00 (London time).',
    );
    const free = await app.given.offering(practice);
    expect((await shows(`/${practice.slug}/book/${free.slug}`)).text).not.toContain('stays with the practice');
  });

  it('and promise nothing back for free where it can be paid only once that is over: late, or for two', async () => {
    const practice = await app.given.practice();
    const partner = { name: 'Ben', email: 'ben@example.org', timeZone: 'Europe/London' };
    const soon = '2027-01-12T12:00:00Z';
    for (const [wanted, asked, more] of [
      [{ kind: 'couple' }, '2027-01-11T10:00:00Z', { partner }], // answered half-way, at 23:00
      [{}, '2027-01-11T12:30:00Z', {}],
    ] as const) {
      app.clock.set(asked);
      const offering = await app.given.paidOffering(practice, wanted);
      const booked = await app.books('Ida', practice, offering, soon, more);
      const { manageUrl } = booked.body as { manageUrl: string };
      const page = await shows(new URL(manageUrl).pathname);
      expect(page.text).toContain('if you cancel once it is paid, 50% of what was paid stays with the practice.');
      expect(page.text).not.toContain('everything back');
      await app.visitor.post(`/api/v1/public/appointments/${manageUrl.split('/').at(-1)}/cancel`).send({});
    }
  });
});

describe('Behind the mailed link of a form', () => {
  it('help stands before anything is asked', async () => {
    const practice = await app.given.practice();
    const page = await app.visitor.get(`/f/${practice.id}_${'x'.repeat(43)}`).set('accept-language', 'fr-FR');
    expect(page.text).toMatch(/<aside class="help"[\s\S]*3919[\s\S]*id="open"/);
    expect(page.text).toContain(`href="/${practice.slug}/help"`);
    const unknown = await app.visitor.get('/f/anything');
    expect(unknown.text).toContain('<aside class="help"');
  });
});
