import { limits, type AnswerValue, type Question } from './form.js';
import { en, type AnswerTexts } from './texts.js';

/** Whether a value says nothing: none, only spaces, or none of several. `false` and `0` are answers. */
export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) && value.length === 0;
}

/**
 * Why a value does not fit its question, as a sentence that says what to do; null if it fits. An empty value always fits,
 * so that an answer can be taken back while the form is being filled in: what must not be missing `missingRequired` tells.
 */
export function checkAnswer(question: Question, value: unknown, texts: AnswerTexts = en): string | null {
  if (isEmpty(value)) return null;
  switch (question.kind) {
    case 'short_text':
      return (
        checkText(value, limits.shortText, texts) ?? (/[\n\r\u2028\u2029]/.test(String(value)) ? texts.oneLine : null)
      );
    case 'long_text':
      return checkText(value, limits.longText, texts);
    case 'single_choice':
      return offers(question, value) ? null : texts.oneOption;
    case 'multiple_choice':
      return checkChoices(question, value, texts);
    case 'scale':
      return checkScale(question, value, texts);
    case 'yes_no':
      return typeof value === 'boolean' ? null : texts.yesNo;
    case 'date':
      return checkDate(value, texts);
  }
}

/** The answer that was given to a question, or undefined if there is none; never what an object merely inherits. */
export function answerTo(questionId: string, answers: Readonly<Record<string, AnswerValue | undefined>>) {
  const value = Object.hasOwn(answers, questionId) ? answers[questionId] : undefined;
  return isEmpty(value) ? undefined : (value ?? undefined);
}

function checkText(value: unknown, most: number, texts: AnswerTexts): string | null {
  if (typeof value !== 'string') return texts.text;
  return value.length > most ? texts.tooLong(most) : null;
}

function checkChoices(question: Question, value: unknown, texts: AnswerTexts): string | null {
  if (!Array.isArray(value) || !value.every((choice) => offers(question, choice))) return texts.someOptions;
  return new Set(value).size === value.length ? null : texts.onceEach;
}

function checkScale({ min = 0, max = 0 }: Question, value: unknown, texts: AnswerTexts): string | null {
  const fits = typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
  return fits ? null : texts.scale(min, max);
}

function checkDate(value: unknown, texts: AnswerTexts): string | null {
  const [, year, month, day] = (typeof value === 'string' && /^(\d{4})-(\d\d)-(\d\d)$/.exec(value)) || [];
  if (!year || !isDate(Number(year), Number(month), Number(day))) return texts.date;
  return year >= '1900' && year < '2200' ? null : texts.dateFar; // 0026 is a slip of the keyboard
}

function isDate(year: number, month: number, day: number): boolean {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day >= 1 && day <= (lengths[month - 1] ?? 0);
}

function offers({ options = [] }: Question, value: unknown): boolean {
  return options.some((option) => option.value === value);
}
