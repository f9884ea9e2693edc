import type { z } from 'zod';
import {
  Country,
  Currency,
  DateOnly,
  Email,
  Id,
  Instant,
  InstantOut,
  LocalTime,
  Locale,
  Money,
  PageQuery,
  PersonName,
  Phone,
  prose,
  Slug,
  TimeZone,
  WebLink,
} from './index.js';

const takes = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;
const taken = (schema: z.ZodType, values: readonly unknown[]) => values.filter((value) => takes(schema, value));

describe('Dates and instants', () => {
  it('takes real dates only', () => {
    expect(takes(DateOnly, '2028-02-29')).toBe(true);
    const unreal = [
      '2027-02-29',
      '2100-02-29',
      '2027-04-31',
      '2027-13-01',
      '2027-00-10',
      '2027-1-1',
      '27-01-01',
      ' 2027-01-01',
      '2027-01-01T00:00:00Z',
      '0001-01-01',
      '9999-12-31',
      '',
      20270101,
      null,
    ];
    expect(taken(DateOnly, unreal)).toEqual([]);
  });

  it('takes an instant with any offset and refuses one without, or one that does not exist', () => {
    const real = [
      '2027-03-28T09:00:00Z',
      '2027-03-28T09:00:00.250Z',
      '2027-03-28T09:00:00+14:00',
      '2027-03-28T09:00:00-03:30',
    ];
    expect(taken(Instant, real)).toEqual(real);
    const unreal = [
      '2027-03-28T09:00:00',
      '2027-03-28T09:00Z',
      '2027-02-30T09:00:00Z',
      '2027-03-28T24:00:00Z',
      '2027-03-28T09:60:00Z',
      '2027-03-28T09:00:61Z',
      '2027-03-28T09:00:00+25:00',
      '2027-03-28T09:00:00 Europe/Paris',
      '2027-03-28',
      '+012027-03-28T09:00:00Z',
      `2027-03-28T09:00:00.${'1'.repeat(100)}Z`,
      1_800_000_000,
    ];
    expect(taken(Instant, unreal)).toEqual([]);
  });

  it('lets instants leave in UTC without fractions only', () => {
    expect(takes(InstantOut, '2027-03-28T09:00:00Z')).toBe(true);
    expect(taken(InstantOut, ['2027-03-28T09:00:00.000Z', '2027-03-28T09:00:00+00:00', new Date(0)])).toEqual([]);
  });

  it('takes a time on the wall without an offset, to the minute', () => {
    expect(taken(LocalTime, ['2027-03-28T10:00', '2027-03-28T10:00:00'])).toHaveLength(2);
    expect(
      taken(LocalTime, ['2027-03-28T10:00Z', '2027-03-28T10:00:30', '2027-02-30T10:00', '2027-03-28 10:00']),
    ).toEqual([]);
  });
});

describe('Names of places and money', () => {
  it('takes canonical and linked IANA zones', () => {
    const zones = [
      'UTC',
      'Etc/UTC',
      'Etc/GMT+5',
      'Europe/Paris',
      'Europe/Kyiv',
      'Europe/Kiev',
      'Asia/Kolkata',
      'Asia/Calcutta',
      'US/Pacific',
      'America/Argentina/Buenos_Aires',
      'EST5EDT',
      'Zulu',
    ];
    expect(taken(TimeZone, zones)).toEqual(zones);
  });

  it('refuses offsets, other spellings, names that only Intl knows and zones that do not exist', () => {
    const others = [
      '+01:00',
      'UTC+1',
      'GMT+1',
      'europe/paris',
      'utc',
      'JST',
      'PST',
      'IST',
      'SystemV/PST8',
      'Factory',
      'Etc/Unknown',
      'Mars/Olympus',
      'Europe/Paris ',
      '',
      '../etc/passwd',
      1,
    ];
    expect(taken(TimeZone, others)).toEqual([]);
  });

  it('takes the 249 countries of ISO 3166-1 and no other code', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const codes = letters.flatMap((first) => letters.map((second) => first + second));
    expect(taken(Country, codes)).toHaveLength(249);
    expect(taken(Country, ['UK', 'EU', 'XK', 'DD', 'SU', 'ZZ', 'gb', 'GBR', ''])).toEqual([]);
  });

  it('takes currencies in upper case and locales that are well-formed', () => {
    expect(taken(Currency, ['GBP', 'EUR', 'JPY'])).toHaveLength(3);
    expect(taken(Currency, ['gbp', 'XYZ', 'GB', '€'])).toEqual([]);
    expect(taken(Locale, ['en', 'en-GB', 'pt-BR', 'zh-Hant-TW'])).toHaveLength(4);
    expect(taken(Locale, ['', 'e', 'en_GB', 'english', 'en-', 'en-GB\n', 'x-private'])).toEqual([]);
  });

  it('counts money in whole minor units, never below zero or above the limit', () => {
    expect(takes(Money, { amount: 12_000, currency: 'GBP' })).toBe(true);
    expect(
      taken(
        Money,
        [-1, 0.5, 100_000_000, Number.NaN, Infinity, '12000'].map((amount) => ({ amount, currency: 'GBP' })),
      ),
    ).toEqual([]);
  });
});

describe('Names, addresses and texts', () => {
  it('trims a name, and refuses control characters, turned lines and names nobody can see', () => {
    expect(PersonName.parse('  Zoë O’Neill-Ngũgĩ ')).toBe('Zoë O’Neill-Ngũgĩ');
    const bad = [
      '',
      '   ',
      '\u200b',
      'Ana\u0000',
      'Ana\r\nBcc: x',
      'Ana\u2028',
      'Ana\u202egnp',
      'A\ud800',
      'a'.repeat(121),
    ];
    expect(taken(PersonName, bad)).toEqual([]);
  });

  it('lets longer texts have lines but no other control characters', () => {
    expect(takes(prose(100), 'One\n\tTwo\r\n')).toBe(true);
    expect(taken(prose(100), ['\u0000', 'a\u001bb', 'a\u007f'])).toEqual([]);
  });

  it('takes one plain address and nothing that could become two, or a header', () => {
    const good = ['ana@example.org', "o'neil+tag@mail.example.co.uk", 'a@b.test', `${'a'.repeat(64)}@example.org`];
    expect(taken(Email, good)).toEqual(good);
    const bad = [
      'ana',
      'ana@localhost',
      'ana@example.org,ben@example.org',
      'Ana <ana@example.org>',
      '"a b"@example.org',
      'ana@example.org\r\nBcc: ben@example.org',
      'ana@example.org\n',
      'ana@exa mple.org',
      'ana@@example.org',
      '.ana@example.org',
      'a..b@example.org',
      'ana@-example.org',
      'ana@example.org.',
      'ana@[127.0.0.1]',
      'anä@example.org',
      `${'a'.repeat(65)}@example.org`,
      `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(60)}.org`,
    ];
    expect(taken(Email, bad)).toEqual([]);
  });

  it('takes slugs, phone numbers and web links of a plain kind', () => {
    expect(taken(Slug, ['a', 'initial-consultation', '30-days'])).toHaveLength(3);
    expect(taken(Slug, ['', 'A', '-a', 'a-', 'a--b', 'a_b', 'a b', 'é', 'a'.repeat(61)])).toEqual([]);
    expect(taken(Phone, ['+44 20 7946 0000', '(0)1632 960-000'])).toHaveLength(2);
    expect(taken(Phone, ['1234', 'call me', '+44 20 7946 0000\r\n1', '1'.repeat(16)])).toEqual([]);
    expect(takes(WebLink, 'https://example.org/about')).toBe(true);
    expect(
      taken(WebLink, ['javascript:alert(1)', 'data:text/html,x', '/about', 'https://', 'ftp://example.org']),
    ).toEqual([]);
    expect(
      taken(WebLink, ['https://user:word@example.org/', 'https://bank.example@example.org/', 'https://:@example.org']),
    ).toEqual([]);
    expect(takes(WebLink, 'https://example.org/@ana')).toBe(true);
  });

  it('reads ids in any letter case and keeps them in lower case', () => {
    expect(Id.parse('0199A1B2-7C3D-7E4F-8A5B-6C7D8E9F0A1B')).toBe('0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b');
    expect(taken(Id, ['1', 'demo', '0199a1b27c3d7e4f8a5b6c7d8e9f0a1b', 7])).toEqual([]);
  });
});

describe('Pages of lists', () => {
  it('asks for 50 unless told, and for 1 to 200', () => {
    expect(PageQuery.parse({})).toEqual({ limit: 50 });
    expect(PageQuery.parse({ limit: '200' })).toEqual({ limit: 200 });
    expect(
      taken(PageQuery, [
        { limit: '0' },
        { limit: '201' },
        { limit: '1.5' },
        { limit: 'all' },
        { limit: '' },
        { offset: '5' },
      ]),
    ).toEqual([]);
  });
});
