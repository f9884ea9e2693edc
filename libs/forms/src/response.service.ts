import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { AnswerPut, AnswerValue, ConsentRequest, FormDefinition, PortalAssignmentView } from '#contracts';
import { checkAnswer, isEmpty, missingRequired } from '#form-engine';
import { Database, type Here, instant, Invalid, KeyStore, newId, NotFound, StaleRevision, type Tx } from '#platform';
import { Answer, Assignment, Consent, FormResponse, type SittingAtForm } from './assignment.entity.js';
import { firstPage, hashOf } from './first-page.js';
import { FormVersion } from './form.entity.js';
import { missingOpen, needsUnlock, openQuestions, type LockedForm } from './domain/open-questions.js';
import { everything, untilUnlocked } from './domain/what-was-said.js';
import { AnswerLocked, ConsentMissing, ConsentOutdated } from './forms.errors.js';
import { assignmentSubmitted } from './forms.events.js';
import { StoredAnswers } from './stored-answers.js';

const purpose = 'form-answers';

/** A person filling in what was asked of them: the first page, one answer at a time, handing in. */
@Injectable()
export class ResponseService {
  constructor(
    private readonly db: Database,
    private readonly keys: KeyStore,
    private readonly stored: StoredAnswers,
  ) {}

  /**
   * The form as its person sees it. A mailed link alone opens nothing private: until the sitting is unlocked it shows
   * what was written in this very sitting and where to go on, as far as that hangs on nothing said before. `after` asks
   * for the question that follows one which was passed over.
   */
  view(here: Here, id: string, sitting: SittingAtForm, after?: string): Promise<PortalAssignmentView> {
    return this.db.inPractice(here, async (tx) => {
      const asked = await this.getAsked(tx, id);
      const { definition } = asked.version;
      const page = await this.firstPageOf(tx, asked);
      const consent = await this.consentOf(tx, asked.assignment);
      const isOver = asked.assignment.status === 'submitted';
      return {
        id,
        name: asked.name,
        kind: asked.kind,
        status: asked.assignment.status,
        firstPage: page,
        consent: {
          given: consent !== null,
          version: consent?.version ?? null,
          at: consent && instant(consent.givenAt),
        },
        definition,
        unlocked: sitting.unlocked,
        revision: asked.assignment.revisionFor(sitting),
        ...(sitting.unlocked
          ? everything(definition, await this.stored.of(tx, id), isOver, after)
          : untilUnlocked(await this.lockedForm(tx, asked, sitting), isOver, after)),
      };
    });
  }

  /** Keeps that the person read the first page, is of age and agrees, with the hash of the very words; the page itself is kept by it. */
  async consent(here: Here, id: string, request: ConsentRequest): Promise<void> {
    await this.db.inPractice(here, async (tx) => {
      const asked = await this.getAsked(tx, id);
      const page = await this.firstPageOf(tx, asked);
      if (request.consentVersion !== page.consentVersion) throw new ConsentOutdated();
      const { consentVersion, ...words } = page;
      const hash = hashOf(words);
      await tx.query('INSERT INTO consent_pages (hash, page) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
        hash,
        JSON.stringify(words),
      ]);
      const consentId = newId();
      const added = await tx.query(
        `INSERT INTO consents (id, client_id, assignment_id, purpose, version, text_hash, adult, given_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING id`,
        [consentId, asked.assignment.clientId, id, purpose, consentVersion, hash, request.adult, tx.now()],
      );
      if (added.length > 0) tx.audit('consent.given', consentId);
    });
  }

  /**
   * Saves one answer, or takes it back with null. Throws ConsentMissing before the first page was agreed to,
   * AnswerLocked for what another sitting answered, Invalid for a value that does not fit its question, StaleRevision
   * where `revision` is given and old.
   */
  put(
    here: Here,
    id: string,
    questionId: string,
    { value: given, revision }: AnswerPut,
    sitting: SittingAtForm,
  ): Promise<{ revision: number }> {
    return this.db.inPractice(here, async (tx) => {
      const asked = await this.getAsked(tx, id, { lock: true });
      const { assignment, version } = asked;
      if (!(await this.consentOf(tx, assignment))) throw new ConsentMissing();
      const question = version.definition.questions.find((candidate) => candidate.id === questionId);
      if (!question) throw new NotFound('question');
      if (!sitting.unlocked && !openQuestions(await this.lockedForm(tx, asked, sitting)).includes(questionId))
        throw new AnswerLocked();
      // A blank is no answer: that something is kept means that something was said.
      const value = isEmpty(given) ? null : given;
      const fault = value === null ? null : checkAnswer(question, value);
      if (fault) throw new Invalid([{ path: 'value', message: fault }]);
      const current = assignment.revisionFor(sitting);
      if (revision !== undefined && revision !== current) throw new StaleRevision(current);
      const begun = assignment.status === 'started';
      assignment.answered(tx.now(), sitting);
      await tx.repository(Assignment).save(assignment);
      const response = await this.responseOf(tx, assignment);
      await this.write(tx, response, { question: questionId, value, sitting: sitting.id });
      if (!begun) tx.audit('assignment.started', id);
      tx.audit('response.answered', response.id);
      return { revision: assignment.revisionFor(sitting) };
    });
  }

  /**
   * Hands the answers in. A question that its conditions hide never blocks. Throws AnswerLocked for a locked sitting where
   * it hangs on what another one answered whether something is missing.
   */
  async submit(tx: Tx, id: string, sitting: SittingAtForm): Promise<void> {
    const asked = await this.getAsked(tx, id, { lock: true });
    const { assignment } = asked;
    if (!(await this.consentOf(tx, assignment))) throw new ConsentMissing();
    assignment.submit(tx.now());
    const missing = await this.missing(tx, asked, sitting);
    if (missing.length > 0)
      throw new Invalid(
        missing.map((question) => ({ path: `answers.${question}`, message: 'Please answer this question.' })),
      );
    await tx.repository(Assignment).save(assignment);
    const response = await this.responseOf(tx, assignment);
    await tx.repository(FormResponse).update({ practiceId: tx.practiceId, id: response.id }, { submittedAt: tx.now() });
    tx.audit('assignment.submitted', id);
    tx.emit(assignmentSubmitted, { assignmentId: id });
  }

  /** Whether anything this person answered is kept. */
  async hasAnswers(tx: Tx, clientId: string): Promise<boolean> {
    return (await tx.one('SELECT 1 FROM answers WHERE client_id = $1 LIMIT 1', [clientId])) !== null;
  }

  private async lockedForm(tx: Tx, { assignment, version }: AskedForm, sitting: SittingAtForm): Promise<LockedForm> {
    return { definition: version.definition, ...(await this.stored.ofSitting(tx, assignment.id, sitting.id)) };
  }

  private async missing(tx: Tx, asked: AskedForm, sitting: SittingAtForm): Promise<string[]> {
    if (sitting.unlocked) {
      const answers = await this.stored.of(tx, asked.assignment.id);
      return missingRequired(asked.version.definition, answers).map((question) => question.id);
    }
    const form = await this.lockedForm(tx, asked, sitting);
    if (needsUnlock(form)) throw new AnswerLocked();
    return missingOpen(form);
  }

  private async write(
    tx: Tx,
    response: FormResponse,
    { question, value, sitting }: { question: string; value: AnswerValue; sitting: string },
  ): Promise<void> {
    if (value === null) {
      await tx.repository(Answer).delete({ practiceId: tx.practiceId, responseId: response.id, question });
      return;
    }
    const known = await tx
      .repository(Answer)
      .findOneBy({ practiceId: tx.practiceId, responseId: response.id, question });
    const answerId = known?.id ?? newId();
    const sealed = await this.keys.sealFor(tx, response.clientId, `answers:${answerId}`, JSON.stringify(value));
    await tx.query(
      `INSERT INTO answers (id, response_id, client_id, question, sealed, answered_at, sitting) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (practice_id, id) DO UPDATE SET client_id = excluded.client_id, sealed = excluded.sealed, answered_at = excluded.answered_at,
         sitting = excluded.sitting, revision = answers.revision + 1`,
      [answerId, response.id, response.clientId, question, sealed, tx.now(), sitting],
    );
  }

  private async getAsked(tx: Tx, id: string, { lock = false } = {}): Promise<AskedForm> {
    const assignment = await tx.repository(Assignment).findOne({
      where: { practiceId: tx.practiceId, id },
      ...(lock && { lock: { mode: 'pessimistic_write' as const } }),
    });
    if (!assignment || assignment.status === 'withdrawn') throw new NotFound('form');
    const version = await tx
      .repository(FormVersion)
      .findOneByOrFail({ practiceId: tx.practiceId, id: assignment.formVersionId });
    const form = await tx.one<{ name: string; kind: AskedForm['kind'] }>('SELECT name, kind FROM forms WHERE id = $1', [
      assignment.formId,
    ]);
    if (!form) throw new NotFound('form');
    return { assignment, version, ...form };
  }

  private async responseOf(tx: Tx, assignment: Assignment): Promise<FormResponse> {
    const responses = tx.repository(FormResponse);
    const known = await responses.findOneBy({ practiceId: tx.practiceId, assignmentId: assignment.id });
    if (known) return known;
    return responses.save({
      practiceId: tx.practiceId,
      id: newId(),
      assignmentId: assignment.id,
      clientId: assignment.clientId,
      startedAt: tx.now(),
      submittedAt: null,
    });
  }

  private consentOf(tx: Tx, assignment: Assignment): Promise<Consent | null> {
    return tx.repository(Consent).findOneBy({
      practiceId: tx.practiceId,
      assignmentId: assignment.id,
      clientId: assignment.clientId,
      purpose,
      revokedAt: IsNull(),
    });
  }

  private async firstPageOf(tx: Tx, { assignment, version }: AskedForm) {
    // The coach's public name: the coach of the case, or all coaches of the practice where there is no case.
    const coaches = await tx.query<{ name: string }>(
      `SELECT k.name FROM coaches k WHERE $1::uuid IS NULL OR k.id = (SELECT coach_id FROM cases WHERE id = $1) ORDER BY k.name`,
      [assignment.caseId],
    );
    return firstPage(
      coaches.map(({ name }) => name),
      version.consentText,
    );
  }
}

interface AskedForm {
  readonly assignment: Assignment;
  readonly version: FormVersion & { definition: FormDefinition };
  readonly name: string;
  readonly kind: PortalAssignmentView['kind'];
}
