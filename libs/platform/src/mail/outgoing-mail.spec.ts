import { simpleParser } from 'mailparser';
import { InvalidAddress } from './mail-address.js';
import { checkOutgoingMail, composeMail, UnsafeHeader, type OutgoingMail } from './outgoing-mail.js';

const mail: OutgoingMail = {
  messageId: '<one@harbour.example>',
  to: { name: 'Ada', address: 'ada@example.org' },
  from: { name: 'Harbour', address: 'hello@harbour.example' },
  subject: 'Your appointment',
  text: 'Hello',
  html: '<p>Hello</p>',
};
const breaks = [
  '\r\nBcc: eve@evil.example',
  '\nBcc: eve@evil.example',
  '\rX: y',
  '\u0000',
  '\u2028',
  '\u0085',
  ' =?utf-8?B?QmNjOiBldmU=?=',
];

describe('A mail that goes out', () => {
  it.each(breaks)('holds no header that nobody wrote: %j is refused wherever a header could hold it', (text) => {
    const wrong: [string, Partial<OutgoingMail>][] = [
      ['to.name', { to: { ...mail.to, name: `Ada${text}` } }],
      ['from.name', { from: { ...mail.from, name: `Harbour${text}` } }],
      ['replyTo.name', { replyTo: { name: `Ada${text}`, address: 'a@example.org' } }],
      ['subject', { subject: `Hello${text}` }],
      ['messageId', { messageId: `<one@harbour.example>${text}` }],
      ['headers.List-Unsubscribe', { headers: { 'List-Unsubscribe': `<https://x.example>${text}` } }],
      ['headers', { headers: { [`X-Own${text}`]: 'x' } }],
      ['attachments.fileName', { attachments: [{ fileName: `a${text}`, contentType: 'text/plain', content: '' }] }],
      ['attachments.contentType', { attachments: [{ fileName: 'a', contentType: `text/plain${text}`, content: '' }] }],
      ['icalEvent.method', { icalEvent: { method: `PUBLISH${text}`, content: '' } }],
    ];
    for (const [field, change] of wrong)
      expect(() => checkOutgoingMail({ ...mail, ...change })).toThrow(new UnsafeHeader(field));
    expect(() => checkOutgoingMail({ ...mail, to: { address: `ada@example.org${text}` } })).toThrow(InvalidAddress);
  });

  it.each(['Bcc', 'To', 'Reply-To', 'Content-Type', 'DKIM Signature', 'X:Y'])('takes no header named %s', (name) => {
    expect(() => checkOutgoingMail({ ...mail, headers: { [name]: 'x' } })).toThrow(UnsafeHeader);
  });

  it.each([
    'ada@example.org, eve@evil.example',
    '"ada eve@evil.example"@example.org',
    'Ada <ada@example.org>',
    'ada@example.org>',
    'ada@exam ple.org',
  ])('goes to one plain address and not to %s', (address) => {
    expect(() => checkOutgoingMail({ ...mail, to: { address } })).toThrow(InvalidAddress);
  });

  it.each([
    '"><script>alert(1)</script>',
    'Ada" <eve@evil.example>, "',
    'שלום (12) مرحبا',
    '=HYPERLINK("https://evil.example")',
    `${'long '.repeat(100)}\u{1f30a}`,
  ])('says a name and a subject such as %j as they are, to one person', async (text) => {
    const said = { ...mail, to: { ...mail.to, name: text.trim() }, subject: text.trim() };
    checkOutgoingMail(said);
    const bytes = await composeMail(said);
    const [head = ''] = bytes.toString('latin1').split('\r\n\r\n');
    for (const line of head.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(998);
    const { to, cc, bcc, subject, headerLines } = await simpleParser(bytes);
    expect([to].flat().flatMap((one) => one!.value.map(({ address }) => address))).toEqual(['ada@example.org']);
    expect([cc, bcc]).toEqual([undefined, undefined]);
    expect(subject).toBe(text.trim());
    expect(headerLines.map(({ key }) => key).sort()).toEqual(
      ['content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to'].sort(),
    );
  });
});
