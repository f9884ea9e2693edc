import type { AuditQuery } from '#contracts';
import { idShape, keyOfCursor, pageOf, type Page, type Tx } from '#platform';
import { Injectable } from '@nestjs/common';

/** Who did what to what, and when. `actorName` is known for members and keys; a client's name stays with the client. */
export interface AuditRow {
  readonly id: string;
  readonly at: Date;
  readonly actorKind: 'member' | 'client' | 'visitor' | 'api-key' | 'operator' | 'system';
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
}

/** What whoever was invited answered, and what became of their mail, is kept and shown to nobody who works here. */
const toldToNobody = ['joining', 'suppression'];

/** The audit of a practice, for reading. Every library writes to it; nothing ever changes it. */
@Injectable()
export class AuditTrail {
  /** One page, newest first. */
  async list(tx: Tx, { limit, cursor, action, subject, actor }: AuditQuery): Promise<Page<AuditRow>> {
    const [before] = keyOfCursor(cursor, idShape) ?? [null];
    const rows = await tx.query<AuditRow>(
      `SELECT entry.id, entry.at, entry.actor_kind AS "actorKind", entry.actor_id AS "actorId",
         coalesce(users.name, api_keys.name) AS "actorName", entry.action, entry.subject_kind AS "subjectKind",
         entry.subject_id AS "subjectId"
       FROM audit_entries AS entry
         LEFT JOIN members ON entry.actor_kind = 'member' AND members.practice_id = entry.practice_id
           AND members.id = entry.actor_id
         LEFT JOIN users ON users.id = members.user_id
         LEFT JOIN api_keys ON entry.actor_kind = 'api-key' AND api_keys.practice_id = entry.practice_id
           AND api_keys.id = entry.actor_id
       WHERE ($2::uuid IS NULL OR entry.id < $2) AND ($3::text IS NULL OR entry.action = $3)
         AND ($4::uuid IS NULL OR entry.subject_id = $4) AND ($5::uuid IS NULL OR entry.actor_id = $5)
         AND entry.subject_kind <> ALL ($6)
       ORDER BY entry.id DESC LIMIT $1`,
      [limit + 1, before, action ?? null, subject ?? null, actor ?? null, toldToNobody],
    );
    return pageOf(rows, limit, ({ id }) => [id]);
  }
}
