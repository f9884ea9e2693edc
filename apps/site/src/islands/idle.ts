import type { Left } from '../form/saver.js';
import type { Texts } from '../texts/texts.js';

const idleMs = 10 * 60_000;
const retryMs = 4_000;

/** What was written on the page and is not with the server yet. */
export interface Unsent {
  /** Sends what can be, and says what is left. */
  send(): Promise<Left>;
  /** The same with what was locked, where the person asks for it: it may have been opened meanwhile. */
  sendHeld(): Promise<Left>;
  /** Forgets what is locked. */
  letGo(): void;
}

const none: Unsent = {
  send: () => Promise.resolve('none'),
  sendHeld: () => Promise.resolve('none'),
  letGo: () => undefined,
};

/**
 * Clears the screen after ten minutes without a sign of life, also when the device slept meanwhile. What could not be
 * sent stays in the memory of the page, and is sent before it is opened again.
 */
export function clearWhenIdle(words: Texts['idle'], unsent: Unsent = none): void {
  let lastAt = Date.now();
  const isOver = () => Date.now() - lastAt >= idleMs;
  const alive = () => {
    if (isOver()) return clear(words, unsent);
    lastAt = Date.now();
  };
  for (const sign of ['keydown', 'pointerdown', 'pointermove', 'scroll', 'visibilitychange'])
    document.addEventListener(sign, alive, { passive: true, capture: true });
  addEventListener('pageshow', alive);
  setInterval(() => isOver() && clear(words, unsent), 1_000);
}

/** Not a reload, which would send a form once more whose answer this page is. */
function readAnew(): void {
  location.replace(location.pathname + location.search);
}

function clear(words: Texts['idle'], unsent: Unsent): void {
  const main = document.querySelector('main');
  if (!main || main.dataset['idle']) return;
  main.dataset['idle'] = 'true';
  document.getElementById('data')?.remove();
  const said = element('p', { role: 'status' });
  const open = element('button', { textContent: words.open });
  const unlock = element('a', {
    className: 'btn main',
    textContent: words.unlock,
    href: '/me/private',
    target: '_blank',
    hidden: true,
  });
  const letGo = element('button', { className: 'btn', textContent: words.letGo, hidden: true });
  const show = (left: Left): Left => {
    said.textContent = { none: '', unsent: words.unsent, locked: words.locked }[left];
    unlock.hidden = letGo.hidden = left !== 'locked';
    open.className = left === 'locked' ? 'btn' : 'btn main';
    return left;
  };
  open.addEventListener('click', () => void unsent.sendHeld().then((left) => show(left) === 'none' && readAnew()));
  letGo.addEventListener('click', () => {
    unsent.letGo();
    void unsent.send().then((left) => show(left) === 'none' && readAnew());
  });
  const box = element('div', { className: 'stack' });
  const row = element('div', { className: 'row' });
  row.append(unlock, open, letGo);
  box.append(element('h1', { textContent: words.title }), element('p', { textContent: words.text }), said, row);
  main.replaceChildren(box);
  const untilSent = async () => {
    if (show(await unsent.send()) === 'unsent') setTimeout(() => void untilSent(), retryMs);
  };
  void untilSent();
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]>,
): HTMLElementTagNameMap[Name] {
  return Object.assign(document.createElement(name), properties);
}
