import fc from 'fast-check';
import type { Answers, FormDefinition, Question } from './form.js';
import { checkAnswer, firstUnanswered, missingRequired, scoreAnswers, visibleQuestions } from './index.js';

const yesNo = (id: string, more: Partial<Question> = {}): Question => ({ id, kind: 'yes_no', label: id, ...more });

describe('Which questions are asked', () => {
  const form: FormDefinition = {
    questions: [
      yesNo('children'),
      yesNo('at-home', { showIf: { question: 'children', equals: true }, required: true }),
      { id: 'ages', kind: 'short_text', label: 'ages', showIf: { question: 'at-home', equals: true }, required: true },
    ],
  };

  it('hides what an answer leaves out, and what depended on it', () => {
    expect(visibleQuestions(form, { children: false, 'at-home': true }).map(({ id }) => id)).toEqual(['children']);
  });

  it('goes on at the first visible question without an answer', () => {
    expect(firstUnanswered(form, { children: true })?.id).toBe('at-home');
    expect(firstUnanswered(form, { children: false })).toBeNull();
  });

  it('never lets a hidden required question block', () => {
    const arbitraryForm = fc.integer({ min: 1, max: 12 }).chain((n) =>
      fc
        .tuple(
          ...Array.from({ length: n }, (_, i) =>
            fc.record({
              required: fc.boolean(),
              on: fc.integer({ min: 0, max: i }),
              equals: fc.boolean(),
              free: fc.boolean(),
            }),
          ),
        )
        .map((wishes): FormDefinition => ({
          questions: wishes.map(({ required, on, equals, free }, i) =>
            yesNo(`q${i}`, {
              required,
              ...(i > 0 && !free && { showIf: { question: `q${Math.min(on, i - 1)}`, equals } }),
            }),
          ),
        })),
    );
    fc.assert(
      fc.property(arbitraryForm, fc.infiniteStream(fc.boolean()), (generated, coins) => {
        let answers: Answers = {};
        for (let next = firstUnanswered(generated, answers); next; next = firstUnanswered(generated, answers))
          answers = { ...answers, [next.id]: coins.next().value as boolean };
        expect(missingRequired(generated, answers)).toEqual([]);
      }),
    );
  });
});

describe('Whether an answer fits its question', () => {
  const choice: Question = {
    id: 'c',
    kind: 'multiple_choice',
    label: 'c',
    options: [
      { value: 'a', label: 'A', score: 2 },
      { value: 'b', label: 'B', score: 3 },
    ],
  };

  it.each<[Question, Answers[string], boolean]>([
    [{ id: 'd', kind: 'date', label: 'd' }, '2027-02-29', false],
    [{ id: 'd', kind: 'date', label: 'd' }, '2028-02-29', true],
    [{ id: 's', kind: 'scale', label: 's', min: 1, max: 5 }, 99, false],
    [{ id: 's', kind: 'scale', label: 's', min: 1, max: 5 }, 5, true],
    [{ id: 's', kind: 'scale', label: 's', min: 1, max: 5 }, 2.5, false],
    [choice, ['a', 'a'], false],
    [choice, ['a', 'z'], false],
    [choice, ['b'], true],
    [{ id: 't', kind: 'short_text', label: 't' }, 'x'.repeat(301), false],
    [yesNo('y'), 'yes', false],
  ])('%j answered with %j: %j', (question, value, fits) => {
    expect(checkAnswer(question, value) === null).toBe(fits);
  });

  it('sums the scores of what was chosen', () => {
    expect(scoreAnswers({ questions: [choice] }, { c: ['a', 'b'] })).toBe(5);
  });
});
