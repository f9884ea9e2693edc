import { z } from 'zod';

const WebPage = z
  .url({ protocol: /^https?$/, hostname: z.regexes.domain, error: 'Use the address of a public web page.' })
  .max(500);
const oneLine = (longest: number): z.ZodString =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[^\p{Cc}\u2028\u2029]*$/u, { error: 'Use one line of text.' });

/** A number or page for people in danger or distress, with the page that says so and the day that page was read. */
export const HelpLine = z
  .strictObject({
    /** ISO 3166-1 alpha-2; `EU` stands for every country that has 112, `ZZ` for anywhere. */
    country: z.string().regex(/^[A-Z]{2}$/, { error: 'Use a country code in upper case, such as GB.' }),
    name: oneLine(160),
    kind: z.enum(['emergency', 'domestic-abuse', 'distress']),
    phone: z
      .string()
      .regex(/^\+?\d[\d ().-]{1,30}$/, { error: 'Use a telephone number.' })
      .optional(),
    url: WebPage.optional(),
    /** When it answers, in the words a visitor reads. */
    hours: oneLine(200),
    source: WebPage,
    checkedOn: z.iso.date({ error: 'Use the day the source was read, such as 2026-11-22.' }),
  })
  .refine((line) => line.phone !== undefined || line.url !== undefined, {
    error: 'Give a telephone number, a web page, or both.',
    path: ['phone'],
  });
export type HelpLine = z.infer<typeof HelpLine>;

/** Refuses a file of help lines, naming each place that is wrong. */
export class InvalidHelpLines extends Error {
  readonly code = 'invalid-help-lines';
  constructor(detail: string) {
    super(`The file of help lines cannot be used:\n${detail}`);
    this.name = 'InvalidHelpLines';
  }
}

/**
 * The help lines in an operator's own file, a JSON list; throws InvalidHelpLines. A line without its source or the day
 * it was checked is refused, and so is a file without a single line: no list is worse than the one that comes along.
 */
export function parseHelpLines(json: string): readonly HelpLine[] {
  let read: unknown;
  try {
    read = JSON.parse(json);
  } catch (error) {
    throw new InvalidHelpLines(String(error));
  }
  const lines = z.array(HelpLine).min(1).safeParse(read);
  if (!lines.success) throw new InvalidHelpLines(z.prettifyError(lines.error));
  return lines.data;
}
