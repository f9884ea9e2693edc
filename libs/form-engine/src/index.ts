/** Forms as pure rules, shared with the browser: what to ask, whether an answer fits, what is missing, what it scores. */
export type { Answers, AnswerValue, FormDefinition, Question, QuestionKind, QuestionOption, ShowIf } from './form.js';
export { checkAnswer } from './check-answer.js';
export { firstUnanswered, missingRequired, scoreAnswers, visibleQuestions } from './visible-questions.js';
