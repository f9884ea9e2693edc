import { givenCase, givenClient } from '#clients/testing';
import { everyDay, type GivenPractice } from '../support/given.js';
import { signsIn, type Insider } from '../support/insiders.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;
const hours = { timeZone: 'Europe/London', weekly: everyDay.map((rule) => ({ ...rule, to: '12:00' })), overrides: [] };

async function requested(practice: GivenPractice, coachId: string): Promise<string> {
  const offering = await given.offering(practice, { coachIds: [coachId], approval: 'coach' });
  const booked = await app.books('Ana', practice, offering, '2027-01-12T10:00:00Z');
  return (booked.body as { appointment: { id: string } }).appointment.id;
}

async function putsHours(member: Insider, coachId: string): Promise<number> {
  const path = `/coaches/${coachId}/availability`;
  const { revision } = (await member.get(path)).body as { revision: number };
  return (await member.put(path, hours, revision)).status;
}

describe("A coach's calendar", () => {
  it('has its hours set by that coach, by the owner and by an assistant, and by no other coach', async () => {
    const practice = await given.practice();
    const coach = await signsIn(app, practice, { role: 'coach', coach: true });
    const colleague = await signsIn(app, practice, { role: 'coach', coach: true });
    expect(await putsHours(colleague, coach.coachId)).toBe(403);
    for (const role of ['owner', 'assistant'] as const)
      expect(await putsHours(await signsIn(app, practice, { role }), coach.coachId)).toBe(200);
    expect(await putsHours(coach, coach.coachId)).toBe(200);
    expect((await colleague.get(`/coaches/${coach.coachId}/availability`)).status).toBe(200);
  });

  it('has its appointments made, answered, held and ended by that coach and not by a colleague, who reads why', async () => {
    const practice = await given.practice();
    const coach = await signsIn(app, practice, { role: 'coach', coach: true });
    const colleague = await signsIn(app, practice, { role: 'coach', coach: true });
    const id = await requested(practice, coach.coachId);
    for (const action of ['approve', 'decline', 'cancel', 'complete', 'no-show', 'undo']) {
      const answer = await colleague.post(`/appointments/${id}/${action}`, {});
      expect(answer).toBeProblem(403, '/problems/forbidden');
      expect((answer.body as { detail: string }).detail).toContain('another coach');
    }
    const offering = await given.offering(practice, { coachIds: [coach.coachId] });
    const client = { name: 'Ben', email: 'ben@example.org', timeZone: 'Europe/London' };
    const wanted = { offering: offering.id, coach: coach.coachId, start: '2027-01-13T10:00:00Z', client };
    expect(await colleague.post('/appointments', wanted)).toBeProblem(403, '/problems/forbidden');
    expect((await colleague.get(`/appointments/${id}`)).body).toMatchObject({ status: 'pending_approval' });

    expect((await coach.post('/appointments', wanted)).status).toBe(201);
    expect((await coach.post(`/appointments/${id}/approve`, {})).status).toBe(200);
    const assistant = await signsIn(app, practice, { role: 'assistant' });
    expect((await assistant.post(`/appointments/${id}/cancel`, {})).status).toBe(200);
  });

  it('belongs to the practice for its keys, and to nobody of another practice', async () => {
    const practice = await given.practice();
    const id = await requested(practice, practice.coach.id);
    const stranger = await signsIn(app, await given.practice(), { role: 'coach', coach: true });
    expect((await stranger.post(`/appointments/${id}/approve`, {})).status).toBe(404);
    expect((await app.as(practice).post(`/appointments/${id}/approve`).send({})).status).toBe(200);
  });
});

describe("A coach's cases", () => {
  it('are opened, moved and added to by that coach, the owner and an assistant, and by no other coach', async () => {
    const practice = await given.practice();
    const coach = await signsIn(app, practice, { role: 'coach', coach: true });
    const colleague = await signsIn(app, practice, { role: 'coach', coach: true });
    const write = (sql: string, values: unknown[]) => app.sql(sql, values);
    const client = await givenClient(write, practice.id, {});
    const caseId = await givenCase(write, practice.id, coach.coachId, [client]);
    const opened = { kind: 'individual', coach: coach.coachId, people: [] };
    const person = { name: 'Ben', email: 'ben@example.org', timeZone: 'Europe/London' };
    expect(await colleague.post('/cases', opened)).toBeProblem(403, '/problems/forbidden');
    expect(await colleague.post(`/cases/${caseId}/participants`, person)).toBeProblem(403, '/problems/forbidden');
    expect(await colleague.post(`/cases/${caseId}/undo`, {})).toBeProblem(403, '/problems/forbidden');
    const paused = await colleague.patch(`/cases/${caseId}`, { status: 'paused' }, 1);
    expect(paused).toBeProblem(403, '/problems/forbidden');
    expect((await colleague.get(`/cases/${caseId}`)).status).toBe(200);

    const assistant = await signsIn(app, practice, { role: 'assistant' });
    expect((await assistant.post('/cases', opened)).status).toBe(201);
    expect((await coach.post('/cases', opened)).status).toBe(201);
  });
});
