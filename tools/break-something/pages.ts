import type { Act, Stage } from './act.js';
import type { Count, Report } from './report.js';

/** The style sheet, in the colours of the product's own pages. */
export const styleSheet = `
:root { --paper: #faf8f4; --card: #fff; --ink: #22302e; --soft: #55635f; --line: #d9dfd9; --tide: #215a50; --wash: #e8f1ee; --clay: #8a4b2f; --focus: #1d6fd1; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 68rem; margin: 0 auto; padding: 24px 16px 48px; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 8px 0; }
h2 { font-size: 1.2rem; line-height: 1.25; margin: 0 0 8px; }
p { margin: 0 0 16px; max-width: 62ch; }
a { color: var(--tide); }
.back { display: inline-flex; align-items: center; min-height: 44px; }
.act { display: grid; gap: 24px; padding: 24px; margin: 16px 0 0; background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
.act form { margin: 0; }
button { min-height: 44px; padding: 8px 24px; font: inherit; font-weight: 600; color: #fff; background: var(--tide); border: 0; border-radius: 10px; cursor: pointer; }
button:hover { background: #2f6f62; }
:is(a, button):focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
.live { padding: 16px; background: var(--paper); border-radius: 10px; }
.live p { margin: 0; font-weight: 600; }
.live.never p { color: var(--soft); font-weight: 400; }
.live.held { background: var(--wash); }
.live:is(.did-not-hold, .failed) p { color: var(--clay); }
dl { display: grid; grid-template-columns: 1fr; margin: 16px 0 0; font-variant-numeric: tabular-nums; }
dl:empty { display: none; }
dl > div { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 16px; padding: 4px 0; border-top: 1px solid var(--line); }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
dd.broken { color: var(--clay); font-weight: 600; }
@media (min-width: 56rem) { .act { grid-template-columns: 2fr 3fr; } }
`;

/** Presses without leaving the page and keeps the results fresh, touching only what changed: nothing blinks, the focus stays. */
export const pageScript = `
const fresh = async () => {
  const answer = await fetch('/', { headers: { accept: 'text/html' } }).catch(() => null);
  if (!answer || !answer.ok) return false;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const now of page.querySelectorAll('.live')) {
    const shown = document.getElementById(now.id);
    if (shown.className !== now.className) shown.className = now.className;
    for (const part of ['p', 'dl']) {
      const [from, to] = [now.querySelector(part), shown.querySelector(part)];
      if (from.innerHTML !== to.innerHTML) to.innerHTML = from.innerHTML;
    }
  }
  return page.querySelector('.live.under-way') !== null;
};
const watch = async () => {
  const busy = document.hidden ? false : await fresh();
  setTimeout(watch, busy ? 300 : 2000);
};
for (const form of document.forms)
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    await fetch(form.action, { method: 'POST' }).catch(() => null);
    await fresh();
  });
watch();
`;

/** All acts, each with the result of its last press beside it. */
export function breakPage(stage: Stage, homeUrl: string): string {
  const again = stage.isBusy ? '<noscript><meta http-equiv="refresh" content="2;url=/"></noscript>' : '';
  const acts = stage.acts.map((act) => section(act, stage.reportOf(act.name)));
  return `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer"><link rel="icon" href="data:,"><title>Break something</title>
<link rel="stylesheet" href="/break.css">${again}<script src="/break.js" type="module"></script></head>
<body><main>
<a class="back" href="${escape(homeUrl)}/">Back to the first page</a>
<h1>Break something</h1>
<p>Each button really does what it says, to the programs that run behind this demo. Press as often as you like: the bookings are made in a practice of their own, everything mends itself, and the numbers are counted, not painted.</p>
${acts.join('\n')}
</main></body></html>
`;
}

function section({ name, title, text, button }: Act, { state, sentence, counts }: Report): string {
  return `<section class="act" id="${name}" aria-labelledby="${name}-title">
<div><h2 id="${name}-title">${escape(title)}</h2><p>${escape(text)}</p>
<form method="post" action="/${name}"><button>${escape(button)}</button></form></div>
<div class="live ${state}" id="${name}-live"><p role="status">${escape(sentence)}</p><dl>${counts.map(row).join('')}</dl></div>
</section>`;
}

function row({ term, value, isAsPromised }: Count): string {
  const broken = isAsPromised === false;
  const said = `${escape(value)}${isAsPromised === true ? ' ✓' : broken ? ' (not as promised)' : ''}`;
  return `<div><dt>${escape(term)}</dt><dd${broken ? ' class="broken"' : ''}>${said}</dd></div>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
