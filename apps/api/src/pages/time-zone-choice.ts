const zones = Intl.supportedValuesOf('timeZone');

/** Every zone to choose from, one that goes by another name too. */
export const zonesWith = (zone: string): readonly string[] => (zones.includes(zone) ? zones : [zone, ...zones]);
