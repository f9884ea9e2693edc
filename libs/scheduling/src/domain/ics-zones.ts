import { windowsZones } from './windows-zones.js';
import { isZone } from './zone-name.js';

const known = new Map<string, string | undefined>();
const mostKept = 500;

/**
 * The IANA zone that a calendar file means by a TZID: its name, one with a maker's prefix (`/vendor/2020/Europe/Paris`), or
 * what Windows calls it; undefined where nobody knows. What a file itself says of a zone is not believed.
 */
export function ianaZoneOf(name: string): string | undefined {
  if (known.has(name)) return known.get(name);
  const zone = findZone(name.trim());
  if (known.size < mostKept) known.set(name, zone);
  return zone;
}

function findZone(name: string): string | undefined {
  if (name.length > 128) return undefined;
  if (/^(utc|gmt|z)$/i.test(name)) return 'Etc/UTC';
  const parts = name.split('/').filter((part) => part !== '');
  // `America/Argentina/Ushuaia` is the longest there is.
  for (let from = Math.max(0, parts.length - 3); from < parts.length; from += 1) {
    const zone = parts.slice(from).join('/');
    if (isZone(zone)) return zone;
  }
  return windowsZones.get(name.toLowerCase());
}
