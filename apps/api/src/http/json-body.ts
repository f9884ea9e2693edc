import { invalid, type HttpRefusal } from './refusal.js';

/** How many objects and lists may lie inside each other. */
export const deepest = 20;

/** Keys that would reach an object's prototype. */
const refusedKeys = new Set(['__proto__', 'constructor']);

/** Parses a JSON body. Throws a 400 for what is no JSON object, lies too deep, or has a key that reaches a prototype. */
export function parseJsonBody(text: string): unknown {
  if (text.trim() === '') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid({ path: '', message: 'Send valid JSON.' });
  }
  // Nothing else would be held against the fields of a route: null would pass for a body that was left out.
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw invalid({ path: '', message: 'Send a JSON object.' });
  const fault = faultIn(value, [], 0);
  if (fault) throw fault;
  return value;
}

function faultIn(value: unknown, path: readonly string[], depth: number): HttpRefusal | null {
  if (value === null || typeof value !== 'object') return null;
  if (depth >= deepest)
    return invalid({ path: path.join('.'), message: `Nest at most ${deepest} objects and lists inside each other.` });
  for (const key of Object.keys(value)) {
    const here = [...path, key];
    if (refusedKeys.has(key) && !Array.isArray(value))
      return invalid({ path: here.join('.'), message: 'This field is not known here.' });
    const fault = faultIn((value as Record<string, unknown>)[key], here, depth + 1);
    if (fault) return fault;
  }
  return null;
}

/** JSON with its keys in order: two bodies that say the same have the same text. */
export function canonicalJson(value: unknown): string {
  return (
    JSON.stringify(value, (_key, inner: unknown) =>
      inner !== null && typeof inner === 'object' && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    ) ?? ''
  );
}
