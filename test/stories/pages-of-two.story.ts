import { agreesForTwo } from '../support/answers-for-two.js';
import { linkIn } from '../support/portal.js';
import { opensInBrowser, signInSecret } from '../support/private-door.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;
const start = '2027-01-13T10:00:00Z';
const ben = { name: 'Ben', email: 'ben@example.org', timeZone: 'Europe/London' };
const seen = { seenAmount: 0, seenCurrency: 'GBP' };
const shows = async (path: string, cookie = '') =>
  (await app.visitor.get(path).set('cookie', cookie).redirects(0)).text;

const uidOf = (file = ''): string | undefined => /^UID:(.*)$/m.exec(file)?.[1];

/** Wherever they are: Ben lives where it is another day already. */
const inAuckland = 'Pacific/Auckland';

/** Ana booked for two, the coach agreed, Ben accepted his invitation and Ana paid. */
async function givenTwo(bensZone = 'Europe/London') {
  const practice = await given.practice();
  const offering = await given.paidOffering(practice, { kind: 'couple', format: 'phone' });
  const admin = app.as(practice);
  const booked = await app.books('Ana', practice, offering, start, { partner: { ...ben, timeZone: bensZone } });
  const { id } = (booked.body as { appointment: { id: string } }).appointment;
  await agreesForTwo(app, practice, id);
  const { caseId } = (await admin.get(`/appointments/${id}`)).body as { caseId: string };
  const people = async () =>
    (await admin.get(`/cases/${caseId}`)).body.participants as { id: string; name: string; clientId: string }[];
  const named = (await people()).find(({ name }) => name === 'Ben')!;
  await admin.post(`/cases/${caseId}/partners/${named.id}/invite`).send({});
  await app.settle();
  await app.visitor
    .post(`/api/v1/public/joining/${linkIn(app, ben.email, 'i')}`)
    .send({ answer: 'accept', name: 'Ben', timeZone: bensZone });
  const anas = linkIn(app, 'ana@example.org', 'a');
  const page = await app.visitor.post(`/api/v1/public/appointments/${anas}/checkout`).send({});
  await app.pays((page.body as { checkoutUrl: string }).checkoutUrl);
  await app.settle();
  const benId = (await people()).find(({ name }) => name === 'Ben')!.clientId;
  const bens = linkIn(app, ben.email, 'a');
  const signsIn = async () => (await opensInBrowser(app, await signInSecret(app, practice.id, benId))).cookie;
  return { id, admin, anas, bens, cookie: await signsIn(), signsIn };
}

describe('One of two who cancels for themselves', () => {
  it('reads on every page that they are not coming, and nowhere that the time is booked (seen before: the page says booked after cancelling)', async () => {
    const { id, bens, cookie } = await givenTwo();
    const pages = [`/a/${bens}`, `/me/appointments/${id}`, '/me/home'];
    for (const path of pages) expect(await shows(path, cookie)).toMatch(/Your time is booked|Booked/);

    const left = await app.visitor.post(`/a/${bens}/cancel`).type('form').send(seen).redirects(0);
    expect([left.status, left.headers['location']]).toEqual([303, `/a/${bens}?notice=withdrawn`]);
    expect(await shows(left.headers['location'] as string)).toContain('You have given up your own place.');
    for (const path of pages) {
      const page = await shows(path, cookie);
      expect([path, page]).toEqual([path, expect.stringContaining('You are not coming')]);
      expect(page).not.toMatch(
        /booked<|>Booked|confirmation by e-mail|To cancel|Your coach calls you|Cancel this time/,
      );
    }
  });

  it('reads beforehand that their own place ends and nobody else is affected, in the same words whoever comes', async () => {
    const { anas, bens } = await givenTwo();
    const words = 'This ends your own place. Whoever else comes is not affected.';
    const before = [await shows(`/a/${anas}/cancel`), await shows(`/a/${bens}/cancel`)];
    for (const page of before) expect(page).toContain(words);
    expect(before[0]).toContain('If nobody else is coming, the time ends and you get £95 back.');
    expect(before[0]).not.toContain('<b>You get £95 back.');
    await app.visitor.post(`/a/${bens}/cancel`).type('form').send(seen).redirects(0);
    expect(await shows(`/a/${anas}/cancel`)).toBe(before[0]);
  });

  it('learns nothing from then on of when the other one meets, whether they came and what became of it', async () => {
    const { id, admin, bens, cookie, signsIn } = await givenTwo();
    await app.visitor.post(`/a/${bens}/cancel`).type('form').send(seen).redirects(0);
    const reads = async (cookie: string) => {
      const api = await app.visitor.get(`/api/v1/public/appointments/${bens}`);
      const again = await app.visitor.post(`/api/v1/public/appointments/${bens}/cancel`).send({});
      const file = (await shows(`/a/${bens}/calendar.ics`)).replace(/DTSTAMP:\S+/, '').replace(/\/a\/\S+/, '');
      const own = await app.visitor.get('/api/v1/portal/appointments').set('cookie', cookie);
      const refused = [];
      for (const [act, body] of [
        ['hold', {}],
        ['checkout', {}],
        ['reschedule', { start: '2027-01-15T10:00:00Z' }],
        ['waitlist', {}],
      ] as const) {
        const answer = await app.visitor.post(`/api/v1/public/appointments/${bens}/${act}`).send(body);
        refused.push({ ...answer.body, requestId: null });
      }
      const pages = [`/a/${bens}`, `/me/appointments/${id}`, '/me/home'].map((path) => shows(path, cookie));
      return [api.body, again.body, file, own.body, refused, ...(await Promise.all(pages))];
    };
    const before = await reads(cookie);
    expect(before[0]).toMatchObject({ attends: false, appointment: { status: 'confirmed', start, sequence: 0 } });

    const moved = await admin.post(`/appointments/${id}/reschedule`).send({ start: '2027-01-13T15:00:00Z' });
    expect(moved.status).toBe(200);
    app.clock.advance({ minutes: 5 });
    await app.settle();
    expect(await reads(cookie)).toEqual(before);
    app.clock.set('2027-01-13T16:30:00Z');
    const later = await signsIn();
    const then = await reads(later);
    expect(then[3]).toMatchObject({ data: [{ id, start }] });
    await admin.post(`/appointments/${id}/complete`).send({});
    await app.settle();
    expect(await reads(later)).toEqual(then);
    expect((await admin.get(`/appointments/${id}`)).body).toMatchObject({ status: 'completed', sequence: 1 });
  });

  it('is in the history that the coach reads, beside the appointment that stands', async () => {
    const { id, admin, bens } = await givenTwo();
    await app.visitor.post(`/a/${bens}/cancel`).type('form').send(seen).redirects(0);
    const { status, history } = (await admin.get(`/appointments/${id}`)).body;
    expect(status).toBe('confirmed');
    expect(history.at(-1)).toMatchObject({ action: 'attendance.withdrawn' });
  });
});

describe('A couple in two zones (issue 4, item 5)', () => {
  it("has two links: each shows its owner's name and time alone, and giving up one place leaves the other (published failure: one participant cancels for all)", async () => {
    const { anas, bens } = await givenTwo(inAuckland);
    const api = (token: string) => `/api/v1/public/appointments/${token}`;
    const view = async (token: string) => (await app.visitor.get(api(token))).body;
    const entry = async (token: string) => (await app.visitor.get(`/a/${token}/calendar.ics`)).text;
    expect(await view(anas)).toMatchObject({
      attendees: ['Ana'],
      appointment: { local: '2027-01-13T10:00', timeZone: 'Europe/London' },
    });
    expect(await view(bens)).toMatchObject({
      attendees: ['Ben'],
      appointment: { local: '2027-01-13T23:00', timeZone: inAuckland },
    });
    const pages = [await shows(`/a/${anas}`), await shows(`/a/${bens}`)] as const;
    expect(pages[0]).toContain('Wednesday 13 January at 10:00</b> (London time)');
    expect(pages[1]).toContain('Wednesday 13 January at 23:00</b> (Auckland time)');
    expect(`${pages[0]}${await entry(anas)}`).not.toMatch(/Ben|Auckland|ben@/);
    expect(`${pages[1]}${await entry(bens)}`).not.toMatch(/Ana\b|London|ana@/);
    expect(await entry(anas)).toContain('DTSTART;TZID=Europe/London:20270113T100000');
    expect(await entry(bens)).toContain('DTSTART;TZID=Pacific/Auckland:20270113T230000');

    await app.mailbox.clear();
    const inBensCalendar = await entry(bens);
    await app.visitor.post(`${api(bens)}/cancel`).send({});
    await app.settle();
    const [mail, ...more] = app.mailbox.messages('ben@example.org');
    expect([mail?.subject, more]).toEqual(['About your appointment', []]);
    expect(mail?.text).toContain(
      'you are not expected any more on Wednesday 13 January 2027 at 23:00 (Pacific/Auckland',
    );
    const takesOut = mail?.attachments[0]?.text;
    expect(takesOut).toContain('METHOD:CANCEL');
    expect(uidOf(takesOut)).toBe(uidOf(inBensCalendar));
    expect(`${mail?.text}${takesOut}`).not.toMatch(/Ana\b|London|ana@/);
    expect(await view(bens)).toMatchObject({ attends: false, actions: [] });
    expect(await shows(`/a/${anas}`)).toBe(pages[0]);
    expect((await view(anas)).appointment.status).toBe('confirmed');
    expect(app.mailbox.messages('ana@example.org')).toEqual([]);
  });
});
