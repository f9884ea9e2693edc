import { TaskService } from '#caseload';
import { TimeZone } from '#contracts';
import { signsIn } from '../support/insiders.js';
import { useTestApp } from '../support/test-app.js';

interface Day {
  readonly toComplete: { id: string; status: string; atCoach: { local: string } }[];
  readonly moreToComplete: boolean;
}

describe("A coach's day", () => {
  const app = useTestApp();
  const { given } = app;
  const idOf = (booked: { body: unknown }) => (booked.body as { appointment: { id: string } }).appointment.id;

  it('keeps a session that is over until somebody says how it went', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    const first = idOf(await app.books('Ana', practice, offering, '2027-01-11T10:00:00Z'));
    const second = idOf(await app.books('Ben', practice, offering, '2027-01-12T10:00:00Z'));
    await app.books('Cara', practice, offering, '2027-01-20T10:00:00Z');
    const day = async () => (await app.as(practice).get('/today')).body as Day;
    expect(await day()).toMatchObject({ toComplete: [], moreToComplete: false });

    // It is not over while it runs.
    app.clock.set('2027-01-11T10:59:00Z');
    expect((await day()).toComplete).toEqual([]);
    app.clock.set('2027-01-15T09:00:00Z');
    expect((await day()).toComplete).toMatchObject([
      { id: first, status: 'confirmed', atCoach: { local: '2027-01-11T10:00' } },
      { id: second, status: 'confirmed', atCoach: { local: '2027-01-12T10:00' } },
    ]);

    await app.as(practice).post(`/appointments/${first}/complete`).send({});
    expect((await day()).toComplete.map(({ id }) => id)).toEqual([second]);
    await app.as(practice).post(`/appointments/${second}/no-show`).send({});
    expect((await day()).toComplete).toEqual([]);
    await app.as(practice).post(`/appointments/${second}/undo`).send({});
    expect((await day()).toComplete.map(({ id }) => id)).toEqual([second]);
  });

  it('holds what a coach must complete themselves, and everybody’s only where it is asked for', async () => {
    const practice = await given.practice();
    const nora = await signsIn(app, practice, { role: 'coach', coach: true });
    const offering = await given.offering(practice, { coachIds: [practice.coach.id] });
    const hers = await given.offering(practice, { coachIds: [nora.coachId] });
    const of = idOf(await app.books('Ana', practice, offering, '2027-01-11T10:00:00Z'));
    const own = idOf(await app.books('Ben', practice, hers, '2027-01-11T11:00:00Z'));
    app.clock.set('2027-01-11T15:00:00Z');
    const ids = async (path: string) => ((await nora.get(path)).body as Day).toComplete.map(({ id }) => id);
    expect(await ids('/today')).toEqual([own]);
    expect(await ids('/today?whose=all')).toEqual([of, own]);
    expect((await nora.get('/today?whose=nobody')).status).toBe(400);
  });
});

describe('The time zones to choose from', () => {
  const app = useTestApp();

  it('say how each stands to UTC at present, by the server’s clock, and every one of them is taken', async () => {
    const practice = await app.given.practice();
    const zones = async () =>
      (await app.as(practice).get('/time-zones')).body.data as { name: string; place: string; offset: string }[];
    const offsetOf = async (name: string) => (await zones()).find((zone) => zone.name === name)?.offset;
    expect(await offsetOf('Europe/Paris')).toBe('+01:00');
    app.clock.set('2027-07-01T09:00:00Z');
    expect(await offsetOf('Europe/Paris')).toBe('+02:00');
    expect(await zones()).toContainEqual({ name: 'America/New_York', place: 'New York', offset: '-04:00' });
    const names = (await zones()).map(({ name }) => name);
    expect(names.length).toBeGreaterThan(300);
    expect(names.filter((name) => !TimeZone.safeParse(name).success)).toEqual([]);
  });
});

describe('What waits for a coach', () => {
  const app = useTestApp();

  it('names whom it is about: who asks for a time, or whom a message was for', async () => {
    const practice = await app.given.practice();
    const onRequest = await app.given.offering(practice, { kind: 'couple', approval: 'coach' });
    const partner = { name: 'Ben', email: 'ben@example.org', timeZone: 'Europe/London' };
    await app.books('Ana', practice, onRequest, '2027-01-11T10:00:00Z', { partner });
    await app.settle();
    const tasks = async () => (await app.as(practice).get('/tasks')).body.data as { kind: string; people: string[] }[];
    expect(await tasks()).toMatchObject([{ kind: 'approve_request', people: ['Ana'] }]);

    const messages = (await app.as(practice).get('/messages')).body.data as {
      id: string;
      template: string;
    }[];
    await app.db.inPractice({ practiceId: practice.id, actor: { kind: 'system' } }, async (tx) => {
      for (const { id } of messages) await app.api.get(TaskService).raiseAboutMessage(tx, id, 'message_failed');
    });
    const about = (await tasks()).filter(({ kind }) => kind === 'message_failed');
    expect(messages.map(({ template }) => template)).toEqual(
      expect.arrayContaining(['invitation', 'request', 'coach-request']),
    );
    // The invitation of a coach is about no client.
    expect(about.map(({ people }) => people)).toEqual(
      messages.map(({ template }) => (template === 'invitation' ? [] : ['Ana'])),
    );
  });
});
