interface ZoneOptionsProps {
  readonly zones: readonly string[];
  readonly chosen: string;
}

/** Time zones to choose from. */
export function ZoneOptions({ zones, chosen }: ZoneOptionsProps) {
  return (
    <>
      {zones.map((zone) => (
        <option
          key={zone}
          // What reads as it is needs no value beside it: four hundred of them weigh.
          {...(zone.includes('_') && { value: zone })}
          selected={zone === chosen}
        >
          {zone.replaceAll('_', ' ')}
        </option>
      ))}
    </>
  );
}
