import fc from 'fast-check';
import { checkAnswer } from './check-answer.js';
import { questionKinds, type Question } from './form.js';

const options = ['sea', 'hills'].map((value) => ({ value, label: value }));
const ask = (kind: Question['kind'], part: Partial<Question> = {}): Question => ({
  id: 'q',
  kind,
  label: 'Q',
  ...part,
});

describe('An answer', () => {
  it('to a short text is one line of at most 300 characters', () => {
    expect(checkAnswer(ask('short_text'), 'A quiet year')).toBeNull();
    expect(checkAnswer(ask('short_text'), 'x'.repeat(300))).toBeNull();
    expect(checkAnswer(ask('short_text'), 'x'.repeat(301))).toContain('300');
    expect(checkAnswer(ask('short_text'), 'two\nlines')).toContain('one line');
    expect(checkAnswer(ask('short_text'), 5)).toContain('text');
  });

  it('to a long text has lines, and at most 10,000 characters', () => {
    expect(checkAnswer(ask('long_text'), 'two\nlines')).toBeNull();
    expect(checkAnswer(ask('long_text'), 'x'.repeat(10_000))).toBeNull();
    expect(checkAnswer(ask('long_text'), 'x'.repeat(10_001))).toContain('10000');
    expect(checkAnswer(ask('long_text'), ['x'])).not.toBeNull();
  });

  it('to a single choice is one of those offered', () => {
    expect(checkAnswer(ask('single_choice', { options }), 'sea')).toBeNull();
    for (const value of ['Sea', 'desert', ['sea'], 0, true]) {
      expect(checkAnswer(ask('single_choice', { options }), value)).toContain('choose one');
    }
  });

  it('to a multiple choice is some of those offered, each once', () => {
    const question = ask('multiple_choice', { options });
    expect(checkAnswer(question, ['sea', 'hills'])).toBeNull();
    expect(checkAnswer(question, ['sea', 'sea'])).toContain('once');
    for (const value of ['sea', ['desert'], [null], { 0: 'sea' }]) expect(checkAnswer(question, value)).not.toBeNull();
  });

  it('to a scale is a whole number between its ends', () => {
    const question = ask('scale', { min: -2, max: 2 });
    for (const value of [-2, 0, 2]) expect(checkAnswer(question, value)).toBeNull();
    for (const value of [-3, 3, 0.5, NaN, Infinity, '1', true]) {
      expect(checkAnswer(question, value)).toBe('Please choose a whole number from -2 to 2.');
    }
  });

  it('to yes or no is true or false', () => {
    expect(checkAnswer(ask('yes_no'), false)).toBeNull();
    for (const value of ['yes', 1, 0]) expect(checkAnswer(ask('yes_no'), value)).not.toBeNull();
  });

  it('to a date is one that exists, in a year that is no slip', () => {
    for (const value of ['2027-03-28', '2028-02-29', '2000-02-29']) expect(checkAnswer(ask('date'), value)).toBeNull();
    for (const value of ['2027-02-29', '2100-02-29', '2027-13-01', '2027-00-10', '2027-1-1', '28.03.2027', 20270328]) {
      expect(checkAnswer(ask('date'), value)).toContain('date');
    }
    expect(checkAnswer(ask('date'), '0026-03-28')).toContain('year');
  });

  it('may always be taken back while the form is being filled in', () => {
    for (const kind of questionKinds) {
      for (const value of [null, undefined, '', '  ', []]) {
        expect(checkAnswer(ask(kind, { options, min: 1, max: 5, required: true }), value)).toBeNull();
      }
    }
  });

  it('of any sort whatever is told in a sentence or taken, and never throws', () => {
    fc.assert(
      fc.property(fc.constantFrom(...questionKinds), fc.anything(), (kind, value) => {
        const told = checkAnswer(ask(kind, { options, min: 1, max: 5 }), value);
        expect(told === null || /^Please .*\.$/.test(told)).toBe(true);
      }),
    );
  });
});
