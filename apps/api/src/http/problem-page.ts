import { plainPage, prose } from './plain-page.js';
import type { ProblemType } from './problem-types.js';

/** What one or several types of problem mean, for whoever met one. */
export function problemPage(types: readonly (readonly [string, ProblemType])[]): string {
  const only = types.length === 1 ? types[0] : undefined;
  const parts = types.map(
    ([code, { status, title, meaning }]) => `<section class="card"><h2 id="${code}">${prose(title)}</h2>
<p class="soft"><code>/problems/${code}</code> · status ${status}</p><p>${prose(meaning)}</p></section>`,
  );
  const more = only
    ? '<p><a href="/problems">All types of problem</a> · <a href="/docs">The API</a></p>'
    : '<p><a href="/docs">The API</a></p>';
  return plainPage(
    only ? only[1].title : 'Types of problem',
    `<h1>What this answer means</h1>${parts.join('')}${more}`,
  );
}
