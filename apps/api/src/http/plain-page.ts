import { createHash } from 'node:crypto';

const style = `
:root { color-scheme: light }
body { margin: 0; background: #faf8f4; color: #22302e; font: 17px/1.6 system-ui, sans-serif }
main { max-width: 62ch; margin: 0 auto; padding: 32px 16px 48px }
main.wide { max-width: 88ch }
h1 { font-size: 28px; line-height: 1.25; margin: 0 0 16px }
h2 { font-size: 20px; margin: 32px 0 8px }
h3 { font-size: 17px; margin: 0 }
p { margin: 0 0 12px }
a { color: #215a50 }
:focus-visible { outline: 3px solid #1d6fd1; outline-offset: 2px }
code { font: 0.92em ui-monospace, monospace; overflow-wrap: anywhere }
.soft { color: #55635f }
section.card { background: #fff; border: 1px solid #d9dfd9; border-radius: 12px; padding: 16px; margin: 0 0 16px }
details { background: #fff; border: 1px solid #d9dfd9; border-radius: 12px; margin: 0 0 8px }
summary { padding: 12px 16px; min-height: 20px; cursor: pointer }
details > div { padding: 0 16px 12px; overflow-x: auto }
.method { display: inline-block; min-width: 5em; font-weight: 600; color: #215a50 }
table { border-collapse: collapse; width: 100% }
td, th { text-align: left; vertical-align: top; padding: 4px 12px 4px 0; border-top: 1px solid #d9dfd9 }
ul { padding-left: 1.2em }
nav ul { columns: 2 }
`;

/** What a plain page may load: its own style, and nothing else. */
export const pagePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** A small page of documentation, without scripts and without anything from elsewhere. `body` is HTML. */
export function plainPage(title: string, body: string, width: '' | 'wide' = ''): string {
  return `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><link rel="icon" href="data:,"><style>${style}</style></head>
<body><main class="${width}">${body}</main></body></html>`;
}

/** Text as HTML, with \`code\` between backticks. */
export function prose(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
