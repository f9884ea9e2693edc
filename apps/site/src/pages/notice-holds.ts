import type { SitePage } from '#contracts';

type Shown = Pick<Extract<SitePage, { page: 'appointment' }>, 'notice' | 'managed' | 'holdSecondsLeft' | 'earlier'>;

/**
 * Whether what came of the last act is still so. It stands in the address, and the same address is read again when the
 * hold has run out, after going back, or days later.
 */
export function noticeHolds({ notice, managed, holdSecondsLeft, earlier }: Shown): boolean {
  const { appointment, attends } = managed;
  switch (notice) {
    case null:
      return false;
    case 'withdrawn':
      return !attends;
    case 'moved':
      return attends && ['confirmed', 'pending_approval'].includes(appointment.status);
    case 'held-longer':
    case 'hold-at-most':
    case 'payment-unavailable':
      return attends && appointment.status === 'held' && holdSecondsLeft !== 0;
    case 'waiting':
      return Boolean(earlier?.waiting);
    case 'waiting-no-more':
      return earlier?.waiting === null;
    default:
      return true;
  }
}
