import { createHash } from 'node:crypto';
import type { FormFirstPage } from '#contracts';
import { texts } from './texts/texts.js';

/** What a person reads before the first question. `version` changes whenever the words do. */
export function firstPage(coachNames: readonly string[], consentText: string, consentVersion: string): FormFirstPage {
  const words = texts.firstPage;
  return {
    whoReads: words.whoReads(coachNames),
    keptFor: words.keptFor,
    notTherapy: words.notTherapy,
    notEmergency: words.notEmergency,
    adult: words.adult,
    consent: consentText,
    consentVersion,
  };
}

/** SHA-256 of the words that were shown, in the order of the page. */
export function hashOf(page: FormFirstPage): Buffer {
  const shown = [page.whoReads, page.keptFor, page.notTherapy, page.notEmergency, page.adult, page.consent];
  return createHash('sha256').update(shown.join('\n\n'), 'utf8').digest();
}

/** A short name for a text of consent: it changes with the text alone. */
export function versionOf(consentText: string): string {
  return `v-${createHash('sha256').update(consentText, 'utf8').digest('hex').slice(0, 12)}`;
}
