import type { Act, Stage } from './act.js';
import { secondsOf, type Count, type Report, type Step } from './report.js';

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

function section({ name, title, text, button }: Act, report: Report): string {
  return `<section class="act" id="${name}" aria-labelledby="${name}-title">
<div><h2 id="${name}-title">${escape(title)}</h2><p>${escape(text)}</p>
<form method="post" action="/${name}"><button>${escape(button)}</button></form></div>
${live(name, report)}
</section>`;
}

/** What came of it: a sentence, a dot for each person, the numbers that prove it, what happened when, and all that was counted. */
function live(name: string, { state, sentence, people, proof, steps, counts }: Report): string {
  return `<div class="live ${state}" id="${name}-live"><p role="status" data-part="sentence">${escape(sentence)}</p>
<ul class="people" aria-hidden="true" data-part="people">${people.map((fate) => `<li class="${fate}"></li>`).join('')}</ul>
<dl class="proof" data-part="proof">${proof.map(row).join('')}</dl>
<ol class="steps" data-part="steps">${steps.map(line).join('')}</ol>
<details><summary>Everything that was counted</summary><dl class="all" data-part="counts">${counts.map(row).join('')}</dl></details></div>`;
}

const line = ({ afterMs, text }: Step): string =>
  `<li><span class="at">${secondsOf(afterMs)}</span> <span>${escape(text)}</span></li>`;

function row({ term, value, isAsPromised }: Count): string {
  const look = isAsPromised === null ? '' : ` class="${isAsPromised ? 'kept' : 'broken'}"`;
  const said = `${escape(value)}${isAsPromised === null ? '' : isAsPromised ? ' ✓' : ' (not as promised)'}`;
  return `<div><dt>${escape(term)}</dt><dd${look}>${said}</dd></div>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
