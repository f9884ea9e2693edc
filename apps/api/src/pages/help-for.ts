import type { PublicPractice } from '#contracts';
import { helpLinesFor, type HelpLine } from '#practices';
import type { RapportRequest } from '../http/request.js';
import { visitorCountry } from './visitor-country.js';

type Asked = Pick<RapportRequest, 'headers'>;

/** For which country help is shown to whoever asks: theirs, as far as it can be told. */
export function countryOf({ headers }: Asked, practiceCountry: string, timeZone?: string): string {
  return visitorCountry({ acceptLanguage: headers['accept-language'], timeZone, practiceCountry });
}

/** The help lines for whoever asks. */
export function helpFor(request: Asked, practiceCountry: string, timeZone?: string): HelpLine[] {
  return helpLinesFor(countryOf(request, practiceCountry, timeZone));
}

/** A practice with the help lines for whoever asks, in place of those of its own country. */
export function withHelpFor(request: Asked, practice: PublicPractice, timeZone?: string): PublicPractice {
  return { ...practice, helpLines: helpFor(request, practice.country, timeZone) };
}
