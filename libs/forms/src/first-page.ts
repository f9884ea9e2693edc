import { createHash } from 'node:crypto';
import type { FormFirstPage } from '#contracts';
import { texts } from './texts/texts.js';

/** The words of the page, without the name they go by. */
export type PageWords = Omit<FormFirstPage, 'consentVersion'>;

/** What a person reads before the first question; `consentVersion` changes with any of these words. */
export function firstPage(coachNames: readonly string[], consentText: string): FormFirstPage {
  const words = texts.firstPage;
  const shown: PageWords = {
    whoReads: words.whoReads(coachNames),
    keptFor: words.keptFor,
    notTherapy: words.notTherapy,
    notEmergency: words.notEmergency,
    adult: words.adult,
    consent: consentText,
  };
  return { ...shown, consentVersion: nameOf(hashOf(shown)) };
}

/** SHA-256 of the words that were shown, in the order of the page. */
export function hashOf(page: PageWords): Buffer {
  const shown = [page.whoReads, page.keptFor, page.notTherapy, page.notEmergency, page.adult, page.consent];
  return hashOfText(shown.join('\n\n'));
}

/** A short name for a text of consent: it changes with the text alone. */
export function versionOf(consentText: string): string {
  return nameOf(hashOfText(consentText));
}

const hashOfText = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();
const nameOf = (hash: Buffer): string => `v-${hash.toString('hex').slice(0, 12)}`;
