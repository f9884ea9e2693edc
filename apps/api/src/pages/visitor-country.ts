/** By which signs of where somebody is help is chosen. */
export interface VisitorSigns {
  /** The header by which a browser says in which languages, and for which countries, it is set. */
  readonly acceptLanguage: string | undefined;
  /** The IANA zone they chose or booked in. */
  readonly timeZone?: string | undefined;
  /** The country of the practice, where nothing says otherwise. */
  readonly practiceCountry: string;
}

/**
 * Zones of the countries that have help lines of their own; any other zone says nothing. `X/*` stands for all of X.
 * From the IANA zone data's table of zones by country.
 */
const zonesByCountry: Readonly<Record<string, string>> = {
  AU: 'Australia/* Antarctica/Macquarie',
  CA:
    'Canada/* America/Toronto America/Montreal America/Vancouver America/Edmonton America/Winnipeg America/Halifax ' +
    'America/St_Johns America/Regina America/Moncton America/Glace_Bay America/Goose_Bay America/Swift_Current ' +
    'America/Whitehorse America/Dawson America/Dawson_Creek America/Fort_Nelson America/Inuvik America/Iqaluit ' +
    'America/Rankin_Inlet America/Resolute America/Cambridge_Bay America/Creston America/Blanc-Sablon ' +
    'America/Atikokan America/Coral_Harbour America/Nipigon America/Thunder_Bay America/Rainy_River ' +
    'America/Pangnirtung America/Yellowknife',
  DE: 'Europe/Berlin Europe/Busingen',
  ES: 'Europe/Madrid Atlantic/Canary Africa/Ceuta',
  FR: 'Europe/Paris',
  GB: 'Europe/London Europe/Belfast GB',
  IE: 'Europe/Dublin Eire',
  IT: 'Europe/Rome',
  NL: 'Europe/Amsterdam',
  NZ: 'Pacific/Auckland Pacific/Chatham NZ',
  SE: 'Europe/Stockholm',
  US:
    'US/* America/Indiana/* America/Kentucky/* America/North_Dakota/* America/New_York America/Detroit ' +
    'America/Chicago America/Menominee America/Denver America/Boise America/Phoenix America/Los_Angeles ' +
    'America/Anchorage America/Juneau America/Sitka America/Metlakatla America/Yakutat America/Nome America/Adak ' +
    'America/Indianapolis America/Fort_Wayne America/Louisville Pacific/Honolulu Navajo',
};

/** The countries of which a zone alone tells. */
export const countriesOfZones: readonly string[] = Object.keys(zonesByCountry);

const countryOfZone: ReadonlyMap<string, string> = new Map(
  Object.entries(zonesByCountry).flatMap(([country, zones]) =>
    zones.split(' ').map((zone): [string, string] => [zone, country]),
  ),
);
const countryNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
/** Regions that have a name and are no country. */
const noCountries: ReadonlySet<string> = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ']);

/** For which country (ISO 3166-1 alpha-2) help is shown: by the browser's language, else by the zone, else the practice's. */
export function visitorCountry({ acceptLanguage, timeZone, practiceCountry }: VisitorSigns): string {
  return countryOfLanguages(acceptLanguage ?? '') ?? countryIn(timeZone ?? '') ?? practiceCountry;
}

function countryIn(timeZone: string): string | undefined {
  return countryOfZone.get(timeZone) ?? countryOfZone.get(timeZone.replace(/\/[^/]*$/, '/*'));
}

/** The country of the most wanted language that names one. */
function countryOfLanguages(header: string): string | undefined {
  return header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const weight = parameters.map((one) => /^\s*q=([\d.]+)/.exec(one)?.[1]).find(Boolean);
      return { tag, weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .map(({ tag }) => regionOf(tag))
    .find((region) => region !== undefined);
}

/** The country in a language tag such as en-GB or zh-Hant-TW. */
function regionOf(tag: string): string | undefined {
  const [, region] = /^[a-z]{2,3}(?:-[a-z]{4})?-([a-z]{2})(?:-|$)/i.exec(tag) ?? [];
  const code = region?.toUpperCase();
  return code && !noCountries.has(code) && countryNames.of(code) ? code : undefined;
}
