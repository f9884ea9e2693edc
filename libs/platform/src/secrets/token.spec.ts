import { newId } from '../ids.js';
import { newToken, practiceOfToken, sameSecret } from './token.js';

describe('A secret in a link', () => {
  it('tells its practice, and nothing else can be read from it', () => {
    const practiceId = newId();
    const { text } = newToken(practiceId);
    expect(practiceOfToken(text)).toBe(practiceId);
    expect(newToken(practiceId).text).not.toBe(text);
  });

  it.each([
    '',
    'x',
    `${newId()}`,
    `${newId()}_short`,
    `${newId()}_${'a'.repeat(30)}/../..`,
    `${newId().toUpperCase()}_${'a'.repeat(43)}`,
  ])('is not read from %j', (text) => {
    expect(practiceOfToken(text)).toBeNull();
  });

  it('is compared as a whole', () => {
    expect(sameSecret('abc', 'abc')).toBe(true);
    expect(sameSecret('abc', 'abd')).toBe(false);
    expect(sameSecret('abc', 'abcd')).toBe(false);
  });
});
