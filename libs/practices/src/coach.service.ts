import type { CoachCreate, CoachPatch, ProfileLink, PublicCoach } from '#contracts';
import { MemberService, UserService } from '#identity';
import {
  Database,
  Forbidden,
  StaleRevision,
  codeOf,
  constraintOf,
  idShape,
  keyOfCursor,
  newId,
  pageOf,
  type Here,
  type Page,
  type PageAsked,
  type Tx,
} from '#platform';
import { Injectable } from '@nestjs/common';
import { reservedCoachSlugs } from './domain/reserved-slugs.js';
import { CoachExists, NoSuchCoach, SlugReserved, SlugTaken } from './practices.errors.js';

/** A coach as the practice sees them; `email` is the one they sign in with. */
export interface CoachProfile {
  readonly id: string;
  readonly memberId: string;
  readonly slug: string;
  readonly name: string;
  readonly email: string;
  readonly headline: string;
  readonly bio: string;
  readonly philosophy: string;
  readonly links: ProfileLink[];
  readonly joinLink: string | null;
  readonly timeZone: string;
  /** `out_of_service` once the member has left. */
  readonly status: 'active' | 'out_of_service';
  readonly revision: number;
}

const profile = `
  SELECT coaches.id, coaches.member_id AS "memberId", coaches.slug, coaches.name, users.email, coaches.headline,
    coaches.bio, coaches.philosophy, coaches.links, coaches.join_link AS "joinLink", coaches.time_zone AS "timeZone",
    CASE members.status WHEN 'left' THEN 'out_of_service' ELSE 'active' END AS status, coaches.revision
  FROM coaches JOIN members ON members.id = coaches.member_id AND members.practice_id = coaches.practice_id
    JOIN users ON users.id = members.user_id`;

/** The coaches of a practice and their public faces. */
@Injectable()
export class CoachService {
  constructor(
    private readonly db: Database,
    private readonly users: UserService,
    private readonly members: MemberService,
  ) {}

  /**
   * A new coach. Whoever belongs to the practice already keeps their place and gets a face (an assistant becomes a
   * coach); everybody else is invited. Throws SlugTaken, SlugReserved and CoachExists.
   */
  async create(here: Here, request: CoachCreate): Promise<CoachProfile> {
    if (reservedCoachSlugs.has(request.slug)) throw new SlugReserved();
    return translated(() =>
      this.db.inPractice(here, async (tx) => {
        const id = newId();
        const memberId = await this.memberFor(tx, request);
        await tx.query(
          `INSERT INTO coaches (id, member_id, slug, name, headline, bio, philosophy, links, join_link, time_zone, created_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
          [
            id,
            memberId,
            request.slug,
            request.name,
            request.headline ?? '',
            request.bio ?? '',
            request.philosophy ?? '',
            JSON.stringify(request.links ?? []),
            request.joinLink ?? null,
            request.timeZone,
            tx.now(),
          ],
        );
        tx.audit('coach.created', id);
        return this.getById(tx, id);
      }),
    );
  }

  /** Changes a profile that is at `revision`. A coach changes their own; the owner anybody's. */
  async change(here: Here, id: string, revision: number, patch: CoachPatch): Promise<CoachProfile> {
    if (patch.slug && reservedCoachSlugs.has(patch.slug)) throw new SlugReserved();
    return translated(() =>
      this.db.inPractice(here, async (tx) => {
        const now = await this.getById(tx, id, true);
        if (here.actor.kind === 'member' && here.actor.role !== 'owner' && here.actor.id !== now.memberId)
          throw new Forbidden('You may change your own profile only.');
        if (now.revision !== revision) throw new StaleRevision(now.revision);
        await tx.query(
          `UPDATE coaches SET slug = $2, name = $3, headline = $4, bio = $5, philosophy = $6, links = $7,
             time_zone = $8, join_link = $9, revision = revision + 1 WHERE id = $1`,
          [
            id,
            patch.slug ?? now.slug,
            patch.name ?? now.name,
            patch.headline ?? now.headline,
            patch.bio ?? now.bio,
            patch.philosophy ?? now.philosophy,
            JSON.stringify(patch.links ?? now.links),
            patch.timeZone ?? now.timeZone,
            patch.joinLink === undefined ? now.joinLink : patch.joinLink,
          ],
        );
        tx.audit('coach.changed', id);
        return this.getById(tx, id);
      }),
    );
  }

  /** One page of the coaches, in the order they came. */
  async list(tx: Tx, { limit, cursor }: PageAsked): Promise<Page<CoachProfile>> {
    const [after] = keyOfCursor(cursor, idShape) ?? [null];
    const rows = await tx.query<CoachProfile>(
      `${profile} WHERE $2::uuid IS NULL OR coaches.id > $2 ORDER BY coaches.id LIMIT $1`,
      [limit + 1, after],
    );
    return pageOf(rows, limit, ({ id }) => [id]);
  }

  /** The faces that visitors see: of everybody who has not left, and never an address. */
  listPublic(tx: Tx): Promise<PublicCoach[]> {
    return tx.query<PublicCoach>(
      `SELECT slug, name, headline, bio, philosophy, links, time_zone AS "timeZone"
       FROM coaches JOIN members ON members.id = coaches.member_id AND members.practice_id = coaches.practice_id
       WHERE members.status <> 'left' ORDER BY coaches.id`,
    );
  }

  async findById(tx: Tx, id: string): Promise<CoachProfile | null> {
    return tx.one<CoachProfile>(`${profile} WHERE coaches.id = $1`, [id]);
  }

  /** `toChange` locks the profile until the transaction ends. */
  async getById(tx: Tx, id: string, toChange = false): Promise<CoachProfile> {
    const lock = toChange ? 'FOR UPDATE OF coaches' : '';
    return found(await tx.one<CoachProfile>(`${profile} WHERE coaches.id = $1 ${lock}`, [id]));
  }

  async findBySlug(tx: Tx, slug: string): Promise<CoachProfile | null> {
    return tx.one<CoachProfile>(`${profile} WHERE coaches.slug = $1 AND members.status <> 'left'`, [slug]);
  }

  /** The coach of this name who has not left; throws NoSuchCoach. */
  async getBySlug(tx: Tx, slug: string): Promise<CoachProfile> {
    return found(await this.findBySlug(tx, slug));
  }

  /** The face of a member, where they have one. */
  async findByMember(tx: Tx, memberId: string): Promise<CoachProfile | null> {
    return tx.one<CoachProfile>(`${profile} WHERE coaches.member_id = $1`, [memberId]);
  }

  /**
   * Refuses a coach who acts on what is another coach's: their hours, appointments and cases. Owner, assistants and the
   * practice's keys act for everybody. Throws Forbidden.
   */
  async mustBeOwn(tx: Tx, coachId: string): Promise<void> {
    if (tx.actor.kind !== 'member' || tx.actor.role !== 'coach') return;
    const coach = await this.findById(tx, coachId);
    if (coach && !this.mayActFor(tx, coach))
      throw new Forbidden('This is for another coach. Please ask them, the owner or an assistant to do it.');
  }

  /** Whether whoever acts may act on what is this coach's. */
  mayActFor({ actor }: Tx, { memberId }: Pick<CoachProfile, 'memberId'>): boolean {
    return actor.kind !== 'member' || actor.role !== 'coach' || memberId === actor.id;
  }

  private async memberFor(tx: Tx, { name, email }: CoachCreate): Promise<string> {
    const user = await this.users.meet(tx, { name, email });
    const member = await this.members.findByUser(tx, user.id);
    if (!member) return this.members.invite(tx, user.id, 'coach');
    if (member.status === 'left') await this.members.inviteAgain(tx, member.id, 'coach');
    else if (member.role === 'assistant') await this.members.changeRole(tx, member.id, 'coach');
    return member.id;
  }
}

function found(coach: CoachProfile | null): CoachProfile {
  if (!coach) throw new NoSuchCoach();
  return coach;
}

/** The database's own refusals, in our words. */
async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (codeOf(error) !== '23505') throw error;
    if (constraintOf(error) === 'coaches_practice_id_slug_key') throw new SlugTaken();
    if (constraintOf(error) === 'coaches_practice_id_member_id_key') throw new CoachExists();
    // Two who invite one known person at once: the other was faster.
    if (constraintOf(error) === 'members_practice_id_user_id_key') throw new CoachExists();
    throw error;
  }
}
