/** Values that fit hardly any field. Each is sent in place of every value that a body has. */
export const wrongValues: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  '',
  ' ',
  'x'.repeat(70_000),
  [],
  [[]],
  {},
  { toString: 'x', length: -1 },
  Array.from({ length: 10_000 }, () => 0),
];

/** Bodies that are broken as a whole. */
export const brokenBodies: readonly (readonly [what: string, body: string | Buffer])[] = [
  ['no JSON', '{"name": '],
  ['null', 'null'],
  ['a list', '[]'],
  ['a text', '"x"'],
  ['a number', '1e999'],
  ['two bodies', '{}{}'],
  ['a byte order mark', Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x7d, 0x7d])],
  ['UTF-16', Buffer.from('{"name":"x"}', 'utf16le')],
  ['bytes that are no text', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
  ['half a character', '{"name":"\\ud800","surprise":1}'],
  ['a key that reaches a prototype', '{"__proto__":{"admin":true}}'],
  ['a key that reaches a constructor', '{"constructor":{"prototype":{"admin":true}}}'],
  ['ten thousand fields', `{${Array.from({ length: 10_000 }, (_, n) => `"f${n}":1`).join(',')}}`],
  ['a number of fifty thousand digits', `{"surprise":${'9'.repeat(50_000)}}`],
];

/** What somebody may write where an address names a thing. */
export const wrongSegments: readonly string[] = [
  '%00',
  '%ff%fe',
  '%zz',
  '..%2f..%2fetc%2fpasswd',
  '..',
  '%2e%2e',
  '__proto__',
  'constructor',
  '%27%20OR%201=1--',
  '%3Cscript%3Ealert(1)%3C%2Fscript%3E',
  '%E2%80%AEevil',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '-1',
  'x'.repeat(390),
  'x'.repeat(8_000),
];

/** What somebody may write after a name in a query, encoded as it is sent. */
export const wrongQueryValues: readonly string[] = [
  '',
  '%00',
  '%ff',
  '%zz',
  '-1',
  '1e9',
  '99999999999999999999',
  'NaN',
  '%F0%9F%8C%8A',
  '%27%3B%20DROP%20TABLE%20clients%3B--',
  '%25',
  '%5F%25%5C',
  '%3Cimg%20src=x%20onerror=alert(1)%3E',
  '9999-12-31T23:59:59Z',
  '0001-01-01',
  'x'.repeat(7_000),
];

/** Places in a list that nobody gave out: what a cursor holds, before it is encoded. */
export const wrongCursors: readonly string[] = [
  'x',
  '[]',
  '{}',
  'null',
  '[null]',
  '["\\u0000"]',
  '["9999-99-99T00:00:00Z","x"]',
  '[1e999,{}]',
  '["2027-01-01T00:00:00Z","0190c7a2-5b6e-7c3d-9f10-3a4b5c6d7e8f\' OR 1=1"]',
  '[[[[["x"]]]]]',
];

/** Headers that lie, break or overflow. Where what is sent with them is right, they may pass. */
export const wrongHeaders: readonly Readonly<Record<string, string>>[] = [
  { host: 'evil.example' },
  { host: 'evil.example:99999' },
  { host: '"><script>' },
  { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'javascript', 'x-forwarded-for': "';--, 1.2.3.4" },
  { forwarded: 'for=evil;host=evil.example;proto=https' },
  { accept: 'text/html, */*;q=banana' },
  { accept: 'x'.repeat(5_000) },
  { 'accept-language': `${'xx-'.repeat(500)}xx;q=9` },
  { 'accept-language': '../../etc/passwd' },
  { 'accept-encoding': 'br;q=1, gzip;q=-1, identity;q=0' },
  { cookie: `__Host-rapport-member=${'x'.repeat(6_000)}` },
  { cookie: '__proto__=x; constructor=y; __Host-rapport-client=%00; =; ;;' },
  { authorization: `Bearer ${'x'.repeat(6_000)}` },
  { authorization: "Bearer 00000000-0000-0000-0000-000000000000_' OR 1=1" },
  { authorization: 'Basic bm9ib2R5Og==' },
  { 'idempotency-key': 'x'.repeat(6_000) },
  { 'idempotency-key': '' },
  { 'idempotency-key': "'; DROP TABLE clients; --" },
  { 'if-match': '*' },
  { 'if-match': '"99999999999999999999"' },
  { 'if-match': '"-1"' },
  { 'if-match': 'W/"1e3", "x"' },
  { 'if-none-match': '*', range: 'bytes=0-,0-,0-', 'if-modified-since': 'never' },
  { expect: 'a miracle' },
  { 'x-http-method-override': 'DELETE', 'x-method-override': 'DELETE' },
  { origin: 'null', 'sec-fetch-site': 'cross-site' },
  { upgrade: 'websocket', connection: 'upgrade' },
];

/** Types of a body that nothing here reads. */
export const wrongTypes: readonly string[] = [
  'text/plain',
  'application/xml',
  'multipart/form-data; boundary=x',
  'application/x-www-form-urlencoded',
  'application/json-patch+json',
  'text/json; charset=utf-7',
  'x',
];

/** Texts that somebody may write wherever a text may be written, by what they try. */
export const hostileTexts: Readonly<Record<string, string>> = {
  html: '"><img src=x onerror=alert(1)><script>alert(1)</script>',
  template: '{{7*7}} ${7*7} <%= 7*7 %> {name}',
  formula: '=HYPERLINK("http://evil.example","x")',
  formulaByTab: '\t=1+1',
  headers: 'Ada\r\nBcc: everyone@example.org\r\n\r\nHello',
  calendar: 'Ada\\nEND:VEVENT;X=1,2:"3"',
  sql: "'; DROP TABLE clients; --",
  nul: 'a\u0000b',
  separators: 'a\u2028b\u2029c',
  turned: 'Ada \u202egnp.exe \u2066x',
  rightToLeft: 'שלום (12) مرحبا 3-4',
  invisible: '\u200b\u200d\ufeff',
  marks: `Z${'\u0301'.repeat(40)}`,
  emoji: '👩‍👩‍👧‍👦🏳️‍🌈 \u{1f1ec}\u{1f1e7}',
  half: '\ud83d',
  paths: '../../../../etc/passwd',
};
