import { Temporal } from 'temporal-polyfill';

const known = new Set<string>();

/**
 * Whether this is the name of a time zone as IANA writes it, canonical or linked (`Europe/Paris`, `US/Eastern`, `UTC`).
 * Offsets (`+01:00`), other spellings (`europe/paris`) and names that only ICU has (`PST`, `SystemV/AST4`) are not.
 */
export function isZone(name: string): boolean {
  if (known.has(name)) return true;
  const valid = looksLikeName(name) && isKnownToIntl(name) && isSpeltAsIana(name);
  if (valid) known.add(name); // only real names are kept, so the set stays small
  return valid;
}

function looksLikeName(name: string): boolean {
  return /^[A-Z][A-Za-z0-9_+\-/]{1,63}$/.test(name) && !/^(systemv\/|etc\/unknown)/i.test(name);
}

function isKnownToIntl(name: string): boolean {
  return refusesNot(() => new Intl.DateTimeFormat('en-US', { timeZone: name }));
}

function isSpeltAsIana(name: string): boolean {
  return refusesNot(() => Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId, name);
}

/** A RangeError is how both tell that a name is unknown; any other error is a fault and goes on. */
function refusesNot(ask: () => unknown, expected?: unknown): boolean {
  try {
    const answer = ask();
    return expected === undefined || answer === expected;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
