import type { SiteBundle } from '#contracts';
import { renderPage } from './render.js';
import { en } from './texts/en.js';
import style from './styles/site.css?inline';

/** The site as the API loads it. English is the only language so far, so dates and amounts follow the practice's English, if it has one. */
const bundle: SiteBundle = {
  style,
  render: (page, context) => renderPage(page, { t: en, locale: englishOf(context.locale) }, context, style),
};
export default bundle;

/** Dates must not come in another language than the words around them. */
function englishOf(locale: string): string {
  return /^en(-|$)/i.test(locale) ? locale : 'en-GB';
}
