import { comparable } from './discreet.js';

/** What is wrong with one of the words, and where it stands. */
interface WordFault {
  readonly path: string;
  readonly message: string;
}

/** A practice's own telling words as they are kept: comparable, each once. */
export function ownWordsOf(words: readonly string[]): string[] {
  return [...new Set(words.map((word) => comparable(word).trim()))];
}

/**
 * Why words cannot be a practice's own telling words: one that our own mails say would stop them all, and a sign without
 * letters stands in dates and links.
 */
export function faultsOfOwnWords(words: readonly string[], ourTexts: readonly string[]): WordFault[] {
  const said = ourTexts.map(comparable);
  return words.flatMap((given, index) => {
    const path = `words.${index}`;
    const word = comparable(given).trim();
    if (word.length < 2 || !/\p{L}/u.test(word))
      return [{ path, message: 'Use two characters or more, and at least one letter.' }];
    const ours = said.flatMap((text) => wordAround(text, word) ?? []).at(0);
    return ours === undefined
      ? []
      : [{ path, message: `Every mail may say “${ours}”, so “${word}” cannot be kept out. Please use a longer word.` }];
  });
}

/** The whole word of a text in which another one stands, or null. */
function wordAround(text: string, word: string): string | null {
  const at = text.indexOf(word);
  if (at < 0) return null;
  const before = /[\p{L}\p{N}-]*$/u.exec(text.slice(0, at))![0];
  const after = /^[\p{L}\p{N}-]*/u.exec(text.slice(at + word.length))![0];
  return `${before}${word}${after}`;
}
