import type { OfferedStart } from './slot-days.js';

/** The offered starts nearest to a wished instant, at most so many, in the order of the list; the later of two equally near ones goes first. */
export function nearestSlots(offered: readonly OfferedStart[], wished: number, most: number): OfferedStart[] {
  const distance = ({ start }: OfferedStart) => Math.abs(start - wished);
  const nearest = [...offered]
    .filter(({ start }) => start !== wished)
    .sort((one, other) => distance(one) - distance(other) || other.start - one.start || bySlug(one, other))
    .slice(0, most);
  return nearest.sort((one, other) => one.start - other.start || bySlug(one, other));
}

function bySlug(one: OfferedStart, other: OfferedStart): number {
  return one.coach < other.coach ? -1 : Number(one.coach > other.coach);
}
