import type { AppointmentStatus } from '#contracts';

/** What decides what the owner of a manage link may do. */
export interface Situation {
  readonly status: AppointmentStatus;
  readonly start: Date;
  readonly holdExpiresAt: Date | null;
  /** The latest instant a hold can be extended to. */
  readonly longestHold: Date | null;
  readonly stillToPay: boolean;
  /** Whether the link's owner still attends. */
  readonly attends: boolean;
  /** Until when its owner may move it themself; null where that is for the practice. */
  readonly movableUntil: Date | null;
}

export type ManageAction = 'checkout' | 'hold' | 'reschedule' | 'cancel' | 'calendar';

/** What may be done over a manage link now. */
export function manageActions(situation: Situation, now: Date): ManageAction[] {
  const { status, start, holdExpiresAt, longestHold, stillToPay, attends, movableUntil } = situation;
  if (!attends || start <= now) return [];
  const move = movableUntil && now < movableUntil ? (['reschedule'] as const) : [];
  if (status === 'confirmed') return [...move, 'cancel', 'calendar'];
  if (status === 'pending_approval') return [...move, 'cancel'];
  if (status !== 'held' || !holdExpiresAt || holdExpiresAt <= now) return [];
  const extendable = longestHold !== null && longestHold > holdExpiresAt;
  return [...(stillToPay ? (['checkout'] as const) : []), ...(extendable ? (['hold'] as const) : []), 'cancel'];
}
