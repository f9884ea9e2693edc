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
}

export type ManageAction = 'checkout' | 'hold' | 'cancel' | 'calendar';

/** What may be done over a manage link now. */
export function manageActions(situation: Situation, now: Date): ManageAction[] {
  const { status, start, holdExpiresAt, longestHold, stillToPay, attends } = situation;
  if (!attends || start <= now) return [];
  if (status === 'confirmed') return ['cancel', 'calendar'];
  if (status === 'pending_approval') return ['cancel'];
  if (status !== 'held' || !holdExpiresAt || holdExpiresAt <= now) return [];
  const extendable = longestHold !== null && longestHold > holdExpiresAt;
  return [...(stillToPay ? (['checkout'] as const) : []), ...(extendable ? (['hold'] as const) : []), 'cancel'];
}
