import type { DataSource } from 'typeorm';
import { createDataSource, Database, newId, system, SystemClock } from '#platform';
import { SlotTaken } from '#scheduling';
import { claimSeveral, type ClaimsSeveral } from '../../libs/scheduling/src/testing/claim-several.js';
import type { LeanAnswer } from './lean-client.js';
import { asAdmin } from './overlaps.js';
import { bookingOf, RaceTrack, type Round } from './race-track.js';

const kinds = ['coach', 'room', 'seat'] as const;
const several = 4;

/**
 * Appointments that each need a coach, a room and a numbered seat, of which everybody wants one and the same in turns. The
 * product does not offer rooms and seats yet, so this is raced below its doors, by the store that claims coaches.
 */
export class TwoResources extends RaceTrack {
  private sources: readonly DataSource[] = [];
  private doors: readonly Database[] = [];
  private needed!: Omit<ClaimsSeveral, 'start' | 'end' | 'others' | 'coachId'>;
  private ids!: Readonly<Record<(typeof kinds)[number], readonly string[]>>;

  override get claimsEach(): number {
    return kinds.length;
  }

  async run(round: number): Promise<Round> {
    const start = new Date(this.at(round, 0));
    const end = new Date(this.at(round, 60));
    const same = kinds[round % kinds.length];
    const idFor = (kind: (typeof kinds)[number], racer: number): string => {
      const ids = this.ids[kind];
      return ids[kind === same ? 0 : racer % ids.length]!;
    };
    const answers = await this.all((racer) =>
      this.claims(racer, {
        ...this.needed,
        ...{ start, end, coachId: idFor('coach', racer) },
        others: [
          { kind: 'room', id: idFor('room', racer) },
          { kind: 'seat', id: idFor('seat', racer) },
        ],
      }),
    );
    const [won, lost] = [201, 409].map((wanted) => answers.filter(({ status }) => status === wanted));
    const strange = answers.filter(({ status }) => status === 500).map(({ body }) => String(body));
    return { winners: won!.length, won: won!, lost: lost!, strange };
  }

  override async close(): Promise<void> {
    await super.close();
    await Promise.all(this.sources.map((source) => source.destroy()));
  }

  protected async offers(): Promise<void> {
    const offering = await this.given.offering(this.practice, { durationMinutes: 60, bookingWindowDays: 1000 });
    const coaches = [this.practice.coach];
    while (coaches.length < several) coaches.push(await this.given.coach(this.practice));
    // Somebody's case, long after every round: the race is about time alone.
    const { id } = bookingOf(await this.books(0, offering, this.at(4_000, 0)));
    this.needed = await asAdmin(this.course.adminUrl, async (admin) => {
      const { rows } = await admin.query<{ caseId: string; clientId: string }>(
        `SELECT a.case_id AS "caseId", t.client_id AS "clientId" FROM appointments a JOIN attendances t ON t.appointment_id = a.id
         WHERE a.id = $1`,
        [id],
      );
      await admin.query('DELETE FROM time_claims WHERE appointment_id = $1', [id]);
      await admin.query(`UPDATE appointments SET status = 'completed' WHERE id = $1`, [id]);
      return { ...rows[0]!, offeringId: offering.id };
    });
    const fresh = () => Array.from({ length: several }, () => newId());
    this.ids = { coach: coaches.map((coach) => coach.id), room: fresh(), seat: fresh() };
    // As many pools as the API has processes elsewhere.
    this.sources = this.course.urls.map(() => createDataSource(this.course.databaseUrl, []));
    for (const source of this.sources) await source.initialize();
    this.doors = this.sources.map((source) => new Database(source, new SystemClock()));
  }

  private async claims(racer: number, wanted: ClaimsSeveral): Promise<LeanAnswer> {
    const began = performance.now();
    const answered = (status: number, body: unknown = {}): LeanAnswer => ({
      ...{ status, headers: {}, body },
      milliseconds: performance.now() - began,
    });
    const door = this.doors[racer % this.doors.length]!;
    try {
      await door.inPractice({ practiceId: this.practice.id, actor: system }, (tx) => claimSeveral(tx, wanted));
      return answered(201);
    } catch (error) {
      return error instanceof SlotTaken ? answered(409) : answered(500, error);
    }
  }
}
