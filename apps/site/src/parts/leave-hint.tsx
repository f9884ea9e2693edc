import type { Texts } from '../texts/texts.js';

/** What the way out does, and what it does not. The keys are promised only where a script listens to them. */
export function LeaveHint({ words }: { words: Pick<Texts['common'], 'leaveHint' | 'leaveKeys'> }) {
  return (
    <p>
      {words.leaveHint} <span class="scripted">{words.leaveKeys}</span>
    </p>
  );
}
