import { Slug } from '#contracts';
import { reservedCoachSlugs, reservedItemSlugs, reservedPracticeSlugs } from './reserved-slugs.js';

describe('Reserved slugs (item 2)', () => {
  it.each([...reservedPracticeSlugs, ...reservedCoachSlugs, ...reservedItemSlugs])('%s could be a slug', (slug) => {
    expect(Slug.safeParse(slug).success).toBe(true);
  });

  it('leave the name of the demo practice free', () => {
    expect(reservedPracticeSlugs.has('demo')).toBe(false);
  });

  it.each(['a', 'api', 'docs', 'embed', 'healthz', 'me', 'problems', 'readyz', 'studio'])(
    'hold the first segment /%s for our own pages',
    (segment) => {
      expect(reservedPracticeSlugs.has(segment)).toBe(true);
    },
  );

  it.each(['book', 'quiz', 'letter', 'help'])('hold /{practice}/%s for the pages of a practice', (segment) => {
    expect(reservedCoachSlugs.has(segment)).toBe(true);
  });
});
