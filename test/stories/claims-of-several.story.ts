import { newId, system } from '#platform';
import { SlotTaken } from '#scheduling';
import { claimSeveral, type OtherResource } from '../../libs/scheduling/src/testing/claim-several.js';
import { useTestApp } from '../support/test-app.js';

const app = useTestApp();
const { given } = app;
const [start, end] = [new Date('2027-01-14T10:00:00Z'), new Date('2027-01-14T11:00:00Z')];

/** A practice whose people claim a coach of their own and whatever else they need, at one time. */
async function aPlace(coaches: number) {
  const practice = await given.practice();
  const offering = await given.offering(practice);
  const ids = [practice.coach.id];
  while (ids.length < coaches) ids.push((await given.coach(practice)).id);
  const { body } = await app.books('Kim', practice, offering, '2027-01-15T10:00:00Z');
  const [known] = await app.sql<{ caseId: string; clientId: string }>(
    `SELECT a.case_id AS "caseId", t.client_id AS "clientId" FROM appointments a JOIN attendances t ON t.appointment_id = a.id
     WHERE a.id = $1`,
    [body.appointment.id],
  );
  const claims = async (coach: number, others: readonly OtherResource[]): Promise<'has it' | 'too late'> => {
    const wanted = { ...known!, offeringId: offering.id, coachId: ids[coach]!, start, end, others };
    try {
      await app.db.inPractice({ practiceId: practice.id, actor: system }, (tx) => claimSeveral(tx, wanted));
      return 'has it';
    } catch (error) {
      if (error instanceof SlotTaken) return 'too late';
      throw error;
    }
  };
  const live = async (kind: string) =>
    (await app.rows<{ resource_kind: string; start_at: Date }>(practice, 'time_claims')).filter(
      (one) => one.resource_kind === kind && one.start_at.getTime() === start.getTime(),
    );
  return { claims, live };
}

const count = (answers: readonly string[], answer: string) => answers.filter((one) => one === answer).length;

describe('What the schema can claim beside a coach, before anything offers it (issue 4, item 1)', () => {
  it('a seat of a group is a numbered row that one person has: five seats, twelve who want them at once, each asking on from another seat (published failure: seats split by a race)', async () => {
    const { claims, live } = await aPlace(12);
    const seats = Array.from({ length: 5 }, (): OtherResource => ({ kind: 'seat', id: newId() }));
    const answers = await Promise.all(
      Array.from({ length: 12 }, async (_, person) => {
        for (let n = 0; n < seats.length; n += 1)
          if ((await claims(person, [seats[(person + n) % seats.length]!])) === 'has it') return 'has it';
        return 'too late';
      }),
    );
    expect([count(answers, 'has it'), count(answers, 'too late')]).toEqual([5, 7]);
    expect(await live('seat')).toHaveLength(5);
    expect(await live('coach')).toHaveLength(5);
  });

  it('who needs a coach and a room has both or neither, in whatever order they were asked for', async () => {
    const { claims, live } = await aPlace(2);
    const rooms = [newId(), newId()].map((id): OtherResource => ({ kind: 'room', id }));
    const answers = await Promise.all(
      [0, 1, 2, 3, 4, 5, 6, 7].map((n) => claims(n % 2, n % 4 < 2 ? [...rooms] : [...rooms].toReversed())),
    );
    expect([count(answers, 'has it'), count(answers, 'too late')]).toEqual([1, 7]);
    expect(await live('room')).toHaveLength(2);
    expect(await live('coach')).toHaveLength(1);
  });
});
