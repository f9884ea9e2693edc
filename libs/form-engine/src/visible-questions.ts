import type { Answers, AnswerValue, FormDefinition, Question, ShowIf } from './form.js';

/** The questions to ask, given what was answered: a hidden question's answer counts for nothing, so conditions chain. */
export function visibleQuestions(form: FormDefinition, answers: Answers): Question[] {
  const counted = new Map<string, AnswerValue>();
  return form.questions.filter((question) => {
    const shown = !question.showIf || holds(question.showIf, counted.get(question.showIf.question) ?? null);
    const answer = answers[question.id];
    if (shown && answer !== undefined) counted.set(question.id, answer);
    return shown;
  });
}

/** The first visible question without an answer, or null when each has one. */
export function firstUnanswered(form: FormDefinition, answers: Answers): Question | null {
  return visibleQuestions(form, answers).find(({ id }) => isEmpty(answers[id])) ?? null;
}

/** The visible questions that must be answered and are not. */
export function missingRequired(form: FormDefinition, answers: Answers): Question[] {
  return visibleQuestions(form, answers).filter(({ id, required }) => required === true && isEmpty(answers[id]));
}

/** The sum of the scores of the chosen options of visible questions. */
export function scoreAnswers(form: FormDefinition, answers: Answers): number {
  return visibleQuestions(form, answers).reduce((sum, { id, options = [] }) => {
    const answer = answers[id];
    const chosen = Array.isArray(answer) ? answer : [answer];
    return sum + options.filter(({ value }) => chosen.includes(value)).reduce((part, { score = 0 }) => part + score, 0);
  }, 0);
}

function holds({ equals, includes }: ShowIf, answer: AnswerValue): boolean {
  if (includes !== undefined) return Array.isArray(answer) ? answer.includes(includes) : answer === includes;
  return answer === equals;
}

function isEmpty(answer: AnswerValue | undefined): boolean {
  return answer === undefined || answer === null || answer === '' || (Array.isArray(answer) && answer.length === 0);
}
