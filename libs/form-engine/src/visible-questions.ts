import { answerTo } from './check-answer.js';
import type { Answers, ShowIf, FormDefinition, Question } from './form.js';

/**
 * The questions that these answers leave to be asked, in order. The answer to a question that is itself hidden does not
 * count, so what hangs on it is hidden too; a condition on a question that does not come before is never met.
 */
export function visibleQuestions(definition: FormDefinition, answers: Answers): Question[] {
  const shown = new Set<string>();
  return definition.questions.filter(({ id, showIf }) => {
    const visible = !showIf || (shown.has(showIf.question) && isMet(showIf, answers));
    if (visible) shown.add(id);
    return visible;
  });
}

/** The question at which a form that was left goes on: the first one shown without an answer; null if all have one. */
export function firstUnanswered(definition: FormDefinition, answers: Answers): Question | null {
  return visibleQuestions(definition, answers).find(({ id }) => answerTo(id, answers) === undefined) ?? null;
}

/** The questions that must be answered before the form can be handed in; a hidden one is never among them. */
export function missingRequired(definition: FormDefinition, answers: Answers): Question[] {
  return visibleQuestions(definition, answers).filter(
    ({ id, required }) => required === true && answerTo(id, answers) === undefined,
  );
}

/** The sum of the scores of all chosen options; an option without a score, and a hidden question, count nothing. */
export function scoreAnswers(definition: FormDefinition, answers: Answers): number {
  let sum = 0;
  for (const { id, options = [] } of visibleQuestions(definition, answers)) {
    const answer = answerTo(id, answers);
    const chosen = isList(answer) ? answer : [answer];
    for (const { value, score = 0 } of options) if (chosen.includes(value)) sum += score;
  }
  return sum;
}

function isMet({ question, equals, includes }: ShowIf, answers: Answers): boolean {
  const answer = answerTo(question, answers);
  if (answer === undefined) return false;
  if (includes === undefined) return answer === equals;
  return isList(answer) ? answer.includes(includes) : answer === includes;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
