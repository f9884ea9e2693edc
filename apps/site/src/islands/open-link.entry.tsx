import type { PortalSessionView } from '#contracts';
import { pageData } from './data.js';
import { armExit } from './exit.js';

interface OpenLinkData {
  readonly token: string;
  readonly dead: string;
  readonly trouble: string;
}

armExit();
const data = pageData<OpenLinkData>();
const button = document.getElementById('open') as HTMLButtonElement;
button.addEventListener('click', () => void open());

/** Turns the secret of the link into a session, and goes where it leads; the link itself leaves the history. */
async function open(): Promise<void> {
  if (button.ariaDisabled === 'true') return;
  button.ariaDisabled = 'true';
  try {
    const answer = await fetch('/api/v1/portal/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: data.token }),
    });
    if (answer.ok) {
      const { assignment } = (await answer.json()) as PortalSessionView;
      location.replace(assignment ? `/me/forms/${assignment}` : '/me/home');
      return;
    }
    say(answer.status >= 500 || answer.status === 429 ? data.trouble : data.dead);
  } catch {
    say(data.trouble);
  }
  button.ariaDisabled = null;
}

function say(words: string): void {
  const place = document.getElementById('answer')!;
  place.className = 'note';
  place.textContent = words;
}
