import { helpLines, helpLinesCheckedOn, helpLinesFor, type HelpLine } from '../help-lines.js';

function line(country: string, kind: HelpLine['kind'], checkedOn = '2026-11-22'): HelpLine {
  return { country, kind, name: kind, phone: '112', hours: 'always', source: 'https://example.org', checkedOn };
}

describe('The help lines for a visitor', () => {
  it('are those of their country, emergency first', () => {
    const all = [
      line('GB', 'distress'),
      line('IE', 'emergency'),
      line('GB', 'domestic-abuse'),
      line('GB', 'emergency'),
    ];
    expect(helpLinesFor('GB', all).map(({ country, kind }) => `${country} ${kind}`)).toEqual([
      'GB emergency',
      'GB domestic-abuse',
      'GB distress',
    ]);
    expect(helpLinesFor('GB').map(({ phone }) => phone)).toEqual(['999', '0808 2000 247', '116 123']);
  });

  it('are the emergency number alone in a country of the 112 region without lines of its own', () => {
    expect(helpLinesFor('PT').map(({ country, kind, phone }) => ({ country, kind, phone }))).toEqual([
      { country: 'PT', kind: 'emergency', phone: '112' },
    ]);
    expect(helpLinesFor('CH').map(({ phone }) => phone)).toEqual(['112']);
  });

  it('are the directory where not even an emergency number is known', () => {
    expect(helpLinesFor('BR').map(({ country, kind, url }) => ({ country, kind, url }))).toEqual([
      { country: 'BR', kind: 'distress', url: 'https://findahelpline.com' },
    ]);
    expect(helpLinesFor('PT', [line('ZZ', 'distress')]).map(({ kind }) => kind)).toEqual(['distress']);
    expect(helpLinesFor('BR', [])).toEqual([]);
  });

  it('leave the list as it was', () => {
    const before = structuredClone(helpLines);
    helpLinesFor('GB').sort();
    helpLinesFor('PT');
    expect(helpLines).toEqual(before);
  });

  it('are as fresh as the one that was checked longest ago', () => {
    expect(helpLinesCheckedOn([line('GB', 'distress', '2026-12-01'), line('IE', 'distress', '2026-11-30')])).toBe(
      '2026-11-30',
    );
    expect(helpLinesCheckedOn([])).toBeNull();
  });
});
