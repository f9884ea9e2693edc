import { Controller, Get, Query } from '@nestjs/common';
import { AuditEntryList, AuditQuery } from '#contracts';
import { Database, type Here, instant } from '#platform';
import { AuditTrail } from '#practices';
import { Answers, ForMembers, InPractice } from '../http/route.js';

/** Who did what in the practice, newest first. */
@Controller('api/v1/admin/audit-entries')
export class AuditEntriesController {
  constructor(
    private readonly db: Database,
    private readonly trail: AuditTrail,
  ) {}

  @Get()
  @ForMembers('audit:read', 'owner')
  @Answers(200, AuditEntryList)
  async list(@InPractice() here: Here, @Query({ schema: AuditQuery }) query: AuditQuery): Promise<AuditEntryList> {
    const { data, nextCursor } = await this.db.inPractice(here, (tx) => this.trail.list(tx, query));
    const entries = data.map(({ id, at, action, actorKind, actorId, actorName, subjectKind, subjectId }) => ({
      id,
      at: instant(at),
      actor: { kind: actorKind, id: actorId, ...(actorName !== null && { name: actorName }) },
      action,
      subject: { kind: subjectKind, id: subjectId },
    }));
    return { data: entries, nextCursor };
  }
}
