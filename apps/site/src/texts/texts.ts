import { en } from './en.js';

/** The texts of one language: a language that lacks one does not compile. */
export type Texts = typeof en;

/** One form of a text for each plural category; `other` is always there. */
export type Plural = { readonly other: string } & { readonly [Category in Intl.LDMLPluralRule]?: string };

type Values = Readonly<Record<string, string | number>>;

/** Letters that are written from right to left. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** What somebody wrote, as a part of a line of ours: one from right to left is kept from turning its neighbours round. */
export const isolated = (text: string): string => (rightToLeft.test(text) ? `\u2068${text}\u2069` : text);

/** A text with its values in place; a value that is missing is a mistake of ours and throws. */
export function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new TypeError(`The text lacks a value for {${name}}.`);
    return isolated(String(value));
  });
}

/** The form of a text that fits a number, with the number and other values in place. */
export function count(text: Plural, number: number, locale: string, values: Values = {}): string {
  const category = new Intl.PluralRules(locale).select(number);
  return fill(text[category] ?? text.other, { ...values, count: number });
}
