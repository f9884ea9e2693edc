import type { TimeZoneView } from '#contracts';

const plain = (text: string): string => text.trim().toLowerCase().replaceAll('_', ' ');

/** The zone that somebody means who typed its name in other letters, or the place alone; what was typed where that is unclear. */
export function zoneMeant(zones: readonly TimeZoneView[], typed: string): string {
  const wanted = plain(typed);
  const named = zones.find(({ name }) => plain(name) === wanted);
  if (named) return named.name;
  const [one, ...more] = zones.filter(({ place }) => plain(place) === wanted);
  return one && more.length === 0 ? one.name : typed;
}
