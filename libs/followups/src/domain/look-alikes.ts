/**
 * Cyrillic, Greek and phonetic letters that are drawn like Latin ones, after the table of confusables of Unicode (UTS #39,
 * confusables.txt); by the Latin letter.
 */
const drawnLike: Readonly<Record<string, string>> = {
  A: 'АΑ',
  B: 'ВΒ',
  C: 'С',
  E: 'ЕΕ',
  H: 'НΗ',
  I: 'ІΙ',
  J: 'Ј',
  K: 'КΚ',
  M: 'МΜ',
  N: 'Ν',
  O: 'ОΟ',
  P: 'РΡ',
  Q: 'Ԛ',
  S: 'Ѕ',
  T: 'ТΤ',
  W: 'Ԝ',
  X: 'ХΧ',
  Y: 'УΥ',
  Z: 'Ζ',
  a: 'аαɑ',
  c: 'с',
  d: 'ԁ',
  e: 'е',
  g: 'ɡ',
  h: 'һ',
  i: 'іιı',
  j: 'ј',
  l: 'Ӏ',
  o: 'оο',
  p: 'рρ',
  q: 'ԛ',
  s: 'ѕ',
  u: 'υ',
  v: 'ν',
  w: 'ԝ',
  x: 'х',
  y: 'уγ',
};

const latinOf = new Map(
  Object.entries(drawnLike).flatMap(([latin, others]) => [...others].map((other) => [other, latin] as const)),
);

/** A text with Latin letters where others are drawn like them. Which are, depends on the case they are in. */
export function asDrawn(text: string): string {
  return Array.from(text, (letter) => latinOf.get(letter) ?? letter).join('');
}
