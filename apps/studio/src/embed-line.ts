/** What is to stand on a page elsewhere. */
export interface Embedded {
  /** Where our own pages are. */
  readonly origin: string;
  /** The slugs; without an offering all of them are listed. */
  readonly practice: string;
  readonly offering: string | null;
  readonly mode: 'button' | 'inline';
  readonly label: string;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (letter) => escapes[letter]!);

/** The line to paste: a plain link, which leads to the booking page by itself, and the script that makes more of it. */
export function embedLine({ origin, practice, offering, mode, label }: Embedded): string {
  const attributes = {
    href: `${origin}/${practice}${offering === null ? '' : `/book/${offering}`}`,
    'data-rapport': practice,
    ...(offering !== null && { 'data-offering': offering }),
    'data-mode': mode,
  };
  const written = Object.entries(attributes).map(([name, value]) => `${name}="${escaped(value)}"`);
  return `<a ${written.join(' ')}>${escaped(label)}</a>\n<script src="${escaped(origin)}/embed.js" async referrerpolicy="no-referrer"></script>`;
}
