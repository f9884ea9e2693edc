import { embedLine } from './embed-line.js';

const given = { origin: 'https://rapport.example', practice: 'harbour', mode: 'button' as const, label: 'Book a time' };

describe('The line for a page elsewhere (issue 4, item 8)', () => {
  it('is a link that works by itself, and a script', () => {
    expect(embedLine({ ...given, offering: 'first-talk' })).toBe(
      '<a href="https://rapport.example/harbour/book/first-talk" data-rapport="harbour" data-offering="first-talk" ' +
        'data-mode="button">Book a time</a>\n<script src="https://rapport.example/embed.js" async referrerpolicy="no-referrer"></script>',
    );
  });

  it('leads to the practice where no offering is chosen', () => {
    expect(embedLine({ ...given, offering: null, mode: 'inline' })).toContain(
      '<a href="https://rapport.example/harbour" data-rapport="harbour" data-mode="inline">',
    );
  });

  it('keeps what somebody types from becoming a part of the page', () => {
    const line = embedLine({ ...given, offering: null, label: '"><script>alert(1)</script> Tea & talk' });
    expect(line).toContain('>&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt; Tea &amp; talk</a>');
  });
});
