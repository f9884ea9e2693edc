import type { SlotView } from '#contracts';
import { fill } from '../texts/texts.js';

/**
 * The starts, among those of one date, whose time the clock may read twice: where it is put back that date, those within the
 * hour before and after. They are shown with their offset. The page knows no zones, so it reads it off the offsets it was given:
 * where times next to the change are not free, one that exists once may be among them.
 */
export function doubledStarts(slots: readonly Pick<SlotView, 'start' | 'local' | 'offset'>[]): ReadonlySet<string> {
  const inOrder = [...slots].sort((one, other) => (one.start < other.start ? -1 : 1));
  const change = inOrder.findIndex(
    ({ offset }, index) => index > 0 && minutesOf(offset) < minutesOf(inOrder[index - 1]!.offset),
  );
  const [last, first] = [inOrder[change - 1], inOrder[change]];
  if (!last || !first) return new Set();
  const back = minutesOf(last.offset) - minutesOf(first.offset);
  const doubled = inOrder.filter(({ local }, index) =>
    index < change ? wallOf(local) > wallOf(last.local) - back : wallOf(local) < wallOf(first.local) + back,
  );
  return new Set(doubled.map(({ start }) => start));
}

/** The offset with which a start is shown, as people write it; null where its time is read once on its date. */
export function offsetShown({ start, offset }: SlotView, ofDate: readonly SlotView[], pattern: string): string | null {
  return doubledStarts(ofDate).has(start) ? fill(pattern, { offset }) : null;
}

/** Minutes of an offset such as +05:30. */
function minutesOf(offset: string): number {
  const [hours = 0, minutes = 0] = offset.slice(1).split(':').map(Number);
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/** A local time as minutes, laid on UTC only to be compared. */
const wallOf = (local: string): number => Date.parse(`${local}Z`) / 60_000;
