import type { CaughtMessage } from './caught-message.js';

/** The mailbox's style sheet, in the colours of the product's own pages. */
export const styleSheet = `
:root { --paper: #faf8f4; --card: #fff; --ink: #22302e; --soft: #55635f; --line: #d9dfd9; --tide: #215a50; --wash: #e8f1ee; --focus: #1d6fd1; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 52rem; margin: 0 auto; padding: 24px 16px 48px; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 4px; overflow-wrap: anywhere; }
h2 { font-size: 1.05rem; margin: 24px 0 8px; }
p { margin: 0 0 16px; max-width: 62ch; }
.soft, time { color: var(--soft); font-variant-numeric: tabular-nums; }
time { white-space: nowrap; }
a { color: var(--tide); }
a:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
ol { list-style: none; margin: 16px 0 0; padding: 0; }
li > a { display: block; min-height: 44px; margin: 0 0 8px; padding: 12px 16px; background: var(--card); border: 1px solid var(--line); border-radius: 12px; color: inherit; text-decoration: none; overflow-wrap: anywhere; }
li > a:hover { background: var(--wash); }
li strong { display: block; }
li span { display: block; }
.back { display: inline-flex; align-items: center; min-height: 44px; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 4px 16px; margin: 16px 0; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
iframe { display: block; width: 100%; height: 60vh; min-height: 320px; background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
pre { margin: 0; padding: 16px; background: var(--card); border: 1px solid var(--line); border-radius: 12px; white-space: pre-wrap; overflow-wrap: anywhere; font: 14px/1.5 ui-monospace, monospace; }
`;

/** Keeps the list fresh: asks every two seconds and touches the page only if something came, so that nothing blinks and the focus stays. */
export const listScript = `
const list = document.getElementById('mails');
let seen = list.innerHTML;
setInterval(async () => {
  if (document.hidden) return;
  const answer = await fetch(location.pathname + location.search, { headers: { accept: 'text/html' } }).catch(() => null);
  if (!answer || !answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('mails').innerHTML;
  if (fresh === seen) return;
  const focused = document.activeElement && document.activeElement.getAttribute('href');
  seen = fresh;
  list.innerHTML = fresh;
  if (focused) list.querySelector('a[href="' + CSS.escape(focused) + '"], a[href="' + focused + '"]')?.focus();
}, 2000);
`;

/** The list, newest first. */
export function listPage(messages: readonly CaughtMessage[], to: string | undefined): string {
  const mails = messages.toReversed().map(
    (message) => `<li><a href="/messages/${message.id}"><strong>${escape(message.subject || '(no subject)')}</strong>
<span>to ${escape(message.to)}</span><span class="soft">from ${escape(message.from)} · ${clock(message.receivedAt)}</span></a></li>`,
  );
  const only = to ? ` to ${escape(to)} · <a href="/">show all</a>` : '';
  return page(
    'Mailbox',
    `<h1>Mailbox</h1>
<div id="mails"><p class="soft" role="status">${messages.length === 1 ? '1 mail' : `${messages.length} mails`}${only}</p>
${messages.length === 0 ? '<p>Mail that is sent from this machine arrives here and goes no further. This page shows it by itself.</p>' : `<ol>${mails.join('\n')}</ol>`}</div>
<script src="/list.js" defer></script>`,
  );
}

/** One mail: who, when, the HTML in a sandbox, the text, the attachments. */
export function messagePage(message: CaughtMessage): string {
  const html = message.html
    ? `<h2>As HTML</h2><iframe title="The mail as HTML" src="/messages/${message.id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`
    : '';
  const attachments = message.attachments.map(
    (attachment) =>
      `<h2>${escape(attachment.fileName)} <span class="soft">${escape(attachment.type)}</span></h2>${attachment.text ? `<pre>${escape(attachment.text)}</pre>` : '<p class="soft">Not text; it is in the raw message.</p>'}`,
  );
  return page(
    message.subject || '(no subject)',
    `<a class="back" href="/">All mail</a>
<h1>${escape(message.subject || '(no subject)')}</h1>
<dl><dt>To</dt><dd>${escape(message.to)}</dd><dt>From</dt><dd>${escape(message.from)}</dd><dt>Received</dt><dd>${clock(message.receivedAt)}</dd></dl>
${html}
<h2>As text</h2><pre>${linked(message.text)}</pre>
${attachments.join('\n')}
<p><a class="back" href="/api/messages/${message.id}/raw">The raw message</a></p>`,
  );
}

/** The mail's own HTML for the sandboxed frame; links open outside it. */
export function sandboxedMail(message: CaughtMessage): string {
  return `<base target="_blank">${message.html}`;
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer"><link rel="icon" href="data:,"><title>${escape(title)}</title><link rel="stylesheet" href="/mailbox.css"></head>
<body><main>${body}</main></body></html>
`;
}

function clock(instant: string): string {
  return `<time datetime="${instant}">${instant.slice(0, 10)} ${instant.slice(11, 19)} UTC</time>`;
}

function linked(text: string): string {
  return escape(text).replace(
    /https?:\/\/[^\s<>&]+(?:&amp;[^\s<>&]+)*/g,
    (url) => `<a href="${url}" target="_blank" rel="noopener noreferrer">${url}</a>`,
  );
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`).replaceAll('&#38;', '&amp;');
}
