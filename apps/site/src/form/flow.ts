import type { AnswerValue, PortalAssignmentView, Question } from '#contracts';
import { visibleQuestions } from '#form-engine';

export type LocalAnswers = Readonly<Record<string, AnswerValue>>;

/** What is known of a form in this visit: the answers given here, and of those given before only that they exist. */
export interface Known {
  readonly assignment: Pick<PortalAssignmentView, 'definition' | 'answered' | 'hidden'>;
  readonly answers: LocalAnswers;
}

/**
 * The questions to ask now. A condition on an answer of this visit is decided here, one on an answer that only the
 * server knows by what the server hides.
 */
export function questionsToAsk({ assignment, answers }: Known): Question[] {
  const { definition, answered, hidden } = assignment;
  const shown = new Set<string>();
  return definition.questions.filter((question) => {
    const { id, showIf } = question;
    const cause = showIf && definition.questions.find((other) => other.id === showIf.question);
    const isShown = !cause
      ? true
      : !shown.has(cause.id)
        ? false
        : cause.id in answers
          ? holds(cause, question, answers)
          : answered.includes(cause.id) && !hidden.includes(id);
    if (isShown) shown.add(id);
    return isShown;
  });
}

/** The engine's own verdict on one condition, its cause being shown. */
function holds(cause: Question, question: Question, answers: LocalAnswers): boolean {
  const { showIf: _, ...alone } = cause;
  return visibleQuestions({ questions: [alone, question] }, answers).some(({ id }) => id === question.id);
}

/** Whether a question has an answer, of this visit or of an earlier one. */
export function isAnswered({ assignment, answers }: Known, id: string): boolean {
  return id in answers ? !isBlank(answers[id]) : assignment.answered.includes(id);
}

/** Whether there is nothing in an answer. */
export function isBlank(value: AnswerValue | undefined): boolean {
  return (
    value === undefined ||
    value === null ||
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.length === 0)
  );
}

/** The first question to ask that must be answered and is not. */
export function firstMissing(known: Known): Question | null {
  return questionsToAsk(known).find(({ id, required }) => required === true && !isAnswered(known, id)) ?? null;
}
