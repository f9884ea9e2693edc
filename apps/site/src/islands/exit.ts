import { forgetAddresses } from '../booking/booked-here.js';

/** Blanks the page and goes where anybody might be, without leaving this page in the history. */
function leave(link: HTMLAnchorElement, behind: () => void, go: (address: string) => void): void {
  document.title = '';
  document.body.hidden = true;
  document.body.replaceChildren();
  forgetAddresses();
  behind();
  go(link.href);
}

/** Shuts the private parts of the session, also while the page is being left: going back must not show them. */
export const shutsPrivateParts = (csrfToken: string) => (): void =>
  void fetch('/api/v1/portal/private/lock', {
    method: 'POST',
    keepalive: true,
    headers: { 'content-type': 'application/json', 'x-csrf-token': csrfToken },
    body: '{}',
  });

const leaveThisPage = (address: string): void => location.replace(address);

/** The way out: the link at the top, and Shift pressed three times. `behind` is done on the way, and `go` goes it. */
export function armExit(behind: () => void = () => undefined, go = leaveThisPage): void {
  const link = document.querySelector<HTMLAnchorElement>('a#leave');
  if (!link) return;
  link.addEventListener('click', (event) => {
    event.preventDefault();
    leave(link, behind, go);
  });
  let presses = 0;
  let lastAt = 0;
  addEventListener('keydown', ({ key, repeat, timeStamp }) => {
    if (repeat) return;
    // Any other key between means that somebody is writing capitals.
    presses = key === 'Shift' ? (timeStamp - lastAt < 1500 ? presses + 1 : 1) : 0;
    lastAt = timeStamp;
    if (presses === 3) leave(link, behind, go);
  });
  // Coming back must not show what was left.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted && document.body.hidden) location.reload();
  });
}
