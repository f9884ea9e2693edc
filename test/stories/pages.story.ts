import ICAL from 'ical.js';
import { Payer } from '../support/payments.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const payer = new Payer(app);
const monday = '2027-01-18T10:00:00Z';

/** A browser without scripts sends a form and follows nothing by itself. */
const sends = (path: string, fields: Record<string, string>) =>
  app.visitor.post(path).type('form').redirects(0).send(fields);
const shows = (path: string) => app.visitor.get(path).redirects(0);

async function paidPage() {
  const practice = await app.given.practice();
  const offering = await app.given.paidOffering(practice);
  return { practice, offering, path: `/${practice.slug}/book/${offering.slug}` };
}
const who = { timeZone: 'Europe/London', name: 'Ida', email: 'ida@example.org' };

describe('The pages for clients, without any script (item 10)', () => {
  it('show a week of times and the next free one in the zone that is asked for', async () => {
    const { path } = await paidPage();
    const page = await shows(`${path}?from=2027-01-18&zone=Europe/Paris&utm_source=elsewhere`);
    expect(page.status).toBe(200);
    expect(page.text).toContain('aria-label="Monday 18 January at 10:00"');
    expect(page.text).toContain('Next free time, in Paris time');
    expect(page.headers['content-security-policy']).toMatch(
      /default-src 'none'; style-src 'sha256-[^']+'; script-src 'self'/,
    );
  });

  it('keep zone, week and source on the way to another coach', async () => {
    const practice = await app.given.practice();
    const ben = await app.given.coach(practice, { name: 'Ben Bright' });
    const offering = await app.given.offering(practice, { coachIds: [practice.coach.id, ben.id] });
    const page = await shows(`/${practice.slug}/book/${offering.slug}?zone=Europe/Paris&from=2027-01-18&source=letter`);
    const [, href = ''] = /href="([^"]+)"[^>]*>Ben Bright</.exec(page.text) ?? [];
    const query = new URLSearchParams(href.replaceAll('&amp;', '&').replace(/^\?|#.*$/g, ''));
    expect(Object.fromEntries(query)).toEqual({
      from: '2027-01-18',
      zone: 'Europe/Paris',
      coach: ben.slug,
      source: 'letter',
    });
  });

  it('show when a coach is free next, and lead there with that time chosen', async () => {
    const practice = await app.given.practice();
    await app.given.paidOffering(practice, { slug: 'later', name: 'Later', minimumNoticeMinutes: 2 * 24 * 60 });
    await app.given.offering(practice, { slug: 'soon', name: 'Soon' });
    const page = await shows(`/${practice.slug}/${practice.coach.slug}`);
    expect(page.text).toMatch(/Next free time, in London time: Soon/);
    const [, href = '', words] = /href="([^"]+#details)"[^>]*>([^<]+)</.exec(page.text) ?? [];
    expect(words).toMatch(/^Monday 11 January at \d\d:00$/);
    const chosen = await shows(href.replaceAll('&amp;', '&'));
    expect(chosen.text).toMatch(
      new RegExp(`<input[^>]*aria-label="${words}"[^>]*checked|checked[^>]*aria-label="${words}"`),
    );
  });

  it('say nothing of a next time where a coach has none', async () => {
    const practice = await app.given.practice();
    const page = await shows(`/${practice.slug}/${practice.coach.slug}`);
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('Next free time');
  });

  it('book, and lead to where it is paid', async () => {
    const { practice, path } = await paidPage();
    const booked = await sends(path, { ...who, start: monday });
    expect(booked.status).toBe(303);
    expect(booked.headers['location']).toMatch(/\/c\/pay\/cs_/);
    expect(await app.rows(practice, 'appointments')).toMatchObject([{ status: 'held' }]);
  });

  it('give back everything that was typed when something is missing, and say what', async () => {
    const { practice, path } = await paidPage();
    const page = await sends(path, { ...who, email: 'ida at home', start: monday });
    expect(page.status).toBe(400);
    expect(page.text).toContain('value="Ida"');
    expect(page.text).toContain('value="ida at home"');
    expect(page.text).toContain('Please enter an e-mail address');
    expect(page.headers['cache-control']).toBe('no-store');
    expect(await app.rows(practice, 'appointments')).toEqual([]);
  });

  it('keep the week and the time chosen in it when something else is missing (issue 4, item 9)', async () => {
    const { path } = await paidPage();
    const later = await shows(`${path}?from=2027-02-01`);
    const [, action = ''] = /<form method="post" action="([^"]+)"/.exec(later.text) ?? [];
    const wednesday = '2027-02-03T10:00:00Z';
    const page = await sends(action.replaceAll('&amp;', '&'), { ...who, email: 'ida at home', start: wednesday });
    expect(page.status).toBe(400);
    const [chosen] = new RegExp(`<input[^>]*value="${wednesday}"[^>]*>`).exec(page.text) ?? [];
    expect(chosen).toContain('checked');
    expect(page.text).toContain('<b>Wednesday 3 February at 10:00</b>');
  });

  it('say which of two times it is where the clock reads it twice: listed, nearby, and booked (issue 4, item 2)', async () => {
    app.clock.set('2027-10-29T09:00:00Z');
    const practice = await app.given.practice();
    const weekly = [{ days: ['sun'], from: '00:30', to: '02:30' }];
    const night = await app.given.coach(practice, { name: 'Nia Night', weekly });
    const offering = await app.given.offering(practice, { coachIds: [night.id] });
    const slots = await app.visitor
      .get(`/api/v1/public/practices/${practice.slug}/offerings/${offering.slug}/slots`)
      .query({ from: '2027-10-31', to: '2027-10-31', timeZone: 'Europe/London' });
    const [day] = (slots.body as { days: { slots: { local: string; doubled?: true }[] }[] }).days;
    expect(day!.slots.map(({ local, doubled }) => [local.slice(11), doubled])).toEqual([
      ['00:30', undefined],
      ['01:30', true],
      ['01:30', true],
    ]);
    const second = '2027-10-31T01:30:00Z';
    const booked = await app.books('Ida', practice, offering, second);
    const { pathname } = new URL((booked.body as { manageUrl: string }).manageUrl);
    expect((await shows(pathname)).text).toContain('<b>Sunday 31 October at 01:30 UTC+00:00</b>');
    expect((await app.visitor.get(`/api/v1/public${pathname.replace('/a/', '/appointments/')}`)).body).toMatchObject({
      appointment: { local: '2027-10-31T01:30', offset: '+00:00', doubled: true },
    });
    const late = await sends(`/${practice.slug}/book/${offering.slug}`, { ...who, start: second });
    expect(late.status).toBe(409);
    expect(late.text).toContain('aria-label="Sunday 31 October at 01:30 UTC+01:00"');
  });

  it('offer other times to whoever was a moment late, with their words kept', async () => {
    const { practice, offering, path } = await paidPage();
    await app.books('Bea', practice, offering, monday);
    const page = await sends(path, { ...who, start: monday });
    expect(page.status).toBe(409);
    expect(page.text).toContain('Somebody was a moment faster');
    expect(page.text).toContain('value="ida@example.org"');
    expect(page.text).toContain('Monday 18 January at 11:00');
  });

  it('keep a time longer, show what cancelling does, and cancel', async () => {
    const { practice, offering } = await paidPage();
    const booked = await app.books('Ida', practice, offering, monday);
    const { pathname } = new URL((booked.body as { manageUrl: string }).manageUrl);
    app.clock.advance({ minutes: 5 });
    const longer = await sends(`${pathname}/hold`, {});
    expect(longer.headers['location']).toBe(`${pathname}?notice=held-longer`);
    expect((await shows(pathname)).text).toContain('We keep this time for you until');
    expect((await shows(`${pathname}/cancel`)).text).toContain('It costs you nothing.');
    const cancelled = await sends(`${pathname}/cancel`, { seenAmount: '0', seenCurrency: 'GBP' });
    expect(cancelled.headers['location']).toBe(pathname);
    expect((await shows(pathname)).text).toContain('This time is cancelled');
  });

  it('say at once what cancelling does to the money, and later that it went back', async () => {
    const { practice, offering } = await paidPage();
    const booking = await payer.books('Ida', practice, offering, monday);
    await payer.pays(booking);
    await sends(`/a/${booking.token}/cancel`, { seenAmount: '0', seenCurrency: 'GBP' });
    const page = await shows(`/a/${booking.token}`);
    expect(page.text).toContain('You get £95 back.');
    await app.settle();
    await app.stripe.webhooksSettled();
    expect((await shows(`/a/${booking.token}`)).text).toContain('£95, paid back');

    const late = await payer.books('Bo', practice, offering, '2027-01-12T10:00:00Z');
    await payer.pays(late);
    app.clock.set('2027-01-11T20:00:00Z');
    await sends(`/a/${late.token}/cancel`, { seenAmount: '4750', seenCurrency: 'GBP' });
    expect((await shows(`/a/${late.token}`)).text).toContain('You get £47.50 back; £47.50 stays with the practice.');
  });

  it('hand out a calendar file while a time is booked, the same entry as in the mail', async () => {
    const { practice, offering } = await paidPage();
    const booking = await payer.books('Ida', practice, offering, monday);
    const file = `/a/${booking.token}/calendar.ics`;
    const early = await shows(file);
    expect([early.status, early.headers['location']]).toEqual([303, `/a/${booking.token}?notice=not-possible`]);
    expect((await shows(`/a/${booking.token}`)).text).not.toContain('calendar.ics');
    await payer.pays(booking);
    await app.settle();
    expect((await shows(`/a/${booking.token}`)).text).toContain(`href="${file}"`);

    const answer = await app.visitor.get(file).buffer(true);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8; method=PUBLISH',
      'content-disposition': 'attachment; filename="appointment.ics"',
      'cache-control': 'no-store',
    });
    const [mailed] = app.mailbox.messages('ida@example.org').flatMap(({ attachments }) => attachments);
    const entry = (text: string) => {
      const event = new ICAL.Event(new ICAL.Component(ICAL.parse(text) as unknown[]).getFirstSubcomponent('vevent')!);
      const { uid, sequence, summary, location, description } = event;
      return { uid, sequence, summary, location, description, start: event.startDate.toJSDate() };
    };
    expect(entry(answer.text)).toEqual(entry(mailed!.text));
    expect(entry(answer.text)).toMatchObject({ summary: 'Appointment', location: null, start: new Date(monday) });
    expect((await shows(`/a/${practice.id}_x/calendar.ics`)).status).toBe(404);
  });

  it('name the day until which an approved time is kept, in the zone of whoever booked it', async () => {
    const practice = await app.given.practice();
    const offering = await app.given.paidOffering(practice, { approval: 'coach' });
    const client = { name: 'Ida', email: 'ida@example.org', timeZone: 'Pacific/Auckland' };
    const booked = await app.books('Ida', practice, offering, monday, { client });
    const { appointment, manageUrl } = booked.body as { appointment: { id: string }; manageUrl: string };
    expect((await app.as(practice).post(`/appointments/${appointment.id}/approve`).send({})).status).toBe(200);
    const page = await shows(new URL(manageUrl).pathname);
    expect(page.text).toContain('We keep this time for you until Tuesday 12 January at 22:00.');
  });

  it('look again by themselves while a payment is on its way', async () => {
    const { practice, offering } = await paidPage();
    const booked = await app.books('Ida', practice, offering, monday);
    const { pathname } = new URL((booked.body as { manageUrl: string }).manageUrl);
    const page = await shows(`${pathname}/paid`);
    expect(page.text).toContain('We are waiting for your payment');
    expect(page.text).toContain('<noscript><meta http-equiv="refresh"');
  });

  it('answer alike to known and unknown addresses that ask for a sign-in link', async () => {
    const { practice, offering } = await paidPage();
    await app.books('Ida', practice, offering, monday);
    const known = await sends('/me', { practice: practice.slug, email: 'ida@example.org' });
    const unknown = await sends('/me', { practice: practice.slug, email: 'nob@example.org' });
    expect(known.status).toBe(200);
    expect(known.text.replaceAll('ida@', 'nob@')).toBe(unknown.text);
  });

  it('show a button behind a mailed link, so that whoever looks at mails opens nothing', async () => {
    const page = await shows('/f/anything');
    expect(page.status).toBe(200);
    expect(page.text).toContain('Open the questions');
  });

  it('send whoever is not signed in to where one signs in', async () => {
    for (const path of ['/me/home', '/me/forms/0198f2a0-0000-7000-8000-000000000000']) {
      const page = await shows(path);
      expect([page.status, page.headers['location']]).toEqual([303, '/me']);
    }
  });

  it('say calmly that there is nothing, with the way out on top', async () => {
    const { practice } = await paidPage();
    for (const path of [
      '/nobody',
      `/${practice.slug}/nobody`,
      `/${practice.slug}/book/nothing`,
      `/a/${practice.id}_x`,
    ]) {
      const page = await shows(path);
      expect(page.status).toBe(404);
      expect(page.headers['content-type']).toContain('text/html');
      expect(page.text).toContain('id="leave"');
    }
  });

  it('lead from a manage link that is dead to help and to one’s own page, and from no other link', async () => {
    const { practice } = await paidPage();
    const doors = [`/${practice.slug}/help`, `/me?practice=${practice.slug}`];
    const dead = await shows(`/a/${practice.id}_${'x'.repeat(43)}`);
    expect(dead.status).toBe(404);
    for (const door of doors) expect(dead.text).toContain(`href="${door}"`);
    // Whoever was only named, or only typed, was told of no practice.
    for (const path of [`/i/${practice.id}_${'x'.repeat(43)}`, `/w/${practice.id}_${'x'.repeat(43)}`, '/a/nothing'])
      expect((await shows(path)).text).not.toMatch(/practice=|\/help"/);
  });

  it('leave no copy, no trace and no address behind where they are for one person', async () => {
    const { practice, offering, path } = await paidPage();
    const booked = await app.books('Ida', practice, offering, monday);
    const { pathname } = new URL((booked.body as { manageUrl: string }).manageUrl);
    const personal = [
      pathname,
      `${pathname}/paid`,
      `${pathname}/cancel`,
      '/f/any',
      '/me',
      '/me/sign-in/any',
      '/me/home',
    ];
    for (const one of [...personal, `${pathname}x`]) {
      const { headers } = await shows(one);
      expect([one, headers['cache-control'], headers['x-robots-tag']]).toEqual([one, 'no-store', 'noindex']);
      expect([one, headers['referrer-policy'], headers['content-encoding']]).toEqual([one, 'no-referrer', undefined]);
    }
    for (const one of ['/', `/${practice.slug}`, `/${practice.slug}/help`, path]) {
      const { headers } = await shows(one);
      expect([one, headers['cache-control'], headers['x-robots-tag']]).toEqual([one, 'no-cache', undefined]);
      expect([one, headers['referrer-policy']]).toEqual([one, 'no-referrer']);
    }
  });

  it('tell programs that look for pages which ones are theirs to see', async () => {
    const robots = await shows('/robots.txt');
    expect(robots.headers['content-type']).toContain('text/plain');
    expect(robots.text).toMatch(/^User-agent: \*\nDisallow: \/api\/\nDisallow: \/studio\n/);
    // Naming them would keep the address of a leaked link in an index, with its secret in it.
    expect(robots.text).not.toMatch(/Disallow: \/(a|f|me)\b/);
  });

  describe('show help', () => {
    const from = (path: string, languages: string) => app.visitor.get(path).set('accept-language', languages);
    const panel = ({ text }: { text: string }) => /<aside class="help"[\s\S]*?<\/aside>/.exec(text)?.[0] ?? '';

    it('for the country of whoever looks, named, with a way to change it', async () => {
      const { practice, offering, path } = await paidPage();
      const booked = await app.books('Ida', practice, offering, monday);
      const { pathname } = new URL((booked.body as { manageUrl: string }).manageUrl);
      for (const one of [`/${practice.slug}`, `/${practice.slug}/${practice.coach.slug}`, path, pathname]) {
        const german = await from(one, 'de-DE,de;q=0.9,en;q=0.5');
        expect([one, panel(german)]).toEqual([one, expect.stringContaining('Hilfetelefon')]);
        expect(panel(german)).toContain('Germany');
        expect(panel(german)).toContain(`href="/${practice.slug}/help"`);
        expect([one, german.headers['vary']]).toEqual([one, expect.stringContaining('accept-language')]);
        expect(panel(await shows(one))).toMatch(/United Kingdom[\s\S]*Samaritans|Samaritans[\s\S]*United Kingdom/);
      }
    });

    it('for the country of the zone somebody chose, where their browser names none', async () => {
      const { practice, path } = await paidPage();
      expect(panel(await from(`${path}?zone=Europe/Paris`, 'en'))).toContain('3919');
      const page = await from(`/${practice.slug}/help`, 'sv-SE');
      expect(page.text).toContain('Kvinnofridslinjen');
      expect(page.text).toMatch(/<option[^>]* value="SE"[^>]* selected|<option[^>]* selected[^>]* value="SE"/);
      expect((await from(`/${practice.slug}/help?country=NL`, 'sv-SE')).text).toContain('Veilig Thuis');
    });
  });

  it('are known to hold help lines that were checked, by the day of the oldest', async () => {
    const look = async () => (await shows('/readyz')).body as { degraded: string[]; helpLinesCheckedOn: string };
    const ready = await look();
    expect(ready.helpLinesCheckedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(ready.degraded).not.toContain('helpLines');
    app.clock.set(`${Number(ready.helpLinesCheckedOn.slice(0, 4)) + 2}-01-01T00:00:00Z`);
    expect((await look()).degraded).toContain('helpLines');
  });

  it('let browsers keep their scripts for ever, since their names change with them', async () => {
    const { practice } = await paidPage();
    const [, script = ''] = /src="(\/assets\/site\/[^"]+)"/.exec((await shows(`/${practice.slug}`)).text) ?? [];
    const answer = await shows(script);
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });
});
