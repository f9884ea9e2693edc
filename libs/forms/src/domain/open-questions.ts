import type { Answers, FormDefinition } from '#contracts';
import { firstUnanswered, visibleQuestions } from '#form-engine';

/** What is known of one form: all that was answered, and in which sitting each answer was written. */
export interface Known {
  readonly definition: FormDefinition;
  readonly answers: Answers;
  readonly sittings: Readonly<Record<string, string | null>>;
}

/** What was answered in this very sitting, and nothing else. */
export function ownAnswers({ answers, sittings }: Known, sitting: string): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([question]) => sittings[question] === sitting));
}

/**
 * The questions that a locked sitting may answer, in their order: those it answered itself, and the visible ones that
 * nobody has. That another was answered before and that it is hidden look alike.
 */
export function openQuestions(known: Known, sitting: string): string[] {
  const own = ownAnswers(known, sitting);
  const visible = new Set(visibleQuestions(known.definition, known.answers).map(({ id }) => id));
  return known.definition.questions
    .map(({ id }) => id)
    .filter((id) => Object.hasOwn(own, id) || (visible.has(id) && !Object.hasOwn(known.answers, id)));
}

/** The question to go on at: the first without an answer, or, after one that was passed over, the next that is open. */
export function nextQuestion(known: Known, sitting: string, after?: string): string | null {
  if (after === undefined) return firstUnanswered(known.definition, known.answers)?.id ?? null;
  const { questions } = known.definition;
  const place = questions.findIndex(({ id }) => id === after);
  const later = new Set(questions.slice(place + 1).map(({ id }) => id));
  const visible = new Set(visibleQuestions(known.definition, known.answers).map(({ id }) => id));
  return openQuestions(known, sitting).find((id) => later.has(id) && visible.has(id)) ?? null;
}
