import type { Texts } from './texts.js';

const letters: Readonly<Record<string, string>> = Object.fromEntries(
  [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter, index) => [
    letter,
    [...'áƀćďéƒğĥíĵķĺɱńóþʠřšŧúṽŵẋýžÁɃĆĎÉƑĞĤÍĴĶĹṀŃÓÞɊŘŠŦÚṼŴẊÝŽ'][index]!,
  ]),
);

/** A text in letters that no page would use by itself; what stands in braces stays as it is. */
export function pseudoText(text: string): string {
  return text.replace(/\{\w+\}|[A-Za-z]/g, (part) => letters[part] ?? part);
}

/** A language nobody speaks: a page shown in it betrays each word that did not come from the catalogue. */
export function pseudo(texts: Texts): Texts {
  return translated(texts) as Texts;
}

function translated(value: unknown): unknown {
  if (typeof value === 'string') return pseudoText(value);
  return Object.fromEntries(Object.entries(value as object).map(([key, inner]) => [key, translated(inner)]));
}
