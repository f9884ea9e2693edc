import type { Texts } from '../texts/texts.js';

const idleMs = 10 * 60_000;

/** Clears the screen after ten minutes without a sign of life, also when the device slept meanwhile. */
export function clearWhenIdle(words: Texts['idle']): void {
  let lastAt = Date.now();
  const alive = () => {
    if (Date.now() - lastAt >= idleMs) return clear(words);
    lastAt = Date.now();
  };
  for (const sign of ['keydown', 'pointerdown', 'pointermove', 'scroll', 'visibilitychange'])
    document.addEventListener(sign, alive, { passive: true, capture: true });
  setInterval(() => Date.now() - lastAt >= idleMs && clear(words), 5_000);
}

function clear({ title, text, open }: Texts['idle']): void {
  const main = document.querySelector('main');
  if (!main || main.dataset['idle']) return;
  main.dataset['idle'] = 'true';
  document.getElementById('data')?.remove();
  const heading = document.createElement('h1');
  heading.textContent = title;
  const words = document.createElement('p');
  words.textContent = text;
  const button = document.createElement('button');
  button.className = 'btn main';
  button.textContent = open;
  button.addEventListener('click', () => location.reload());
  const box = document.createElement('div');
  box.className = 'stack';
  box.append(heading, words, button);
  main.replaceChildren(box);
}
