import type { BookingAnswer } from '#contracts';
import { keepAddress } from './booked-here.js';

/**
 * Leaves a booking that was made: to the page to pay on, or to its own. In the history the booking's own page takes
 * this one's place, so that whoever comes back finds the time that is kept for them.
 */
export function leaveFor({ payment, manageUrl }: BookingAnswer, email: string): void {
  const { pathname } = new URL(manageUrl);
  keepAddress(pathname.split('/').at(-1)!, email);
  if (!payment.checkoutUrl) return location.replace(manageUrl);
  history.replaceState(null, '', pathname);
  // A page that the browser kept as it was would stand there under the wrong address.
  addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
  location.assign(payment.checkoutUrl);
}

const unseenMs = 100;

/** Once what was just said has been painted; where nothing is painted, as in a tab behind another, soon. */
export function onceRead(): Promise<void> {
  return new Promise((read) => {
    setTimeout(read, unseenMs);
    requestAnimationFrame(() => setTimeout(read));
  });
}
