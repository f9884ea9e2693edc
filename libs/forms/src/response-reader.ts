import { Injectable } from '@nestjs/common';
import type { FormDefinition, ResponseView } from '#contracts';
import { scoreAnswers, visibleQuestions } from '#form-engine';
import { CaseAccess } from '#clients';
import { Database, type Here, instant, NotFound } from '#platform';
import { StoredAnswers } from './stored-answers.js';

/** Answers as their coach reads them. To everybody else in the practice they do not exist. */
@Injectable()
export class ResponseReader {
  constructor(
    private readonly db: Database,
    private readonly stored: StoredAnswers,
    private readonly access: CaseAccess,
  ) {}

  /** One person's answers. That they were read is in the audit before anybody sees them. */
  async get(here: Here, id: string): Promise<ResponseView> {
    const view = await this.read(here, id);
    await this.db.inPractice({ ...here, readOnly: false }, async (tx) => tx.audit('answers.read', id));
    return view;
  }

  private read(here: Here, id: string): Promise<ResponseView> {
    return this.db.inPractice(here, async (tx) => {
      const row = await tx.one<ResponseRow>(select, [id]);
      if (!row || !(await this.access.mayReadPrivate(tx, row))) throw new NotFound('response');
      const given = await this.stored.of(tx, row.assignmentId);
      // A question that later answers hid is gone for the person, so its answer is gone for the reader.
      const visible = new Set(visibleQuestions(row.definition, given).map((question) => question.id));
      const answers = Object.fromEntries(Object.entries(given).filter(([question]) => visible.has(question)));
      return {
        id,
        assignmentId: row.assignmentId,
        form: { id: row.formId, name: row.formName, kind: row.formKind, version: row.version },
        clientId: row.clientId,
        caseId: row.caseId,
        status: row.status,
        definition: row.definition,
        answers,
        score: row.formKind === 'quiz' ? scoreAnswers(row.definition, answers) : null,
        consent: row.consentVersion
          ? { version: row.consentVersion, at: instant(row.consentAt!), hash: row.consentHash!.toString('hex') }
          : null,
        startedAt: row.startedAt && instant(row.startedAt),
        submittedAt: row.submittedAt && instant(row.submittedAt),
      };
    });
  }
}

interface ResponseRow {
  assignmentId: string;
  formId: string;
  formName: string;
  formKind: ResponseView['form']['kind'];
  version: number;
  definition: FormDefinition;
  clientId: string;
  caseId: string | null;
  askedBy: string | null;
  appointmentId: string | null;
  status: ResponseView['status'];
  startedAt: Date | null;
  submittedAt: Date | null;
  consentVersion: string | null;
  consentAt: Date | null;
  consentHash: Buffer | null;
}

const select = `
  SELECT a.id AS "assignmentId", f.id AS "formId", f.name AS "formName", f.kind AS "formKind", v.number AS version, v.definition,
         a.client_id AS "clientId", a.case_id AS "caseId", a.asked_by AS "askedBy",
         a.cause_id AS "appointmentId", a.status, r.started_at AS "startedAt", r.submitted_at AS "submittedAt",
         c.version AS "consentVersion", c.given_at AS "consentAt", c.text_hash AS "consentHash"
  FROM responses r
  JOIN assignments a ON a.practice_id = r.practice_id AND a.id = r.assignment_id
  JOIN forms f ON f.practice_id = a.practice_id AND f.id = a.form_id
  JOIN form_versions v ON v.practice_id = a.practice_id AND v.id = a.form_version_id
  LEFT JOIN consents c ON c.practice_id = a.practice_id AND c.assignment_id = a.id AND c.client_id = a.client_id AND c.purpose = 'form-answers'
  WHERE r.id = $1
  ORDER BY c.given_at DESC LIMIT 1`;
