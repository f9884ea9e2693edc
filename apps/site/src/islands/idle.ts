import type { Texts } from '../texts/texts.js';

const idleMs = 10 * 60_000;
const retryMs = 4_000;

/** Sends what was written and is not sent yet; true when nothing is left. */
type SendRest = () => Promise<boolean>;

/**
 * Clears the screen after ten minutes without a sign of life, also when the device slept meanwhile. What could not be
 * sent stays in the memory of the page, and is sent before it is opened again.
 */
export function clearWhenIdle(words: Texts['idle'], sendRest: SendRest = () => Promise.resolve(true)): void {
  let lastAt = Date.now();
  const isOver = () => Date.now() - lastAt >= idleMs;
  const alive = () => {
    if (isOver()) return clear(words, sendRest);
    lastAt = Date.now();
  };
  for (const sign of ['keydown', 'pointerdown', 'pointermove', 'scroll', 'visibilitychange'])
    document.addEventListener(sign, alive, { passive: true, capture: true });
  addEventListener('pageshow', alive);
  setInterval(() => isOver() && clear(words, sendRest), 1_000);
}

/** Not a reload, which would send a form once more whose answer this page is. */
function readAnew(): void {
  location.replace(location.pathname + location.search);
}

function clear({ title, text, unsent, open }: Texts['idle'], sendRest: SendRest): void {
  const main = document.querySelector('main');
  if (!main || main.dataset['idle']) return;
  main.dataset['idle'] = 'true';
  document.getElementById('data')?.remove();
  const heading = document.createElement('h1');
  heading.textContent = title;
  const words = document.createElement('p');
  words.textContent = text;
  const rest = document.createElement('p');
  rest.role = 'status';
  const button = document.createElement('button');
  button.className = 'btn main';
  button.textContent = open;
  const send = async () => {
    const isSent = await sendRest();
    rest.textContent = isSent ? '' : unsent;
    return isSent;
  };
  button.addEventListener('click', () => void send().then((isSent) => isSent && readAnew()));
  const box = document.createElement('div');
  box.className = 'stack';
  box.append(heading, words, rest, button);
  main.replaceChildren(box);
  const untilSent = async () => {
    if (!(await send())) setTimeout(() => void untilSent(), retryMs);
  };
  void untilSent();
}
