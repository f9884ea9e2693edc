import { HelpLine, helpLines, InvalidHelpLines, parseHelpLines } from './help-lines.js';

const line = {
  country: 'GB',
  name: 'A line',
  kind: 'distress',
  phone: '116 123',
  hours: '24 hours a day',
  source: 'https://example.org/line',
  checkedOn: '2026-11-22',
};

function without(field: keyof typeof line): Record<string, string> {
  return Object.fromEntries(Object.entries(line).filter(([name]) => name !== field));
}

describe('The help lines that come along (item 10)', () => {
  it.each(helpLines.map((each) => [`${each.country} ${each.name}`, each] as const))(
    '%s has a source, the day it was checked, and hours',
    (_name, each) => {
      expect(HelpLine.parse(each)).toEqual(each);
      expect(each.source).toMatch(/^https?:\/\/[^/]+\.[a-z]+(\/|$)/);
      expect(each.checkedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(new Date(each.checkedOn).getTime()).toBeGreaterThanOrEqual(Date.parse('2026-11-22'));
    },
  );

  it('give every country that has any line an emergency number', () => {
    const countries = new Set(helpLines.map(({ country }) => country).filter((country) => country !== 'ZZ'));
    for (const country of countries) {
      const emergency = helpLines.filter((each) => each.country === country && each.kind === 'emergency');
      expect([country, emergency.length]).toEqual([country, 1]);
      expect(emergency[0]?.phone).toMatch(/^\d{3}$/);
    }
    expect(countries.size).toBe(13);
  });

  it('name no line twice for one country', () => {
    const names = helpLines.map(({ country, kind, phone, url }) => [country, kind, phone, url].join(' '));
    expect(new Set(names).size).toBe(names.length);
  });
});

describe("An operator's own file of help lines", () => {
  it('is read when every line is whole', () => {
    expect(
      parseHelpLines(JSON.stringify([line, { ...line, phone: undefined, url: 'https://example.org' }])),
    ).toHaveLength(2);
    expect(parseHelpLines(JSON.stringify(helpLines))).toEqual(helpLines);
  });

  it.each<[string, unknown]>([
    ['without its source', [without('source')]],
    ['without the day it was checked', [without('checkedOn')]],
    ['without hours', [without('hours')]],
    ['with neither number nor page', [without('phone')]],
    ['with a day that does not exist', [{ ...line, checkedOn: '2026-02-30' }]],
    ['with a source that is not a web page', [{ ...line, source: 'javascript:alert(1)' }]],
    ['with an empty source', [{ ...line, source: '' }]],
    ['with a page that is not one', [{ ...line, url: 'data:text/html,x' }]],
    ['with a number that is none', [{ ...line, phone: 'call us' }]],
    ['with a second line smuggled into its name', [{ ...line, name: 'A\nB' }]],
    ['with a field nobody knows', [{ ...line, note: 'x' }]],
    ['of an unknown kind', [{ ...line, kind: 'legal' }]],
    ['that holds no line', []],
    ['that is not a list', line],
  ])('is refused %s', (_what, content) => {
    expect(() => parseHelpLines(JSON.stringify(content))).toThrow(InvalidHelpLines);
  });

  it('is refused with the place of the fault', () => {
    expect(() => parseHelpLines(JSON.stringify([line, without('source')]))).toThrow(/\[1\]\.source/);
    expect(() => parseHelpLines('[')).toThrow(InvalidHelpLines);
  });
});
