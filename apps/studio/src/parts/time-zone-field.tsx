import { TextInput } from '@mantine/core';
import type { TimeZoneList } from '#contracts';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { call } from '../api.js';
import { texts } from '../texts/texts.js';
import { zoneMeant } from '../zone-meant.js';

interface TimeZoneFieldProps {
  readonly label: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (timeZone: string) => void;
}

/** A time zone, looked for by its place: the browser's own list, which finds while one types, by keyboard and by finger. */
export function TimeZoneField({ label, value, error, onChange }: TimeZoneFieldProps) {
  const id = useId();
  // Where the list does not come the field still takes a name, and the server says whether there is such a zone.
  const { data: zones = [] } = useQuery({
    queryKey: ['time-zones'],
    queryFn: async () => (await call<TimeZoneList>('GET', '/time-zones')).data,
    staleTime: 3_600_000,
  });
  const chosen = zones.find(({ name }) => name === value);
  return (
    <>
      <TextInput
        label={label}
        required
        autoComplete="off"
        list={id}
        description={chosen ? texts.utc(chosen.offset) : texts.timeZoneHint}
        value={value}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={() => onChange(zoneMeant(zones, value))}
      />
      <datalist id={id}>
        {zones.map(({ name, place, offset }) => (
          <option key={name} value={name}>
            {place}, {texts.utc(offset)}
          </option>
        ))}
      </datalist>
    </>
  );
}
