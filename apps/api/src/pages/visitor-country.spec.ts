import { helpLines } from '#practices';
import { countriesOfZones, visitorCountry } from './visitor-country.js';

const of = (acceptLanguage?: string, timeZone?: string) =>
  visitorCountry({ acceptLanguage, timeZone, practiceCountry: 'GB' });

describe('The country for which a visitor is shown help', () => {
  it('is the one their browser is set for, the most wanted first', () => {
    expect(of('de-DE,de;q=0.9,en-US;q=0.8')).toBe('DE');
    expect(of('en;q=0.9, fr-FR;q=0.2, nl-NL;q=0.4')).toBe('NL');
    expect(of('zh-Hant-TW')).toBe('TW');
    expect(of('sv-se', 'Europe/Paris')).toBe('SE');
  });

  it('is the one of the zone they chose where their language names none', () => {
    expect(of('de', 'Europe/Berlin')).toBe('DE');
    expect(of(undefined, 'America/Indiana/Knox')).toBe('US');
    expect(of('en', 'Australia/Perth')).toBe('AU');
    expect(of('es-419', 'America/Toronto')).toBe('CA');
  });

  it("is the practice's where nothing tells", () => {
    expect(of()).toBe('GB');
    expect(of('*;q=0.5', 'UTC')).toBe('GB');
    expect(of('en-EU, en-ZZ, en-QQ, fr-FR;q=0, -, en-GB-', 'Europe/Vienna')).toBe('GB');
    expect(of('x'.repeat(100_000))).toBe('GB');
  });

  it('can be told from a zone for every country that has lines of its own', () => {
    const known = new Set(helpLines.map(({ country }) => country).filter((code) => code !== 'EU' && code !== 'ZZ'));
    expect(countriesOfZones).toEqual([...known].sort());
  });
});
