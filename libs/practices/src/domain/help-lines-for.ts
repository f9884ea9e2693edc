import type { HelpLine } from './help-line.js';

const ORDER: readonly HelpLine['kind'][] = ['emergency', 'domestic-abuse', 'distress'];

/** The members of the European Union, and the neighbours that the source of the `EU` line names, in which 112 answers. */
const HAS_112: ReadonlySet<string> = new Set(
  (
    'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK ' +
    'AD CH FO IS LI MC NO RS SM TR'
  ).split(' '),
);

/**
 * The lines to show a visitor of this country (ISO 3166-1 alpha-2), emergency first. A country without lines of its
 * own gets its region's emergency number alone, and one without that the directory, each as if it were the country's.
 */
export function chooseHelpLines(country: string, all: readonly HelpLine[]): HelpLine[] {
  const own = linesOf(country, all);
  if (own.length > 0) return own;
  const emergency = HAS_112.has(country) ? linesOf('EU', all).filter(({ kind }) => kind === 'emergency') : [];
  const found = emergency.length > 0 ? emergency : linesOf('ZZ', all);
  return found.map((line) => ({ ...line, country }));
}

/** The day on which the line that was looked at longest ago was checked; null without lines. */
export function checkedLongestAgo(all: readonly HelpLine[]): string | null {
  return all.map(({ checkedOn }) => checkedOn).sort()[0] ?? null;
}

function linesOf(country: string, all: readonly HelpLine[]): HelpLine[] {
  return all
    .filter((line) => line.country === country)
    .sort((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind));
}
