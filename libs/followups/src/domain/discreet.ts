/**
 * Words that would tell a bystander what an appointment is about. None may stand in a sender, subject, preview or body,
 * inside longer words either (promise P7).
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
export function tellingWord(text: string): string | null {
  // Invisible characters (soft hyphens, joiners) would hide a word from this list, though not from a reader.
  const plain = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .toLowerCase();
  return forbiddenWords.find((word) => plain.includes(word)) ?? null;
}

/** A sender's label that gives nothing away: the practice's own name where it can stand, else a neutral one. */
export function senderLabel(practiceName: string, neutral: string): string {
  return practiceName.trim() === '' || tellingWord(practiceName) ? neutral : practiceName;
}
