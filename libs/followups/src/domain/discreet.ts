import { asDrawn } from './look-alikes.js';

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
 * A text as words are looked for in it: one case, one kind of space, letters that only look different made the same. What
 * is never drawn (soft hyphens, joiners, variation selectors) would hide a word from a list, though not from a reader; it
 * goes first, since it also keeps a letter and its accent from becoming one.
 */
export function comparable(text: string): string {
  return text
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, '')
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .toLowerCase();
}

/**
 * The first telling word in a text, or null: one of everybody's, or one of the practice's `own`, made comparable. Looked for
 * as it is written, and in Latin letters where Cyrillic or Greek ones are drawn like them. Not found is what a reader
 * has to guess: digits for letters, spaces or signs between them, accents, letters that are merely similar.
 */
export function tellingWord(text: string, own: readonly string[] = []): string | null {
  const [plain, drawn] = [comparable(text), comparable(asDrawn(text.normalize('NFKC')))];
  const stands = (word: string) => plain.includes(word) || drawn.includes(word);
  return forbiddenWords.find(stands) ?? own.find(stands) ?? null;
}

/** A sender's label that gives nothing away: the practice's own name where it can stand, else a neutral one. */
export function senderLabel(practiceName: string, neutral: string, telling: Telling = tellingWord): string {
  return practiceName.trim() === '' || telling(practiceName) !== null ? neutral : practiceName;
}
