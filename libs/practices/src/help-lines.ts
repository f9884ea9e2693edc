import type { HelpLine } from './domain/help-line.js';
import { checkedLongestAgo, chooseHelpLines } from './domain/help-lines-for.js';
import { helpLines } from './help-lines.data.js';

export { HelpLine, InvalidHelpLines, parseHelpLines } from './domain/help-line.js';
export { helpLines };

/**
 * The lines to show a visitor of this country (ISO 3166-1 alpha-2), emergency first; from the operator's own list,
 * where there is one.
 */
export function helpLinesFor(country: string, all: readonly HelpLine[] = helpLines): HelpLine[] {
  return chooseHelpLines(country, all);
}

/** The day on which the line that was looked at longest ago was checked; null without lines. */
export function helpLinesCheckedOn(all: readonly HelpLine[] = helpLines): string | null {
  return checkedLongestAgo(all);
}
