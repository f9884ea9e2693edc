import type { AnswerValue, PortalAssignmentView, Question } from '#contracts';
import { visibleQuestions } from '#form-engine';

export type LocalAnswers = Readonly<Record<string, AnswerValue>>;

/**
 * What is known of a form in this visit: the answers given here, and, once unlocked, which others there are and what
 * they hide. While it is locked the server says only where to go on.
 */
export interface Known {
  readonly assignment: Pick<PortalAssignmentView, 'definition' | 'answered' | 'hidden' | 'next'>;
  readonly answers: LocalAnswers;
  /** The questions this visit has been at. */
  readonly visited?: readonly string[];
}

/**
 * The questions to ask now. A condition on an answer of this visit is decided here, one on an answer that only the
 * server knows by what the server hides, or, while it hides all, by where it says to go on.
 */
export function questionsToAsk(known: Known): Question[] {
  const { assignment, answers } = known;
  const { definition, answered = [], hidden, next } = assignment;
  const shown = new Set<string>();
  return definition.questions.filter((question) => {
    const { id, showIf } = question;
    const cause = showIf && definition.questions.find((other) => other.id === showIf.question);
    const isShown =
      cause && cause.id in answers
        ? shown.has(cause.id) && holds(cause, question, answers)
        : hidden === undefined
          ? id === next || isOfThisVisit(known, id) || (!cause && isAhead(assignment, id))
          : !cause || (shown.has(cause.id) && answered.includes(cause.id) && !hidden.includes(id));
    if (isShown) shown.add(id);
    return isShown;
  });
}

const isOfThisVisit = ({ answers, visited = [] }: Known, id: string): boolean => id in answers || visited.includes(id);

/** Whether a question comes after the one to go on at: what comes before was said in an earlier visit. */
function isAhead({ definition, next }: Known['assignment'], id: string): boolean {
  const places = definition.questions.map((question) => question.id);
  return next !== null && places.indexOf(id) >= places.indexOf(next);
}

/** The engine's own verdict on one condition, its cause being shown. */
function holds(cause: Question, question: Question, answers: LocalAnswers): boolean {
  const { showIf: _, ...alone } = cause;
  return visibleQuestions({ questions: [alone, question] }, answers).some(({ id }) => id === question.id);
}

/** Whether a question has an answer, of this visit or of an earlier one. */
export function isAnswered({ assignment, answers }: Known, id: string): boolean {
  return id in answers ? !isBlank(answers[id]) : (assignment.answered ?? []).includes(id);
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
