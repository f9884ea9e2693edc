import { en } from './en.js';

const catalogues: ReadonlyMap<string, typeof en> = new Map([['en', en]]);

/** Every language there are words in. */
export const languages: readonly string[] = [...catalogues.keys()];

/** The words in a person's language; English where there is no catalogue for it. */
export function textsFor(locale: string): typeof en {
  return catalogues.get(locale.split('-')[0] ?? 'en') ?? en;
}
