import type { SitePage } from '#contracts';

type Shown = Pick<Extract<SitePage, { page: 'appointment' }>, 'managed' | 'holdSecondsLeft'>;

/** Whether the time to pay is over, and what became of it is still being found out: a payment may be on its way. */
export const isEnding = ({ managed: { appointment, attends }, holdSecondsLeft }: Shown): boolean =>
  attends && appointment.status === 'held' && holdSecondsLeft === 0;
