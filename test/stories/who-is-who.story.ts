import type { GivenPractice } from '../support/given.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;
const ben = { name: 'Ben', email: 'ben@example.org', timeZone: 'Europe/Madrid' };
const ten = '2027-01-13T10:00:00Z';
const eleven = '2027-01-13T11:00:00Z';

interface Seen {
  id: string;
  caseId: string;
  status: string;
  attendances: { clientId: string; name: string }[];
}
const calendar = async (practice: GivenPractice): Promise<Seen[]> =>
  (await app.as(practice).get('/appointments')).body.data;
const cases = async (practice: GivenPractice): Promise<{ id: string; kind: string }[]> =>
  (await app.as(practice).get('/cases')).body.data;

/** Ana and Ben are a couple whose first joint appointment was agreed on. */
async function givenCouple() {
  const practice = await given.practice();
  const offering = await given.offering(practice, { kind: 'couple' });
  await app.books('Ana', practice, offering, ten, { partner: ben });
  const [first] = await calendar(practice);
  await app.as(practice).post(`/appointments/${first!.id}/approve`).send({});
  return { practice, offering, first: first! };
}

describe('A stranger who types a known name and address', () => {
  it('is not told that the two of a couple are known, and does not land in their case', async () => {
    const { practice, offering, first } = await givenCouple();
    const couple = await app.books('Ana', practice, offering, eleven, { partner: ben });
    const nobodyKnown = { name: 'Dee', email: 'dee@example.org', timeZone: 'Europe/London' };
    const strangers = await app.books('Cy', practice, offering, '2027-01-13T12:00:00Z', { partner: nobodyKnown });
    expect([couple.body.appointment.status, strangers.body.appointment.status]).toEqual([
      'pending_approval',
      'pending_approval',
    ]);
    const [, second] = await calendar(practice);
    expect(second!.caseId).not.toBe(first.caseId);
    expect(second!.attendances[0]!.clientId).not.toBe(first.attendances[0]!.clientId);
    expect(await cases(practice)).toHaveLength(3);
  });

  it('opens a case of their own with an offering for one person, too', async () => {
    const practice = await given.practice();
    const offering = await given.offering(practice);
    await app.books('Ana', practice, offering, ten);
    await app.books('Ana', practice, offering, eleven);
    expect(new Set((await calendar(practice)).map(({ caseId }) => caseId)).size).toBe(2);
  });
});
