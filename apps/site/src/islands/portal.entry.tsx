import type { Texts } from '../texts/texts.js';
import { pageData } from './data.js';
import { armExit } from './exit.js';
import { clearWhenIdle } from './idle.js';

const { csrfToken, idle } = pageData<{ csrfToken: string; idle: Texts['idle'] }>();

armExit();
clearWhenIdle(idle);
const button = document.getElementById('sign-out') as HTMLButtonElement | null;
if (button) button.hidden = false;
button?.addEventListener('click', () => {
  void fetch('/api/v1/portal/session', { method: 'DELETE', headers: { 'x-csrf-token': csrfToken } }).then(() =>
    location.replace('/me'),
  );
});
