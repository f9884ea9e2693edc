import { escapeHtml, htmlBody, plainText } from './mail-body.js';
import type { Words } from './words.js';

const words: Words = {
  subject: 'A <b>subject</b> & more',
  paragraphs: ['Hello <script>alert("1")</script>,', 'first line\nsecond line'],
  action: { label: 'Open "it"', url: 'https://harbour.example/a/1?b=2&c="3"' },
};

describe('The body of a mail', () => {
  it('is plain text with the link on a line of its own', () => {
    expect(plainText(words, 'The end.')).toBe(
      'Hello <script>alert("1")</script>,\n\nfirst line\nsecond line\n\nOpen "it":\nhttps://harbour.example/a/1?b=2&c="3"\n\n--\nThe end.',
    );
    expect(plainText({ subject: '', paragraphs: ['One'] }, 'End')).toBe('One\n\n--\nEnd');
  });

  it('lets nothing that somebody wrote become HTML', () => {
    const html = htmlBody(words, '<i>The end</i>', 'en"onload="x');
    expect(html).not.toMatch(/<(?:script|b|i)>/);
    expect(html).not.toContain('"3"');
    expect(html).not.toContain('onload="x');
    expect(html).toContain('first line<br>second line');
  });

  it('asks nothing of any other machine', () => {
    expect(htmlBody(words, '', 'en')).not.toMatch(/<img|<link|@import|url\(|src=/);
  });

  it('escapes every sign that matters in text and attributes', () => {
    expect(escapeHtml(`<a href='x' title="y">&`)).toBe('&#60;a href=&#39;x&#39; title=&#34;y&#34;&#62;&#38;');
  });
});
