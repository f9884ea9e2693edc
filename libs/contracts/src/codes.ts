const currencies = new Set(Intl.supportedValuesOf('currency'));
const regionNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** Regions Intl can name that are no ISO 3166-1 countries: groupings, exceptional reservations, private use. */
const notCountries = new Set([
  'AC',
  'CP',
  'CQ',
  'DG',
  'EA',
  'EU',
  'EZ',
  'IC',
  'QO',
  'TA',
  'UN',
  'XA',
  'XB',
  'XK',
  'ZZ',
]);
/** Withdrawn codes that have no single successor, so canonicalisation leaves them or picks one. */
const withdrawn = new Set(['AN', 'CS', 'FX', 'NT', 'SU', 'YU']);

/** True for an ISO 4217 currency in upper case. */
export function isCurrency(code: string): boolean {
  return currencies.has(code);
}

/** True for an ISO 3166-1 alpha-2 code in upper case that is assigned today. */
export function isCountry(code: string): boolean {
  if (!/^[A-Z]{2}$/.test(code) || notCountries.has(code) || withdrawn.has(code)) return false;
  // A withdrawn code such as DD is replaced by its successor when made canonical.
  return regionNames.of(code) !== undefined && new Intl.Locale(`und-${code}`).region === code;
}

/** True for a well-formed BCP 47 locale whose language is a two- or three-letter code. */
export function isLocale(tag: string): boolean {
  if (!/^[A-Za-z]{2,3}(-|$)/.test(tag)) return false;
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
