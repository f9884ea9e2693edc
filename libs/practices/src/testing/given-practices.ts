import { newId, type Tx } from '#platform';
import { givenMember, type MemberWishes } from '#identity/testing';

export interface CoachWishes extends MemberWishes {
  readonly slug?: string;
  readonly timeZone?: string;
}

/** A coach with a member and a user of their own, written as rows. */
export async function givenCoach(tx: Tx, wishes: CoachWishes = {}): Promise<{ coachId: string; memberId: string }> {
  const { memberId } = await givenMember(tx, wishes);
  const coachId = newId();
  await tx.query(
    'INSERT INTO coaches (id, member_id, slug, name, time_zone, created_at) VALUES ($1, $2, $3, $4, $5, $6)',
    [
      coachId,
      memberId,
      wishes.slug ?? `coach-${coachId.slice(-6)}`,
      wishes.name ?? 'Clara Coach',
      wishes.timeZone ?? 'Europe/London',
      tx.now(),
    ],
  );
  return { coachId, memberId };
}
