import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;

describe('An offering for a group', () => {
  it('cannot be made yet, since only one booking of it could be taken', async () => {
    const practice = await given.practice();
    const body = {
      slug: 'circle',
      name: 'Circle',
      kind: 'group',
      durationMinutes: 60,
      startEveryMinutes: 60,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
      minimumNoticeMinutes: 0,
      bookingWindowDays: 60,
      approval: 'automatic',
      price: { amount: 0, currency: 'GBP' },
      payment: 'none',
      coachIds: [practice.coach.id],
    };
    const paths = async (more: object) => {
      const answer = await app
        .as(practice)
        .post('/offerings')
        .send({ ...body, ...more });
      expect(answer.status).toBe(400);
      return (answer.body as { errors: { path: string }[] }).errors.map(({ path }) => path);
    };
    expect(await paths({})).toEqual(['kind']);
    expect(await paths({ seats: 6 })).toEqual(['kind', 'seats']);
    expect(await paths({ kind: 'individual', seats: 6 })).toEqual(['seats']);
    const { id } = await given.offering(practice);
    const patched = await app.as(practice).patch(`/offerings/${id}`).set('If-Match', '"1"').send({ seats: 6 });
    expect(patched.body).toMatchObject({ status: 400, errors: [{ path: 'seats' }] });
  });
});
