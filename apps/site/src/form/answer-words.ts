import type { AnswerValue, Question } from '#contracts';
import { fullDate } from '../printing.js';
import type { Texts } from '../texts/texts.js';

/** An answer as its person reads it again. */
export function answerWords(question: Question, value: AnswerValue, t: Texts['form'], locale: string): string {
  const labelOf = (chosen: string) => question.options?.find((option) => option.value === chosen)?.label ?? chosen;
  if (typeof value === 'boolean') return value ? t.yes : t.no;
  if (Array.isArray(value)) return new Intl.ListFormat(locale).format(value.map(labelOf));
  if (typeof value !== 'string') return String(value ?? '');
  return question.kind === 'date' ? fullDate(value, locale) : labelOf(value);
}
