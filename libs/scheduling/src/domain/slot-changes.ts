/** What becomes of a start when other hours take the place of the kept ones. */
export type SlotChange = 'none' | 'gained' | 'lost';

/** A start of either list. */
export interface ChangedStart {
  readonly start: number;
  readonly change: SlotChange;
}

/** Every start of two ascending lists once, ascending, with what becomes of it on the way from one to the other. */
export function slotChanges(before: readonly number[], after: readonly number[]): ChangedStart[] {
  const changes: ChangedStart[] = [];
  let next = 0;
  for (const start of after) {
    for (let lost = before[next]; lost !== undefined && lost < start; lost = before[++next])
      changes.push({ start: lost, change: 'lost' });
    const stays = before[next] === start;
    if (stays) next += 1;
    changes.push({ start, change: stays ? 'none' : 'gained' });
  }
  return [...changes, ...before.slice(next).map((start): ChangedStart => ({ start, change: 'lost' }))];
}
