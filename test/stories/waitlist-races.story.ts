import { WaitlistOffering } from '#booking';
import type { GivenOffering, GivenPractice } from '../support/given.js';
import { Payer } from '../support/payments.js';
import { useTestApp } from '../support/test-app.js';
import { Waiting } from '../support/waiting.js';

const app = useTestApp();
const { given, clock } = app;
const payer = new Payer(app);
const waiting = new Waiting(app);
const wednesday = '2027-01-13T10:00:00Z';

interface Offer {
  id: string;
  entry_id: string;
  status: string;
  start_at: Date;
}
const offers = (practice: GivenPractice) => app.rows<Offer>(practice, 'waitlist_offers');
const kept = async (practice: GivenPractice, start = wednesday) =>
  (await app.rows<{ start_at: Date; live: boolean }>(practice, 'time_claims')).filter(
    ({ live, start_at }) => live && start_at.getTime() === Date.parse(start),
  ).length;
/** Two processes, each with connections of its own. */
const workers = () => [app.worker, app.api].map((one) => one.get(WaitlistOffering, { strict: false }));

/** A time that came free and is kept for the first of two who wait. */
async function anOffer() {
  const practice = await given.practice();
  const offering = await given.offering(practice);
  const early = await waiting.books(practice, offering, wednesday);
  const first = await waiting.joined(practice, offering, '2027-01-20T10:00:00Z');
  const second = await waiting.joined(practice, offering, '2027-01-20T11:00:00Z');
  await waiting.cancels(early);
  await app.settle();
  const [{ id: offerId }] = (await offers(practice)) as [Offer];
  return { practice, offering, first, second, offerId, link: waiting.linkTo(first.email)! };
}

describe('A time that is kept for somebody who waits, under races (issue 4, item 4)', () => {
  it('is taken in its last second, or let go: one of both, whoever comes first', async () => {
    const { practice, first, second, offerId, link } = await anOffer();
    clock.set('2027-01-11T11:00:01.900Z');
    const [taken] = await Promise.all([
      waiting.acts(link, 'claim', { start: wednesday }),
      ...workers().map((worker) => worker.passOn(practice.id, offerId)),
    ]);
    clock.set('2027-01-11T11:00:02.000Z');
    await Promise.all(workers().map((worker) => worker.passOn(practice.id, offerId)));
    expect(taken.status).toBe(200);
    expect((await offers(practice)).map(({ status }) => status)).toEqual(['taken']);
    expect(await kept(practice)).toBe(1);
    expect((await payer.sees(first)).appointment).toMatchObject({ start: wednesday });
    expect(waiting.told(second.email)).toBe(0);
  });

  it('is over at its instant: who comes then is told so, and it goes to the next once', async () => {
    const { practice, first, offerId, link } = await anOffer();
    clock.set('2027-01-11T11:00:02.000Z');
    const [late] = await Promise.all([
      waiting.acts(link, 'claim', { start: wednesday }),
      ...workers().map((worker) => worker.passOn(practice.id, offerId)),
    ]);
    expect(late).toBeProblem(409, '/problems/offer-over');
    expect((await offers(practice)).map(({ status }) => status).sort()).toEqual(['open', 'over']);
    expect(await kept(practice)).toBe(1);
    expect((await payer.sees(first)).appointment).toMatchObject({ start: '2027-01-20T10:00:00Z', sequence: 0 });
  });

  it('is taken once, however often it is pressed, and not both taken and refused', async () => {
    const { practice, link } = await anOffer();
    const answers = await Promise.all(
      (['claim', 'claim', 'decline'] as const).map((act) => waiting.acts(link, act, { start: wednesday })),
    );
    await app.settle();
    const ofThatTime = (await offers(practice)).filter(({ start_at }) => start_at.getTime() === Date.parse(wednesday));
    const won = answers.slice(0, 2).map(({ status }) => status);
    const tookIt = ofThatTime[0]!.status === 'taken';
    expect(won).toEqual(tookIt ? [200, 200] : [409, 409]);
    expect(ofThatTime.map(({ status }) => status)).toEqual(tookIt ? ['taken'] : ['declined', 'open']);
    expect(await kept(practice)).toBe(1);
  });

  it('is not anybody else’s meanwhile, nor two people’s: of two times freed at once each of two gets one', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const starts = ['2027-01-13T10:00:00Z', '2027-01-14T10:00:00Z'];
    const early = [];
    for (const start of starts) early.push(await waiting.books(practice, offering, start));
    for (const hour of [10, 11]) await waiting.joined(practice, offering, `2027-01-20T${hour}:00:00Z`);
    await app.settle();
    for (const one of early) await waiting.cancels(one);
    const { id: coachId } = practice.coach;
    const freed = starts.map((from) => {
      const to = new Date(Date.parse(from) + 3_600_000).toISOString();
      return { coachId, from, to, offerableAt: clock.now().toISOString() };
    });
    const [strangers] = await Promise.all([
      Promise.all(starts.map((start, n) => app.books(`Zoe${n}`, practice, offering, start))),
      ...workers().flatMap((worker) => freed.map((one) => worker.offer(practice.id, one))),
    ]);
    await app.settle();
    const all = await offers(practice);
    const booked = strangers.filter(({ status }) => status === 201).length;
    expect(all.every(({ status }) => status === 'open')).toBe(true);
    expect(all).toHaveLength(2 - booked);
    expect(new Set(all.map(({ entry_id }) => entry_id)).size).toBe(all.length);
    expect(await Promise.all(starts.map((start) => kept(practice, start)))).toEqual([1, 1]);
  });

  it('is kept and told, or neither: a worker that is killed half way leaves nothing, and the next does it', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const early = await waiting.books(practice, offering, wednesday);
    const first = await waiting.joined(practice, offering, '2027-01-20T10:00:00Z');
    await app.settle();
    await waiting.cancels(early);
    await app.sql(`CREATE FUNCTION no_more() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF NEW.name = 'scheduling.waitlist-offered' THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF; RETURN NEW; END $$`);
    await app.sql('CREATE TRIGGER no_more BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION no_more()');
    try {
      await expect(app.settle()).rejects.toThrow();
    } finally {
      await app.sql('DROP TRIGGER no_more ON outbox; DROP FUNCTION no_more()');
    }
    expect([await offers(practice), await kept(practice)]).toEqual([[], 0]);
    await app.sql('UPDATE outbox SET next_try_at = NULL WHERE done_at IS NULL');
    await app.settle();
    expect([(await offers(practice)).length, await kept(practice), waiting.told(first.email)]).toEqual([1, 1, 1]);
  });

  it('goes back where it cannot be had any more: the coach has closed that day meanwhile', async () => {
    const { practice, first, link } = await anOffer();
    await given.availability(practice, practice.coach.id, {
      timeZone: 'Europe/London',
      weekly: [{ days: ['thu'], from: '09:00', to: '17:00' }],
      overrides: [],
    });
    expect(await waiting.acts(link, 'claim', { start: wednesday })).toBeProblem(409, '/problems/offer-over');
    await app.settle();
    expect((await offers(practice)).map(({ status }) => status)).toEqual(['withdrawn']);
    expect(await kept(practice)).toBe(0);
    expect((await payer.sees(first)).appointment).toMatchObject({ start: '2027-01-20T10:00:00Z' });
  });
});

describe('A visitor who found no time that suits (issue 4, item 4)', () => {
  const vic = { name: 'Vic', email: 'vic@example.org' };
  const subjects = (email: string) => app.mailbox.messages(email).map(({ subject }) => subject);
  async function aFullPractice(wishes: Record<string, unknown> = {}) {
    const practice = await given.practice();
    const offering: GivenOffering = await given.offering(practice, wishes);
    return { practice, offering, early: await waiting.books(practice, offering, wednesday) };
  }

  it('waits from when they confirmed by the mailed link, and nothing else comes before; looking confirms nothing', async () => {
    const { practice, offering, early } = await aFullPractice();
    const asked = await waiting.asks(practice, offering, vic);
    expect([asked.status, asked.body]).toEqual([202, { sent: true }]);
    await app.settle();
    const link = waiting.linkTo(vic.email)!;
    expect(await waiting.sees(link)).toMatchObject({ state: 'asked', practice: null, offeringName: null, offer: null });
    const mail = app.mailbox.messages(vic.email)[0]!;
    expect(mail.subject).toBe('Please confirm');
    expect(`${mail.subject} ${mail.text}`).not.toMatch(/Offering|Coach|Practice|Vic|January/);
    await waiting.cancels(early);
    await app.settle();
    expect(subjects(vic.email)).toEqual(['Please confirm']);

    expect((await waiting.acts(link, 'confirm')).body).toMatchObject({ state: 'waiting' });
    const again = await waiting.books(practice, offering, wednesday);
    await waiting.cancels(again);
    await app.settle();
    expect(subjects(vic.email)).toEqual(['Please confirm', 'A time has come free']);
    const taken = await waiting.acts(link, 'claim', { start: wednesday });
    expect(taken.body).toMatchObject({ moved: false, appointment: { status: 'confirmed', start: wednesday } });
    await app.settle();
    expect(subjects(vic.email)).toContain('Your appointment is confirmed');
    expect((await waiting.sees(link)).state).toBe('taken');
  });

  it('is answered alike whether the address is known; asked for often, one mail goes there in a day', async () => {
    const { practice, offering, early } = await aFullPractice();
    const answers = [];
    for (const email of [early.email, vic.email, vic.email, vic.email.toUpperCase()])
      answers.push(await waiting.asks(practice, offering, { ...vic, email }));
    const said = answers.map(({ status, body }) => JSON.stringify([status, body]));
    expect(new Set(said).size).toBe(1);
    await app.settle();
    expect(waiting.told(vic.email, 'Please confirm')).toBe(1);
    expect(waiting.told(early.email, 'Please confirm')).toBe(1);
    clock.advance({ hours: 25 });
    await waiting.asks(practice, offering, vic);
    await app.settle();
    expect(waiting.told(vic.email, 'Please confirm')).toBe(2);
  });

  it('is asked again a day after the last mail, however often somebody typed their address meanwhile', async () => {
    const { practice, offering } = await aFullPractice();
    for (let asked = 0; asked < 3; asked += 1) {
      await waiting.asks(practice, offering, vic);
      await app.settle();
      clock.advance({ hours: 20 });
    }
    expect(waiting.told(vic.email, 'Please confirm')).toBe(2);
  });

  it('pays, or waits for an answer, as whoever books', async () => {
    const practice = await given.practice();
    for (const [offering, status] of [
      [await given.paidOffering(practice), 'held'],
      [await given.offering(practice, { approval: 'coach' }), 'pending_approval'],
    ] as const) {
      const email = `vic-${status.slice(0, 4)}@example.org`;
      await waiting.asks(practice, offering, { email }, { days: ['wed'], parts: ['morning'], until: '2027-01-31' });
      await app.settle();
      const link = waiting.linkTo(email)!;
      await waiting.acts(link, 'confirm');
      const early = await waiting.books(practice, offering, wednesday);
      await waiting.cancels(early);
      await app.settle();
      // What it costs is read before it is taken.
      const page = await app.visitor.get(`/w/${waiting.linkTo(email)!}`);
      expect(page.text).toContain(status === 'held' ? '<dt>Price</dt><dd>£95</dd>' : '<dt>Price</dt><dd>Free</dd>');
      const { body } = await waiting.acts(link, 'claim', { start: wednesday });
      expect(body).toMatchObject({ moved: false, appointment: { status } });
      expect('checkoutUrl' in (body as { payment: object }).payment).toBe(status === 'held');
      await app.settle();
      clock.advance({ minutes: 20 });
      await app.settle();
    }
  });

  it('leaves by themselves once they have booked, and their link was opened', async () => {
    const { practice, offering } = await aFullPractice();
    await waiting.asks(practice, offering, vic);
    await app.settle();
    await waiting.acts(waiting.linkTo(vic.email)!, 'confirm');
    const booked = await payer.books('Vic', practice, offering, '2027-01-15T10:00:00Z');
    await app.settle();
    expect((await waiting.sees(waiting.linkTo(vic.email)!)).state).toBe('waiting');
    const page = app.mailbox.messages(vic.email).flatMap(({ text }) => /\/a\/(\S+)/.exec(text)?.[1] ?? []);
    await payer.calls('post', `${page.at(-1)}/reschedule`, { start: '2027-01-15T11:00:00Z' });
    await app.settle();
    expect((await waiting.sees(waiting.linkTo(vic.email)!)).state).toBe('ended');
    expect(booked.id).not.toBe('');
  });

  it('is told what does not hold, and cannot wait for what is for two', async () => {
    const practice = await given.practice();
    const [alone, forTwo] = [await given.offering(practice), await given.offering(practice, { kind: 'couple' })];
    expect(await waiting.asks(practice, forTwo, vic)).toBeProblem(400, '/problems/invalid');
    expect(await waiting.asks(practice, alone, { ...vic, email: 'nobody' })).toBeProblem(400, '/problems/invalid');
    expect(await waiting.asks(practice, alone, vic, { until: '2027-01-10' })).toBeProblem(400, '/problems/invalid');
    const form = { ...vic, timeZone: 'Europe/London', until: '2027-01-10' };
    const page = await app.visitor.post(`/${practice.slug}/wait/${alone.slug}`).type('form').send(form);
    expect([page.status, page.text]).toEqual([
      400,
      expect.stringMatching(/aria-invalid[^>]*>[^<]*<p[^>]*>That date is over/),
    ]);
    expect(await waiting.asks(practice, alone, vic, { days: [] })).toBeProblem(400, '/problems/invalid');
    expect(await waiting.asks(practice, alone, vic, { coach: 'nobody' })).toBeProblem(400, '/problems/invalid');
    expect(await app.visitor.get('/api/v1/public/waitlist/nothing')).toBeProblem(404, '/problems/not-found');
  });
});
