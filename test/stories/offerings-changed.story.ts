import type { GivenOffering, GivenPractice } from '../support/given.js';
import { Payer } from '../support/payments.js';
import { signsIn } from '../support/insiders.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;
const payer = new Payer(app);
const start = '2027-01-13T10:00:00Z';

async function changes(practice: GivenPractice, { id }: GivenOffering, patch: object) {
  const { headers } = await app.as(practice).get(`/offerings/${id}`);
  return app.as(practice).patch(`/offerings/${id}`).set('If-Match', String(headers['etag'])).send(patch);
}
const publicly = async ({ slug }: GivenPractice) =>
  (await app.visitor.get(`/api/v1/public/practices/${slug}`)).body.offerings as { slug: string }[];
const timesOf = ({ slug }: GivenPractice, offering: GivenOffering, more = '') =>
  app.visitor.get(
    `/api/v1/public/practices/${slug}/offerings/${offering.slug}/slots?from=2027-01-13&to=2027-01-13&timeZone=Europe/London${more}`,
  );

describe('An offering that is offered no more (issue 4, item 1)', () => {
  it('is gone from every public page, its booked appointments stand, and it comes back as it was', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice, { name: 'A long walk' });
    const booking = await payer.books('Ida', practice, offering, start);
    await app.settle();
    expect((await changes(practice, offering, { active: false })).body).toMatchObject({ active: false, revision: 2 });

    expect(await publicly(practice)).toEqual([]);
    expect((await timesOf(practice, offering)).status).toBe(404);
    expect((await app.visitor.get(`/${practice.slug}/book/${offering.slug}`)).status).toBe(404);
    expect((await app.books('Bea', practice, offering, start)).status).toBe(404);
    expect((await payer.sees(booking)).appointment).toMatchObject({ status: 'confirmed' });
    expect((await app.visitor.get(`/a/${booking.token}`)).text).toContain('A long walk');
    const moved = await payer.calls('post', `${booking.token}/reschedule`, { start: '2027-01-14T10:00:00Z' });
    expect(moved.status).toBe(200);

    await changes(practice, offering, { active: true });
    expect(await publicly(practice)).toMatchObject([{ slug: offering.slug, name: 'A long walk' }]);
    expect((await timesOf(practice, offering)).status).toBe(200);
  });

  it('may be withdrawn and changed by owners and coaches, and only be read by assistants', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const path = `/offerings/${offering.id}`;
    const nora = await signsIn(app, practice, { role: 'coach', coach: true });
    expect((await nora.patch(path, { active: false }, 1)).status).toBe(200);
    const ash = await signsIn(app, practice, { role: 'assistant' });
    expect((await ash.get(path)).body).toMatchObject({ active: false });
    expect((await ash.patch(path, { active: true }, 2)).status).toBe(403);
    expect((await ash.get('/practice')).body).toMatchObject({
      slug: practice.slug,
      currency: 'GBP',
      paymentsReady: true,
    });
  });
});

describe('The terms of an offering (issue 4, item 1)', () => {
  it('hold for new bookings alone: length, approval and coaches stay for whoever booked before', async () => {
    const practice = await given.practice();
    const other = await given.coach(practice);
    const offering = await given.offering(practice, { durationMinutes: 60 });
    const booking = await payer.books('Ida', practice, offering, start);
    const patch = {
      durationMinutes: 30,
      approval: 'coach',
      coachIds: [other.id],
      maxPerDay: 1,
      minimumNoticeMinutes: 60,
    };
    expect((await changes(practice, offering, patch)).status).toBe(200);
    expect((await payer.sees(booking)).appointment).toMatchObject({
      status: 'confirmed',
      end: '2027-01-13T11:00:00Z',
      coach: practice.coach.slug,
    });
    const asked = await app.books('Bea', practice, offering, start);
    expect(asked.body.appointment).toMatchObject({
      status: 'pending_approval',
      coach: other.slug,
      end: '2027-01-13T10:30:00Z',
    });
    expect((await timesOf(practice, offering, `&coach=${practice.coach.slug}`)).body.errors).toMatchObject([
      { path: 'coach' },
    ]);
  });

  it('leave whoever booked their coach when they move it, who offers it to nobody else any more', async () => {
    const practice = await given.practice();
    const other = await given.coach(practice);
    const offering = await given.offering(practice);
    const booking = await payer.books('Ida', practice, offering, start);
    expect((await changes(practice, offering, { coachIds: [other.id] })).status).toBe(200);
    const moved = await payer.calls('post', `${booking.token}/reschedule`, { start: '2027-01-14T10:00:00Z' });
    expect([moved.status, moved.body.appointment]).toMatchObject([200, { coach: practice.coach.slug }]);
    const path = `/appointments/${booking.id}/reschedule`;
    expect((await app.as(practice).post(path).send({ start: '2027-01-14T12:00:00Z' })).status).toBe(200);
  });

  it('are refused at the very field', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    await given.offering(practice, { slug: 'taken' });
    for (const [patch, path] of [
      [{ durationMinutes: 4 }, 'durationMinutes'],
      [{ startEveryMinutes: 0 }, 'startEveryMinutes'],
      [{ bufferAfterMinutes: -1 }, 'bufferAfterMinutes'],
      [{ minimumNoticeMinutes: 525_601 }, 'minimumNoticeMinutes'],
      [{ bookingWindowDays: 1001 }, 'bookingWindowDays'],
      [{ maxPerDay: 0 }, 'maxPerDay'],
      [{ slug: 'Not so' }, 'slug'],
      [{ name: ' ' }, 'name'],
      [{ coachIds: [] }, 'coachIds'],
      [{ payment: 'deposit', price: { amount: 9500, currency: 'GBP' } }, 'deposit'],
      [{ format: 'phone', location: 'https://video.example.org' }, 'location'],
      [{ format: 'place', location: 'x'.repeat(301) }, 'location'],
      [{ kind: 'couple' }, 'kind'],
    ] as const) {
      const refused = await changes(practice, offering, patch);
      expect([patch, refused.status, refused.body.errors]).toEqual([patch, 400, [expect.objectContaining({ path })]]);
    }
    expect(await changes(practice, offering, { slug: 'taken' })).toBeProblem(409, '/problems/slug-taken');
  });
});

describe('What visitors read of an offering (issue 4, item 9)', () => {
  it('is what it is about, how and with whom; the coach, or whoever is free, is theirs to choose', async () => {
    const practice = await given.practice();
    const other = await given.coach(practice, { name: 'Birgit' });
    const offering = await given.offering(practice, {
      description: 'An hour by the sea.\nBring a coat.',
      format: 'place',
      coachIds: [practice.coach.id, other.id],
    });
    const page = `/${practice.slug}/book/${offering.slug}`;
    const any = await app.visitor.get(page);
    expect(any.text).toContain('An hour by the sea.\nBring a coat.');
    expect(any.text).toContain('One to one · in person');
    expect(any.text).toMatch(/aria-current="true"[^>]*>Anyone who is free</);
    const hers = await app.visitor.get(`${page}?coach=${other.slug}`);
    expect(hers.text).toMatch(/aria-current="true"[^>]*>Birgit</);
    const chosen = await app.visitor.get(`${page}?start=${start}`);
    expect(chosen.text).toMatch(/<dt>With<\/dt><dd>Anyone who is free<\/dd>/);
    for (const path of [`/${practice.slug}`, `/${practice.slug}/${other.slug}`])
      expect((await app.visitor.get(path)).text).toContain('An hour by the sea.');
  });
});
