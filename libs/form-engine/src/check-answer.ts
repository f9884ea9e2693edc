import type { AnswerValue, Question } from './form.js';

const longest = { short_text: 300, long_text: 10_000 } as const;

/** What is wrong with an answer to a question, as a sentence that says what to do; null when it fits. */
export function checkAnswer(question: Question, value: AnswerValue): string | null {
  switch (question.kind) {
    case 'short_text':
    case 'long_text': {
      const most = longest[question.kind];
      if (typeof value !== 'string') return 'Please write a text.';
      return value.length > most ? `Please keep it under ${most} characters.` : null;
    }
    case 'single_choice':
      return typeof value === 'string' && offers(question, value) ? null : 'Please choose one of the answers.';
    case 'multiple_choice':
      return Array.isArray(value) && new Set(value).size === value.length && value.every((one) => offers(question, one))
        ? null
        : 'Please choose among the answers, each at most once.';
    case 'scale': {
      const { min = 0, max = 10 } = question;
      return Number.isInteger(value) && Number(value) >= min && Number(value) <= max
        ? null
        : `Please choose a number from ${min} to ${max}.`;
    }
    case 'yes_no':
      return typeof value === 'boolean' ? null : 'Please choose yes or no.';
    case 'date':
      return typeof value === 'string' && isDate(value) ? null : 'Please give a date that exists, as year-month-day.';
  }
}

function offers(question: Question, value: string): boolean {
  return question.options?.some((option) => option.value === value) ?? false;
}

/** A day of the Gregorian calendar, written YYYY-MM-DD (RFC 3339, full-date). */
function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (!year || !month || !day) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}
