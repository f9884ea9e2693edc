import type { AnswerValue, Question } from '#contracts';
import { en } from '../texts/en.js';
import { answerWords } from './answer-words.js';

const question = (more: Partial<Question>): Question => ({ id: 'q', kind: 'short_text', label: 'Q', ...more });
const words = (value: AnswerValue, more: Partial<Question> = {}) =>
  answerWords(question(more), value, en.form, 'en-GB');
const options = [
  { value: 'slow', label: 'One thing at a time' },
  { value: 'brisk', label: 'All of it, soon' },
];

describe('An answer that is read again (issue 3, item 1)', () => {
  it('stands in the words its person chose from or wrote', () => {
    expect(words('Sleep, and a walk')).toBe('Sleep, and a walk');
    expect(words('slow', { kind: 'single_choice', options })).toBe('One thing at a time');
    expect(words(['brisk', 'slow'], { kind: 'multiple_choice', options })).toBe(
      'All of it, soon and One thing at a time',
    );
    expect([words(true, { kind: 'yes_no' }), words(false, { kind: 'yes_no' })]).toEqual(['Yes', 'No']);
    expect(words(4, { kind: 'scale' })).toBe('4');
    expect(words('2026-11-22', { kind: 'date' })).toBe('22 November 2026');
  });

  it('keeps what is not among the choices as it was given', () => {
    expect(words('gone', { kind: 'single_choice', options })).toBe('gone');
  });
});
