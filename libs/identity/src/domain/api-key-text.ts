const keyText = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})[\x21-\x7e]{16,200}$/i;

/**
 * The practice an API key belongs to: the UUID it begins with, in lower case. Null for a text that is no key.
 * Ours go on with an underscore; a key that an operator brings along need only go on with 16 printable characters.
 */
export function practiceOfKey(text: string): string | null {
  return keyText.exec(text)?.[1]?.toLowerCase() ?? null;
}
