import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform';
import type { ChangingHours } from './changing-hours.entity.js';
import { findChangingHours } from './changing-hours.store.js';
import { standsFrom } from './domain/undo-window.js';
import { dayMs } from './domain/zone-transitions.js';
import { offerOpenedHours } from './scheduling.jobs.js';

/** Hours of a coach as they stood before the changes that are not offered yet. */
export type HoursChanged = Pick<ChangingHours, 'coachId' | 'before' | 'changedAt'>;

/** So long after the last change nobody is woken for it: it has long been on the public list for everybody. */
const wakingForMs = 2 * dayMs;

/** Hours that were changed while somebody waits. */
@Injectable()
export class ChangingHoursService {
  /** How they stood before; null where all of it was offered, or they are still being changed, since the last change asks by itself. */
  async settled(tx: Tx, coachId: string): Promise<HoursChanged | null> {
    const changed = await findChangingHours(tx, coachId);
    return changed && standsFrom(changed.changedAt) <= tx.now() ? changed : null;
  }

  /** All that they opened was offered, or is once somebody wakes. What was changed meanwhile stays. */
  async offered(tx: Tx, { coachId, changedAt }: HoursChanged, wakes: Date | null): Promise<void> {
    if (wakes && wakes.getTime() < changedAt.getTime() + wakingForMs) {
      tx.schedule(offerOpenedHours, { coachId }, { dueAt: wakes });
      return;
    }
    await tx.query('DELETE FROM changing_hours WHERE coach_id = $1 AND changed_at = $2', [coachId, changedAt]);
  }
}
