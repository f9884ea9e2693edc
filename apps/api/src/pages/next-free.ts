import type { NextFree, PublicCoach } from '#contracts';
import type { Tx } from '#platform';
import type { OfferingService, SlotService } from '#scheduling';
import { onTheWall } from '../portal/own-appointments.js';

/** Nearly always something is free in the first days; only else everything that is listed at once is looked through. */
const spans = [10, 62];
const dayMs = 86_400_000;

interface Parts {
  readonly offerings: OfferingService;
  readonly slots: SlotService;
}

/** The soonest time at which this coach can be met, whatever for; null where there is none in two months. */
export async function nextFreeOf(tx: Tx, { offerings, slots }: Parts, coach: PublicCoach): Promise<NextFree | null> {
  const { slug, timeZone } = coach;
  const rows = (await offerings.listPublic(tx)).filter((row) => row.coaches.some((one) => one.slug === slug));
  const day = (days: number) => onTheWall(new Date(tx.now().getTime() + days * dayMs), timeZone).local.slice(0, 10);
  for (const days of spans) {
    const found: NextFree[] = [];
    for (const row of rows) {
      const listed = await slots.list(tx, row, { from: day(0), to: day(days - 1), timeZone, coach: slug });
      const [slot] = listed.days.flatMap((one) => one.slots);
      if (slot) found.push({ slot, offering: { slug: row.slug, name: row.name } });
    }
    const [soonest] = found.sort((one, other) => one.slot.start.localeCompare(other.slot.start));
    if (soonest) return soonest;
  }
  return null;
}
