import type { en } from './en.js';

const letters: Readonly<Record<string, string>> = Object.fromEntries(
  [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter, index) => [
    letter,
    [...'áƀćďéƒğĥíĵķĺɱńóþʠřšŧúṽŵẋýžÁɃĆĎÉƑĞĤÍĴĶĹṀŃÓÞɊŘŠŦÚṼŴẊÝŽ'][index]!,
  ]),
);

/** A text in letters that no page would use by itself. */
export const pseudoText = (text: string): string => text.replace(/[A-Za-z]/g, (letter) => letters[letter] ?? letter);

/** A language nobody speaks: a page shown in it betrays each word that did not come from the catalogue. */
export function pseudo(texts: typeof en): typeof en {
  // In Greek, dates and amounts have no Latin letters either.
  return { ...(translated(texts) as typeof en), locale: 'el' };
}

function translated(value: unknown): unknown {
  if (typeof value === 'string') return pseudoText(value);
  if (typeof value === 'function')
    return (...given: unknown[]) => translated((value as (...given: unknown[]) => unknown)(...given));
  return Object.fromEntries(Object.entries(value as object).map(([key, inner]) => [key, translated(inner)]));
}
