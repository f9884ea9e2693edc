import { forgetAddresses } from '../booking/booked-here.js';

/** Blanks the page and goes where anybody might be, without leaving this page in the history. */
function leave(link: HTMLAnchorElement): void {
  document.title = '';
  document.body.hidden = true;
  document.body.replaceChildren();
  forgetAddresses();
  location.replace(link.href);
}

/** The way out: the link at the top, and Shift pressed three times. */
export function armExit(): void {
  const link = document.querySelector<HTMLAnchorElement>('a#leave');
  if (!link) return;
  link.addEventListener('click', (event) => {
    event.preventDefault();
    leave(link);
  });
  let presses = 0;
  let lastAt = 0;
  addEventListener('keydown', ({ key, repeat, timeStamp }) => {
    if (repeat) return;
    // Any other key between means that somebody is writing capitals.
    presses = key === 'Shift' ? (timeStamp - lastAt < 1500 ? presses + 1 : 1) : 0;
    lastAt = timeStamp;
    if (presses === 3) leave(link);
  });
  // Coming back must not show what was left.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted && document.body.hidden) location.reload();
  });
}
