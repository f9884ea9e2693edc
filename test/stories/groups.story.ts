import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;

describe('An offering for a group', () => {
  const start = '2027-01-12T09:00:00Z';

  it('is kept with its seats, and offered to nobody until a seat can be booked', async () => {
    const practice = await given.practice();
    const circle = await given.offering(practice, { slug: 'circle', name: 'Circle', kind: 'group', seats: 6 });
    const shown = await app.as(practice).get(`/offerings/${circle.id}`);
    expect([shown.status, shown.body]).toEqual([
      200,
      expect.objectContaining({ kind: 'group', seats: 6, active: true }),
    ]);

    const door = `/api/v1/public/practices/${practice.slug}`;
    expect((await app.visitor.get(door)).body.offerings).toEqual([]);
    const slots = await app.visitor.get(
      `${door}/offerings/circle/slots?from=2027-01-12&to=2027-01-13&timeZone=Europe/London`,
    );
    expect(slots).toBeProblem(404, '/problems/not-found');
    expect(await app.books('Ada', practice, circle, start)).toBeProblem(404, '/problems/not-found');
    expect(await app.rows(practice, 'appointments')).toEqual([]);
  });

  it('is not booked by staff either, who hear why', async () => {
    const practice = await given.practice();
    const circle = await given.offering(practice, { kind: 'group' });
    const client = { name: 'Ada', email: 'ada@example.org', timeZone: 'Europe/London' };
    const refused = await app
      .as(practice)
      .post('/appointments')
      .send({ offering: circle.id, coach: practice.coach.id, start, client });
    expect([refused.status, refused.body.errors]).toEqual([400, [expect.objectContaining({ path: 'offering' })]]);
    expect(await app.rows(practice, 'clients')).toEqual([]);
  });

  it('alone has seats', async () => {
    const practice = await given.practice();
    const { id } = await given.offering(practice);
    const patched = await app.as(practice).patch(`/offerings/${id}`).set('If-Match', '"1"').send({ seats: 6 });
    expect(patched.body).toMatchObject({ status: 400, errors: [{ path: 'seats' }] });
    const circle = await given.offering(practice, { kind: 'group', seats: 6 });
    const fewer = await app.as(practice).patch(`/offerings/${circle.id}`).set('If-Match', '"1"').send({ seats: 4 });
    expect([fewer.status, fewer.body]).toEqual([200, expect.objectContaining({ seats: 4 })]);
  });
});
