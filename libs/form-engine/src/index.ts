/** Forms as pure functions: what may be asked, what is asked next, whether an answer fits, what a quiz scores. */
export {
  limits,
  questionKinds,
  type Answers,
  type AnswerValue,
  type ShowIf,
  type FormDefinition,
  type Question,
  type QuestionKind,
  type QuestionOption,
} from './form.js';
export { checkDefinition, type Fault } from './check-definition.js';
export { checkAnswer, isEmpty } from './check-answer.js';
export { firstUnanswered, missingRequired, scoreAnswers, visibleQuestions } from './visible-questions.js';
export { en, type AnswerTexts } from './texts.js';
