import { Temporal } from 'temporal-polyfill';

/** Hours for which one person's quiet hours may keep mail from somebody else at the same mailbox. */
const longest = 12;

/** When the quiet hours of somebody else end, as wall time `HH:mm`: as they said, but twelve hours after `from` at the latest. */
export function endForAnother({ from, to }: { readonly from: string; readonly to: string }): string {
  const [start, end] = [Temporal.PlainTime.from(from), Temporal.PlainTime.from(to)];
  const hours = (24 + start.until(end).total('hours')) % 24;
  return hours > longest ? start.add({ hours: longest }).toString({ smallestUnit: 'minute' }) : to;
}
