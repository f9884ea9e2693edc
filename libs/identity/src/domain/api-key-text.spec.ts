import { practiceOfKey } from './api-key-text.js';

const practice = '01930000-0000-7000-8000-000000000001';

describe('The text of an API key', () => {
  it('tells its practice by the UUID it begins with', () => {
    expect(practiceOfKey(`${practice}_${'x'.repeat(43)}`)).toBe(practice);
  });

  it('may go on as its operator likes, as long as it is long enough', () => {
    expect(practiceOfKey(`${practice.toUpperCase()}.0123456789abcde`)).toBe(practice);
    expect(practiceOfKey(`${practice}_short`)).toBeNull();
  });

  it.each([
    '',
    'Bearer',
    practice,
    `x${practice}_${'x'.repeat(43)}`,
    `${practice}_${'x'.repeat(30)} ${'x'.repeat(20)}`,
  ])('is not %p', (text) => {
    expect(practiceOfKey(text)).toBeNull();
  });
});
