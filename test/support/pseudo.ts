const latin = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const strange = [...'áƀćďéƒğĥíĵķĺɱńóþʠřšŧúṽŵẋýžÁɃĆĎÉƑĞĤÍĴĶĹṀŃÓÞɊŘŠŦÚṼŴẊÝŽ'];
const letters = new Map(latin.map((letter, index) => [letter, strange[index]!]));

/** A text in letters that nobody writes. */
export const pseudoText = (text: string): string =>
  text.replace(/[A-Za-z]/g, (letter) => letters.get(letter) ?? letter);

/** From now on a catalogue speaks as nobody does; what it is given (names, times, addresses) it passes on as it is. Answers what takes that back. */
export function speaksPseudo(catalogue: object): () => void {
  const before = { ...catalogue };
  Object.assign(catalogue, translated(before, []));
  return () => void Object.assign(catalogue, before);
}

function translated(value: unknown, data: readonly string[]): unknown {
  if (typeof value === 'string') return aroundData(value, data);
  if (Array.isArray(value)) return value.map((inner) => translated(inner, data));
  if (typeof value === 'function')
    return (...given: unknown[]) =>
      translated((value as (...words: unknown[]) => unknown)(...given), [...data, ...textsIn(given)]);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, translated(inner, data)]));
}

/** Translates what stands between the pieces of data, the longest of which are found first. */
function aroundData(text: string, data: readonly string[]): string {
  const [piece, ...rest] = [...data]
    .filter((one) => one.length > 1 && text.includes(one))
    .sort((a, b) => b.length - a.length);
  if (piece === undefined) return pseudoText(text);
  return text
    .split(piece)
    .map((part) => aroundData(part, rest))
    .join(piece);
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
}
