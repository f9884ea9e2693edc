import fc from 'fast-check';
import type { Answers, FormDefinition } from '#contracts';
import { missingOpen, needsUnlock, nextOpen, openQuestions } from './open-questions.js';

const plain: FormDefinition = {
  questions: ['a', 'b', 'c'].map((id) => ({ id, kind: 'yes_no', label: id, required: true })),
};
const definition: FormDefinition = {
  questions: [
    { id: 'safe', kind: 'yes_no', label: 'Safe?', required: true },
    { id: 'why', kind: 'short_text', label: 'Why?', required: true, showIf: { question: 'safe', equals: false } },
    { id: 'since', kind: 'date', label: 'Since?', required: true, showIf: { question: 'why', equals: 'x' } },
    { id: 'hope', kind: 'long_text', label: 'Hope?', required: true },
  ],
};
const told = (elsewhere: string[], own: Answers = {}) => {
  const form = { definition, own, elsewhere };
  return { open: openQuestions(form), next: nextOpen(form), locked: needsUnlock(form), missing: missingOpen(form) };
};

describe('A locked sitting', () => {
  it('goes on at the first question nobody answered where nothing hangs on another', () => {
    const form = { definition: plain, own: { b: true }, elsewhere: ['a'] };
    expect([openQuestions(form), nextOpen(form), nextOpen(form, 'c')]).toEqual([['b', 'c'], 'c', null]);
    expect([needsUnlock(form), missingOpen(form)]).toEqual([false, ['c']]);
    expect(nextOpen({ ...form, own: { b: true, c: false } })).toBeNull();
  });

  it('follows the conditions on its own answers', () => {
    expect(told([], { safe: false })).toMatchObject({ open: ['safe', 'why', 'hope'], next: 'why', locked: false });
    expect(told(['hope'], { safe: true })).toEqual({ open: ['safe'], next: null, locked: false, missing: [] });
    expect(told([], { safe: false, why: 'x' })).toMatchObject({ next: 'since', missing: ['since', 'hope'] });
  });

  it('offers nothing that hangs on what another sitting answered, and says that it needs to be unlocked', () => {
    expect(told(['safe'])).toEqual({ open: ['hope'], next: 'hope', locked: true, missing: ['hope'] });
    expect(told(['safe', 'hope'])).toEqual({ open: [], next: null, locked: true, missing: [] });
  });

  it('is told the same whether what hangs on a condition was answered elsewhere or not', () => {
    const someOf = (ids: string[]) => fc.subarray(ids);
    fc.assert(
      fc.property(someOf(['safe', 'hope']), someOf(['why', 'since']), fc.boolean(), (asked, hung, says) => {
        const own: Answers = asked.includes('safe') ? {} : { safe: says };
        expect(told([...asked, ...hung], own)).toEqual(told(asked, own));
      }),
    );
  });
});
