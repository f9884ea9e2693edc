/**
 * Words that would tell a bystander what an appointment is about. None may stand in a sender, subject, preview or body,
 * inside longer words either (promise P7). A practice may add its own.
 */
export const forbiddenWords = [
  'relationship',
  'couple',
  'coach',
  'therap',
  'marriage',
  'marital',
  'partner',
  'breakup',
  'break-up',
  'intake',
] as const;

/** The first telling word in a text, or null. */
export type Telling = (text: string) => string | null;

/**
 * A text as words are looked for in it: one case, one kind of space, letters that only look different made the same.
 * Invisible characters (soft hyphens, joiners) would hide a word from a list, though not from a reader.
 */
export function comparable(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .toLowerCase();
}

/** The first telling word in a text, or null: one of everybody's, or one of the practice's `own`, made comparable. */
export function tellingWord(text: string, own: readonly string[] = []): string | null {
  const plain = comparable(text);
  return forbiddenWords.find((word) => plain.includes(word)) ?? own.find((word) => plain.includes(word)) ?? null;
}

/** A sender's label that gives nothing away: the practice's own name where it can stand, else a neutral one. */
export function senderLabel(practiceName: string, neutral: string, telling: Telling = tellingWord): string {
  return practiceName.trim() === '' || telling(practiceName) !== null ? neutral : practiceName;
}
