import { etagOf, revisionIn } from './if-match.js';
import { HttpRefusal } from './refusal.js';

const codeOf = (header: string | undefined): string => {
  try {
    return String(revisionIn(header));
  } catch (error) {
    return (error as HttpRefusal).code;
  }
};

describe('If-Match', () => {
  it('names the revision of the ETag that was given, also when a proxy weakened it', () => {
    expect(revisionIn(etagOf(12))).toBe(12);
    expect(revisionIn('W/"3"')).toBe(3);
  });

  it.each([undefined, '', '  '])('is missed when it is %j', (header) => {
    expect(codeOf(header)).toBe('if-match-missing');
  });

  it.each(['3', '*', '"3", "4"', '"three"', '"-1"', '"99999999999"'])('is refused when it is %s', (header) => {
    expect(codeOf(header)).toBe('invalid');
  });
});
