import fc from 'fast-check';
import { checkDefinition } from './check-definition.js';
import { firstUnanswered, missingRequired, scoreAnswers, visibleQuestions } from './visible-questions.js';
import type { Answers, AnswerValue, FormDefinition, Question } from './form.js';

const ask = (id: string, kind: Question['kind'], part: Partial<Question> = {}): Question => ({
  id,
  kind,
  label: 'Q',
  ...part,
});
const ids = (questions: readonly Question[]) => questions.map(({ id }) => id);

const chain: FormDefinition = {
  questions: [
    ask('together', 'yes_no', { required: true }),
    ask('years', 'scale', { min: 0, max: 9, required: true, showIf: { question: 'together', equals: true } }),
    ask('where', 'short_text', { required: true, showIf: { question: 'years', equals: 0 } }),
    ask('more', 'long_text'),
  ],
};

describe('A form being filled in', () => {
  it('asks what its conditions let through, chained', () => {
    expect(ids(visibleQuestions(chain, {}))).toEqual(['together', 'more']);
    expect(ids(visibleQuestions(chain, { together: true }))).toEqual(['together', 'years', 'more']);
    expect(ids(visibleQuestions(chain, { together: true, years: 0 }))).toEqual(['together', 'years', 'where', 'more']);
    expect(ids(visibleQuestions(chain, { together: true, years: 1 }))).toEqual(['together', 'years', 'more']);
  });

  it('does not count the answer to a question that is hidden again', () => {
    const answers = { together: false, years: 0, where: 'By the sea' };
    expect(ids(visibleQuestions(chain, answers))).toEqual(['together', 'more']);
    expect(missingRequired(chain, answers)).toEqual([]);
  });

  it('shows a question for one of several answers', () => {
    const options = ['sea', 'hills'].map((value) => ({ value, label: value }));
    const form: FormDefinition = {
      questions: [
        ask('places', 'multiple_choice', { options }),
        ask('boat', 'yes_no', { showIf: { question: 'places', includes: 'sea' } }),
      ],
    };
    expect(ids(visibleQuestions(form, { places: ['hills', 'sea'] }))).toEqual(['places', 'boat']);
    expect(ids(visibleQuestions(form, { places: ['hills'] }))).toEqual(['places']);
    expect(ids(visibleQuestions(form, { places: 'seaside' }))).toEqual(['places']);
    expect(ids(visibleQuestions(form, { places: 'sea' }))).toEqual(['places', 'boat']); // one choice is a list of one
  });

  it('goes on at the first question without an answer, where false and 0 are answers', () => {
    expect(firstUnanswered(chain, {})?.id).toBe('together');
    expect(firstUnanswered(chain, { together: false })?.id).toBe('more');
    expect(firstUnanswered(chain, { together: true, years: 0 })?.id).toBe('where');
    expect(firstUnanswered(chain, { together: true, years: 0, where: '  ' })?.id).toBe('where');
    expect(firstUnanswered(chain, { together: false, more: 'That is all.' })).toBeNull();
  });

  it('misses what is required, shown and empty', () => {
    expect(ids(missingRequired(chain, {}))).toEqual(['together']);
    expect(ids(missingRequired(chain, { together: true, years: null }))).toEqual(['years']);
    expect(missingRequired(chain, { together: false })).toEqual([]);
  });

  it('does not take for an answer what every object inherits', () => {
    const form: FormDefinition = { questions: [ask('constructor', 'short_text', { required: true })] };
    expect(ids(missingRequired(form, {}))).toEqual(['constructor']);
  });

  it('scores the chosen options of what is shown', () => {
    const options = [
      { value: 'a', label: 'A', score: 2 },
      { value: 'b', label: 'B', score: -1 },
      { value: 'c', label: 'C' },
    ];
    const quiz: FormDefinition = {
      questions: [
        ask('one', 'single_choice', { options }),
        ask('some', 'multiple_choice', { options }),
        ask('late', 'single_choice', { options, showIf: { question: 'one', equals: 'b' } }),
      ],
    };
    expect(scoreAnswers(quiz, {})).toBe(0);
    expect(scoreAnswers(quiz, { one: 'a', some: ['a', 'b', 'c'], late: 'a' })).toBe(3);
    expect(scoreAnswers(quiz, { one: 'b', some: ['c'], late: 'a' })).toBe(1);
    expect(scoreAnswers(quiz, { one: 'unknown' })).toBe(0);
  });

  // Every question hangs on an earlier one, or on none; each takes yes, no or nothing.
  const forms = fc
    .array(fc.record({ required: fc.boolean(), on: fc.option(fc.nat()), equals: fc.boolean() }), {
      minLength: 1,
      maxLength: 12,
    })
    .map((plans): FormDefinition => ({
      questions: plans.map(({ required, on, equals }, index) =>
        ask(`q${index}`, 'yes_no', {
          required,
          ...(on !== null && index > 0 && { showIf: { question: `q${on % index}`, equals } }),
        }),
      ),
    }));
  const answers = fc.dictionary(
    fc.nat({ max: 12 }).map((index) => `q${index}`),
    fc.constantFrom<AnswerValue>(true, false, null),
  );

  it('is never blocked by a hidden required question, whatever hangs on what', () => {
    fc.assert(
      fc.property(forms, answers, (form, given) => {
        expect(checkDefinition(form)).toEqual([]);
        const shown = new Set(ids(visibleQuestions(form, given)));
        expect(ids(missingRequired(form, given)).filter((id) => !shown.has(id))).toEqual([]);
        expect(shown.has(firstUnanswered(form, given)?.id ?? 'q0')).toBe(true);
      }),
    );
  });

  it('comes to an end by answering, one after the other, only what is asked', () => {
    fc.assert(
      fc.property(forms, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), (form, says) => {
        let given: Answers = {};
        for (const say of says) {
          const next = firstUnanswered(form, given);
          if (next) given = { ...given, [next.id]: say };
        }
        expect(firstUnanswered(form, given)).toBeNull();
        expect(missingRequired(form, given)).toEqual([]);
      }),
    );
  });

  it('asks the same whatever stands in the answers of hidden questions', () => {
    fc.assert(
      fc.property(forms, answers, answers, (form, given, other) => {
        const shown = ids(visibleQuestions(form, given));
        const mixed = { ...other, ...Object.fromEntries(shown.map((id) => [id, given[id] ?? null])) };
        expect(ids(visibleQuestions(form, mixed))).toEqual(shown);
      }),
    );
  });
});
