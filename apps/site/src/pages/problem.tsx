import type { PageProblem } from '#contracts';
import type { Ui } from '../document.js';
import { fill } from '../texts/texts.js';

/** Instead of a page that cannot be shown: what happened, and where to go from here. */
export function ProblemPage({ ui: { t }, kind, requestId }: { ui: Ui; kind: PageProblem; requestId: string | null }) {
  const words = t.problem[kind];
  return (
    <div class="stack">
      <h1>{words.title}</h1>
      <p>{words.text}</p>
      {requestId !== null && <p class="soft small">{fill(t.problem.reference, { id: requestId })}</p>}
      <p>
        <a class="btn" href="/">
          {t.problem.home}
        </a>
      </p>
    </div>
  );
}
