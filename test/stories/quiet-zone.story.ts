import { privatePeople, type Booked } from '../support/private-people.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { withPin } = privatePeople(app);
const settings = { level: 'discreet', quietHours: { from: '00:00', to: '07:30' }, sender: null, subject: null };

/** Staff correct a client's zone, as they correct a name. */
async function staffMove({ practice, clientId }: Booked, timeZone: string): Promise<void> {
  const { headers } = await app.as(practice).get(`/clients/${clientId}`);
  const patch = app.as(practice).patch(`/clients/${clientId}`).set('If-Match', String(headers['etag']));
  expect((await patch.send({ timeZone })).body).toMatchObject({ timeZone });
}

/** Somebody whose page is open, and their mailbox emptied of what came before. */
async function seated() {
  const made = await withPin();
  await app.settle();
  await app.mailbox.clear();
  const read = async () => (await made.own.call('get', '/safe-contact')).body as { timeZone: string; revision: number };
  const put = (body: object) => made.own.call('put', '/safe-contact', { ...settings, ...body });
  return { ...made, read, put };
}

const zoneOf = async ({ practice, clientId }: Booked): Promise<unknown> =>
  ((await app.as(practice).get(`/clients/${clientId}`)).body as { timeZone: string }).timeZone;

describe('The zone in which a client meant their quiet hours (issue 3, item 3)', () => {
  it('is theirs alone to change: staff who correct their zone do not shift the hours in which no mail comes', async () => {
    for (const chosen of [{ timeZone: 'Europe/London' }, {}]) {
      const made = await seated();
      expect((await made.put({ ...chosen, revision: 0 })).body).toMatchObject({ timeZone: 'Europe/London' });
      await staffMove(made, 'Asia/Tokyo');
      expect(await made.read()).toMatchObject({ timeZone: 'Europe/London', revision: 1 });
      // Three in the morning in London is noon in Tokyo.
      app.clock.set(
        new Date(Date.parse(`${app.clock.now().toISOString().slice(0, 10)}T03:00:00Z`) + 86_400_000).toISOString(),
      );
      const asks = { offering: (await app.given.offering(made.practice)).id, coach: made.practice.coach.id };
      const start = new Date(app.clock.now().getTime() + 36 * 3_600_000).toISOString().slice(0, 13) + ':00:00Z';
      const booked = await app
        .as(made.practice)
        .post('/appointments')
        .send({ ...asks, start, client: made.clientId });
      expect(booked.status).toBe(201);
      await app.settle();
      app.clock.advance({ minutes: 3 }); // then it can no longer be taken back
      await app.settle();
      expect(app.mailbox.messages(`${made.name.toLowerCase()}@example.org`)).toEqual([]);
      const { id } = booked.body as { id: string };
      const planned = await app.rows<{ cause_id: string; reason: string }>(made.practice, 'messages');
      expect(planned.filter(({ cause_id: of }) => of === id)).toContainEqual(
        expect.objectContaining({ template: 'confirmation', reason: 'quiet-hours' }),
      );
    }
  });

  it('goes along with hours that are changed without it, and with a zone that they choose themselves', async () => {
    const made = await seated();
    await made.put({ revision: 0 });
    await staffMove(made, 'Asia/Tokyo');
    const later = { from: '22:00', to: '06:00' };
    expect((await made.put({ quietHours: later, revision: 1 })).body).toMatchObject({ timeZone: 'Europe/London' });
    expect(await zoneOf(made)).toBe('Asia/Tokyo');
    const moved = await made.put({ quietHours: later, timeZone: 'America/New_York', revision: 2 });
    expect(moved.body).toMatchObject({ timeZone: 'America/New_York', revision: 3 });
    expect(await zoneOf(made)).toBe('America/New_York');
  });

  it('ends with the hours: whoever takes mail at any time reads the zone that staff keep for them', async () => {
    const made = await seated();
    await made.put({ revision: 0 });
    await staffMove(made, 'Asia/Tokyo');
    expect((await made.put({ quietHours: null, revision: 1 })).body).toMatchObject({ timeZone: 'Asia/Tokyo' });
  });
});
