import { isZone } from './zone-name.js';

describe('A zone name', () => {
  it('is every name that Intl lists', () => {
    expect(Intl.supportedValuesOf('timeZone').filter((name) => !isZone(name))).toEqual([]);
  });

  it.each([
    'UTC',
    'Etc/GMT+5',
    'US/Eastern',
    'GB-Eire',
    'Asia/Calcutta',
    'Asia/Kolkata',
    'Europe/Kyiv',
    'EST5EDT',
    'Zulu',
  ])('%s is one, canonical or linked', (name) => {
    expect(isZone(name)).toBe(true);
  });

  it.each([
    '',
    '+01:00',
    '-0330',
    'UTC+1',
    'GMT+1',
    'Z',
    'europe/paris',
    'Europe/PARIS',
    'PST',
    'ACT',
    'SystemV/AST4',
    'Systemv/AST4',
    'Etc/Unknown',
    'Mars/Olympus',
    ' Europe/Paris',
    'Europe/Paris\n',
    'local',
    'A'.repeat(10_000),
  ])('%j is none', (name) => {
    expect(isZone(name)).toBe(false);
  });
});
