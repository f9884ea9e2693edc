import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CaseMerges, ClientVouching } from '#clients';
import type { AssignmentCreate, AssignmentView, PortalAssignmentItem } from '#contracts';
import {
  Database,
  idAfter,
  instant,
  memberBehind,
  mustExist,
  namedAt,
  newId,
  NotFound,
  pageOf,
  type Here,
  type Page,
  type PageAsked,
  type Tx,
} from '#platform';
import { assignmentMade } from './forms.events.js';

/** Which assignments are asked for; times are instants with an offset. */
export interface AssignmentFilters {
  readonly client?: string | undefined;
  readonly case?: string | undefined;
  /** Whoever reads the answers: the coach of the case, and every coach where there is none. */
  readonly coach?: string | undefined;
  readonly status?: AssignmentView['status'] | undefined;
  readonly submittedFrom?: string | undefined;
}

export interface Asked {
  readonly formId: string;
  readonly clientId: string;
  readonly caseId: string | null;
  /** What asks for it; the same form is asked of a person once per cause. */
  readonly causeId: string | null;
}

/** Asking forms of people. */
@Injectable()
export class AssignmentService implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly caseMerges: CaseMerges,
    private readonly vouching: ClientVouching,
  ) {}

  onModuleInit(): void {
    this.caseMerges.alsoDo(async (tx, from, into) => {
      await tx.query('UPDATE assignments SET case_id = $2 WHERE case_id = $1', [from, into]);
    });
    // What somebody began to answer is for whoever it was asked for.
    this.vouching.alsoAsk(async (tx, clientId) => {
      const forOthers = await tx.one(
        `SELECT 1 FROM assignments a WHERE a.client_id = $1 AND a.started_at IS NOT NULL
           AND NOT reads_private(a.case_id, a.asked_by, a.cause_id) LIMIT 1`,
        [clientId],
      );
      return forOthers !== null;
    });
  }

  /** Asks the newest version of a form of one person. Returns null when this cause has asked it already. */
  async assign(tx: Tx, asked: Asked): Promise<string | null> {
    const version = await tx.one<{ id: string }>(
      `SELECT v.id FROM forms f JOIN form_versions v ON v.practice_id = f.practice_id AND v.form_id = f.id AND v.number = f.latest_version
       WHERE f.id = $1`,
      [asked.formId],
    );
    if (!version) throw new NotFound('form');
    const [added] = await tx.query<{ id: string }>(
      `INSERT INTO assignments (id, form_id, form_version_id, client_id, case_id, cause_id, asked_by, status, assigned_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 'assigned', $8) ON CONFLICT DO NOTHING RETURNING id`,
      [
        newId(),
        asked.formId,
        version.id,
        asked.clientId,
        asked.caseId,
        asked.causeId,
        memberBehind(tx.actor),
        tx.now(),
      ],
    );
    if (!added) return null;
    tx.audit('assignment.made', added.id);
    tx.emit(assignmentMade, { assignmentId: added.id });
    return added.id;
  }

  /** Whether this form was asked of this person in this case before, and not taken back. */
  async wasAsked(tx: Tx, asked: Pick<Asked, 'formId' | 'clientId' | 'caseId'>): Promise<boolean> {
    const before = await tx.one(
      `SELECT 1 FROM assignments WHERE form_id = $1 AND client_id = $2 AND case_id = $3 AND status <> 'withdrawn' LIMIT 1`,
      [asked.formId, asked.clientId, asked.caseId],
    );
    return before !== null;
  }

  /** A member asks a form of a client. */
  assignByStaff(here: Here, request: AssignmentCreate): Promise<AssignmentView> {
    return this.db.inPractice(here, async (tx) => {
      await mustExist(tx, [
        { path: 'form', what: 'form', table: 'forms', id: request.form },
        { path: 'client', what: 'client', table: 'clients', id: request.client },
      ]);
      await namedAt('case', () => mustBeIn(tx, request.case, request.client));
      const about = await namedAt('appointment', () => appointmentOf(tx, request));
      const asked = {
        formId: request.form,
        clientId: request.client,
        // What is asked about an appointment belongs to its case, so that only the coach of that case reads it.
        caseId: request.case ?? about?.caseId ?? null,
        causeId: request.appointment ?? null,
      };
      const id = (await this.assign(tx, asked)) ?? (await this.askedBefore(tx, asked));
      return this.getIn(tx, id);
    });
  }

  /** The assignments of one client or case, as the practice sees them. */
  list(here: Here, query: AssignmentFilters & PageAsked): Promise<Page<AssignmentView>> {
    return this.db.inPractice(here, async (tx) => {
      const rows = await tx.query<AssignmentRow>(
        `${select} WHERE ($1::uuid IS NULL OR a.client_id = $1) AND ($2::uuid IS NULL OR a.case_id = $2) AND ($3::uuid IS NULL OR a.id > $3)
           AND ($5::text IS NULL OR a.status = $5) AND ($6::timestamptz IS NULL OR a.submitted_at >= $6)
           AND ($7::uuid IS NULL OR a.case_id IS NULL OR EXISTS (SELECT 1 FROM cases c WHERE c.id = a.case_id AND c.coach_id = $7))
         ORDER BY a.id LIMIT $4`,
        [
          query.client ?? null,
          query.case ?? null,
          idAfter(query.cursor),
          query.limit + 1,
          query.status ?? null,
          query.submittedFrom ?? null,
          query.coach ?? null,
        ],
      );
      const { data, nextCursor } = pageOf(rows, query.limit, ({ id }) => [id]);
      return { data: data.map(toView), nextCursor };
    });
  }

  get(here: Here, id: string): Promise<AssignmentView> {
    return this.db.inPractice(here, (tx) => this.getIn(tx, id));
  }

  /** What was asked of the client who asks, in the order it was; `all` includes what was handed in, which is private. */
  listOwn(
    here: Here,
    clientId: string,
    { all }: { all: boolean },
    page: PageAsked,
  ): Promise<Page<PortalAssignmentItem>> {
    return this.db.inPractice(here, async (tx) => {
      const rows = await tx.query<PortalAssignmentItem>(
        `SELECT a.id, f.name, f.kind, a.status FROM assignments a JOIN forms f ON f.practice_id = a.practice_id AND f.id = a.form_id
         WHERE a.client_id = $1 AND (a.status IN ('assigned', 'started') OR ($4 AND a.status = 'submitted'))
           AND ($2::uuid IS NULL OR a.id > $2) ORDER BY a.id LIMIT $3`,
        [clientId, idAfter(page.cursor), page.limit + 1, all],
      );
      return pageOf(rows, page.limit, ({ id }) => [id]);
    });
  }

  /** Where an assignment's mailed link leads: whose it is. Null when it is handed in, withdrawn or gone. */
  async openFor(tx: Tx, id: string): Promise<{ clientId: string; caseId: string | null } | null> {
    return tx.one(
      `SELECT client_id AS "clientId", case_id AS "caseId" FROM assignments WHERE id = $1 AND status IN ('assigned', 'started')`,
      [id],
    );
  }

  private async askedBefore(tx: Tx, asked: Asked): Promise<string> {
    const row = await tx.one<{ id: string }>(
      'SELECT id FROM assignments WHERE form_id = $1 AND client_id = $2 AND cause_id = $3',
      [asked.formId, asked.clientId, asked.causeId],
    );
    if (!row) throw new NotFound('assignment');
    return row.id;
  }

  private async getIn(tx: Tx, id: string): Promise<AssignmentView> {
    const row = await tx.one<AssignmentRow>(`${select} WHERE a.id = $1`, [id]);
    if (!row) throw new NotFound('assignment');
    return toView(row);
  }
}

interface AssignmentRow extends Omit<AssignmentView, 'form' | 'assignedAt' | 'submittedAt'> {
  formId: string;
  formName: string;
  formKind: AssignmentView['form']['kind'];
  version: number;
  assignedAt: Date;
  submittedAt: Date | null;
}

const select = `
  SELECT a.id, a.form_id AS "formId", f.name AS "formName", f.kind AS "formKind", v.number AS version, a.client_id AS "clientId",
         a.case_id AS "caseId", a.cause_id AS "appointmentId", a.status, r.id AS "responseId", a.assigned_at AS "assignedAt",
         a.submitted_at AS "submittedAt"
  FROM assignments a
  JOIN forms f ON f.practice_id = a.practice_id AND f.id = a.form_id
  JOIN form_versions v ON v.practice_id = a.practice_id AND v.id = a.form_version_id
  LEFT JOIN responses r ON r.practice_id = a.practice_id AND r.assignment_id = a.id`;

function toView({ formId, formName, formKind, version, ...row }: AssignmentRow): AssignmentView {
  return {
    ...row,
    form: { id: formId, name: formName, kind: formKind, version },
    assignedAt: instant(row.assignedAt),
    submittedAt: row.submittedAt && instant(row.submittedAt),
  };
}

async function mustBeIn(tx: Tx, caseId: string | undefined, clientId: string): Promise<void> {
  if (caseId === undefined) return;
  const sql = 'SELECT 1 FROM participants WHERE case_id = $1 AND client_id = $2';
  if (!(await tx.one(sql, [caseId, clientId]))) throw new NotFound('case');
}

/** The appointment a form is asked about: one this client attends, in the named case if one is named. */
async function appointmentOf(tx: Tx, request: AssignmentCreate): Promise<{ caseId: string } | null> {
  if (request.appointment === undefined) return null;
  const row = await tx.one<{ caseId: string }>(
    `SELECT a.case_id AS "caseId" FROM appointments a
     JOIN attendances t ON t.practice_id = a.practice_id AND t.appointment_id = a.id WHERE a.id = $1 AND t.client_id = $2`,
    [request.appointment, request.client],
  );
  if (!row || (request.case !== undefined && row.caseId !== request.case)) throw new NotFound('appointment');
  return row;
}
