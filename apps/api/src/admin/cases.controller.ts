import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { CaseService, undoableUntil, type CaseRow } from '#clients';
import {
  CaseCreate,
  CaseList,
  CasePatch,
  CasesQuery,
  CaseUndo,
  CaseView,
  Id,
  PageQuery,
  ParticipantCreate,
  ParticipantList,
  ParticipantView,
} from '#contracts';
import { Database, idAfter, pageOf, type Here, type Tx, instant } from '#platform';
import { CoachService } from '#practices';
import { AppointmentService } from '#scheduling';
import { Answers, ForMembers, IfMatch, InPractice, TakesIfMatch } from '../http/route.js';

/** The caseload: cases with their people, and when each meets next. */
@Controller('api/v1/admin/cases')
export class CasesController {
  constructor(
    private readonly db: Database,
    private readonly cases: CaseService,
    private readonly appointments: AppointmentService,
    private readonly coaches: CoachService,
  ) {}

  @Get()
  @ForMembers('cases:read', 'owner', 'coach', 'assistant')
  @Answers(200, CaseList)
  list(@InPractice() here: Here, @Query({ schema: CasesQuery }) query: CasesQuery): Promise<CaseList> {
    return this.db.inPractice(here, async (tx) => {
      const { data, nextCursor } = await this.cases.list(tx, query, query);
      return { data: await this.viewsOf(tx, data), nextCursor };
    });
  }

  @Post()
  @ForMembers('cases:write', 'owner', 'coach', 'assistant')
  @Answers(201, CaseView)
  create(@InPractice() here: Here, @Body({ schema: CaseCreate }) request: CaseCreate): Promise<CaseView> {
    return this.db.inPractice(here, async (tx) => {
      await this.coaches.mustBeOwn(tx, request.coach);
      return this.viewOf(tx, await this.cases.create(tx, request));
    });
  }

  @Get(':id')
  @ForMembers('cases:read', 'owner', 'coach', 'assistant')
  @Answers(200, CaseView)
  get(@InPractice() here: Here, @Param('id', { schema: Id }) id: Id): Promise<CaseView> {
    return this.db.inPractice(here, async (tx) => this.viewOf(tx, await this.cases.get(tx, id)));
  }

  @Patch(':id')
  @ForMembers('cases:write', 'owner', 'coach', 'assistant')
  @TakesIfMatch()
  @Answers(200, CaseView)
  change(
    @InPractice() here: Here,
    @IfMatch() revision: number,
    @Param('id', { schema: Id }) id: Id,
    @Body({ schema: CasePatch }) patch: CasePatch,
  ): Promise<CaseView> {
    return this.inOwn(here, id, async (tx) => this.viewOf(tx, await this.cases.patch(tx, id, revision, patch)));
  }

  @Post(':id/undo')
  @ForMembers('cases:write', 'owner', 'coach', 'assistant')
  @Answers(200, CaseView)
  undo(
    @InPractice() here: Here,
    @Param('id', { schema: Id }) id: Id,
    @Body({ schema: CaseUndo }) _: CaseUndo,
  ): Promise<CaseView> {
    return this.inOwn(here, id, async (tx) => this.viewOf(tx, await this.cases.undo(tx, id)));
  }

  @Get(':id/participants')
  @ForMembers('cases:read', 'owner', 'coach', 'assistant')
  @Answers(200, ParticipantList)
  participants(
    @InPractice() here: Here,
    @Param('id', { schema: Id }) id: Id,
    @Query({ schema: PageQuery }) { limit, cursor }: PageQuery,
  ): Promise<ParticipantList> {
    return this.db.inPractice(here, async (tx) => {
      const after = idAfter(cursor) ?? '';
      const { participants } = await this.cases.get(tx, id);
      const rest = participants.filter((one) => one.id > after).sort((a, b) => (a.id < b.id ? -1 : 1));
      return pageOf(rest, limit, (one) => [one.id]);
    });
  }

  @Post(':id/participants')
  @ForMembers('cases:write', 'owner', 'coach', 'assistant')
  @Answers(201, ParticipantView)
  addParticipant(
    @InPractice() here: Here,
    @Param('id', { schema: Id }) id: Id,
    @Body({ schema: ParticipantCreate }) person: ParticipantCreate,
  ): Promise<ParticipantView> {
    return this.inOwn(here, id, (tx) => this.cases.addDescribed(tx, id, person));
  }

  /** Changes a case, unless it is another coach's. */
  private inOwn<T>(here: Here, id: string, change: (tx: Tx) => Promise<T>): Promise<T> {
    return this.db.inPractice(here, async (tx) => {
      await this.coaches.mustBeOwn(tx, (await this.cases.get(tx, id)).coachId);
      return change(tx);
    });
  }

  private async viewOf(tx: Tx, row: CaseRow): Promise<CaseView> {
    const next = await this.appointments.nextOf(tx, [row.id]);
    return toView(row, next.get(row.id));
  }

  private async viewsOf(tx: Tx, rows: readonly CaseRow[]): Promise<CaseView[]> {
    const next = await this.appointments.nextOf(
      tx,
      rows.map(({ id }) => id),
    );
    return rows.map((row) => toView(row, next.get(row.id)));
  }
}

function toView(row: CaseRow, next: Date | undefined): CaseView {
  const { id, kind, status, progress, progressReason, coachId, coachName, participants, openedAt } = row;
  const { closedAt } = row;
  const until = undoableUntil(row.statusChangedAt);
  return {
    id,
    kind,
    status,
    progress,
    progressReason,
    coach: { id: coachId, name: coachName },
    participants: [...participants],
    nextAppointmentAt: next ? instant(next) : null,
    openedAt: instant(openedAt),
    closedAt: closedAt ? instant(closedAt) : null,
    undoableUntil: until ? instant(until) : null,
    revision: row.revision,
  };
}
