import { en } from './en.js';
import { pseudo, pseudoText } from './pseudo.js';

describe('The language nobody speaks (item 11)', () => {
  it('has no letter of ours', () => {
    expect(pseudoText('Back to today')).toBe('Ƀáćķ ŧó ŧóďáý');
    const { locale, ...texts } = pseudo(en);
    expect(locale).toBe('el');
    expect(JSON.stringify(texts).replace(/"\w[\w-]*":/g, '')).not.toMatch(/[A-Za-z]/);
    expect(texts.caseload.counted(2, true)).toBe(pseudoText('The first 2 cases'));
  });
});
