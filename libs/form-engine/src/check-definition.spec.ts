import { checkDefinition } from './check-definition.js';
import type { FormDefinition, Question } from './form.js';

const options = ['sea', 'hills'].map((value) => ({ value, label: value }));
const ask = (id: string, kind: Question['kind'], part: Partial<Question> = {}): Question => ({
  id,
  kind,
  label: 'Q',
  ...part,
});
const pathsOf = (...questions: Question[]) => checkDefinition({ questions }).map(({ path }) => path);
const many = (count: number) => Array.from({ length: count }, (_, index) => `n${index}`);

describe('A form', () => {
  it('may ask questions of all seven kinds, with conditions on what came before', () => {
    const form: FormDefinition = {
      title: 'Before we meet',
      intro: 'Take your time.',
      questions: [
        ask('name', 'short_text', { required: true, help: 'As you like to be called.' }),
        ask('story', 'long_text', { showIf: { question: 'name', equals: 'Ana' } }),
        ask('place', 'single_choice', { options }),
        ask('places', 'multiple_choice', { options, showIf: { question: 'place', equals: 'sea' } }),
        ask('rest', 'scale', { min: 1, max: 5, minLabel: 'Little', maxLabel: 'Much' }),
        ask('again', 'yes_no', { showIf: { question: 'places', includes: 'hills' } }),
        ask('when', 'date', { showIf: { question: 'again', equals: false } }),
        ask('more', 'long_text', { showIf: { question: 'rest', equals: 5 } }),
      ],
    };
    expect(checkDefinition(form)).toEqual([]);
  });

  it('names the question without words, with a bad id, or with the id of another', () => {
    expect(pathsOf(ask('a', 'yes_no', { label: ' ' }))).toEqual(['questions.0.label']);
    expect(pathsOf(ask('a b', 'yes_no'), ask('', 'yes_no'), ask('-a', 'yes_no'))).toEqual([
      'questions.0.id',
      'questions.1.id',
      'questions.2.id',
    ]);
    expect(pathsOf(ask('a', 'yes_no'), ask('a', 'date'))).toEqual(['questions.1.id']);
  });

  it('has options for choices and ends for scales, and neither elsewhere', () => {
    expect(pathsOf(ask('a', 'single_choice'))).toEqual(['questions.0.options']);
    expect(pathsOf(ask('a', 'single_choice', { options: options.slice(1) }))).toEqual(['questions.0.options']);
    expect(pathsOf(ask('a', 'multiple_choice', { options: [...options, ...options.slice(1)] }))).toEqual([
      'questions.0.options.2.value',
    ]);
    expect(pathsOf(ask('a', 'date', { options, min: 1 }))).toEqual(['questions.0.options', 'questions.0.min']);
    expect(pathsOf(ask('a', 'scale'))).toEqual(['questions.0.min', 'questions.0.max']);
    expect(pathsOf(ask('a', 'scale', { min: 5, max: 5 }))).toEqual(['questions.0.max']);
    expect(pathsOf(ask('a', 'scale', { min: 0.5, max: 1_000 }))).toEqual(['questions.0.min', 'questions.0.max']);
  });

  it('has conditions that look back and that some answer can meet', () => {
    const place = ask('place', 'single_choice', { options });
    const places = ask('places', 'multiple_choice', { options });
    const on = (showIf: NonNullable<Question['showIf']>) => pathsOf(place, places, ask('a', 'yes_no', { showIf }));
    expect(on({ question: 'a', equals: true })).toEqual(['questions.2.showIf.question']);
    expect(on({ question: 'nobody', equals: true })).toEqual(['questions.2.showIf.question']);
    expect(on({ question: 'place' })).toEqual(['questions.2.showIf.equals']);
    expect(on({ question: 'place', equals: 'sea', includes: 'sea' })).toEqual(['questions.2.showIf.equals']);
    expect(on({ question: 'place', equals: 'desert' })).toEqual(['questions.2.showIf.equals']);
    expect(on({ question: 'place', includes: 'sea' })).toEqual([]);
    expect(on({ question: 'place', includes: 'desert' })).toEqual(['questions.2.showIf.includes']);
    expect(pathsOf(ask('b', 'yes_no'), ask('a', 'yes_no', { showIf: { question: 'b', includes: 'true' } }))).toEqual([
      'questions.1.showIf.includes',
    ]);
    expect(on({ question: 'places', equals: 'sea' })).toEqual(['questions.2.showIf.equals']);
    expect(on({ question: 'places', includes: 'desert' })).toEqual(['questions.2.showIf.includes']);
    expect(on({ question: 'place', equals: '' })).toEqual(['questions.2.showIf.equals']);
  });

  it('has from one to 200 questions, from two to 50 options, and texts of a size to be read', () => {
    expect(pathsOf()).toEqual(['questions']);
    expect(pathsOf(...many(200).map((id) => ask(id, 'yes_no')))).toEqual([]);
    expect(pathsOf(...many(201).map((id) => ask(id, 'yes_no')))).toEqual(['questions']);
    const offers = (count: number) => many(count).map((value) => ({ value, label: value }));
    expect(pathsOf(ask('a', 'single_choice', { options: offers(50) }))).toEqual([]);
    expect(pathsOf(ask('a', 'single_choice', { options: offers(51) }))).toEqual(['questions.0.options']);
    expect(pathsOf(ask('a', 'yes_no', { label: 'x'.repeat(501), help: 'x'.repeat(1_001) }))).toEqual([
      'questions.0.label',
      'questions.0.help',
    ]);
    const intro = { title: 'T', intro: 'x'.repeat(10_001), questions: [ask('a', 'yes_no')] };
    expect(checkDefinition(intro).map(({ path }) => path)).toEqual(['intro']);
  });
});
