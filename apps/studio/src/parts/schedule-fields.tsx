import { TextInput } from '@mantine/core';
import type { AboutSchedule } from '../schedule-about.js';
import { texts } from '../texts/texts.js';
import { TimeZoneField } from './time-zone-field.js';

const words = texts.settings.schedules;

interface ScheduleFieldsProps {
  readonly about: AboutSchedule;
  readonly fault: (path: string) => string | undefined;
  readonly onChange: (about: AboutSchedule) => void;
}

/** What further hours are called, on whose clock they are told, and where one meets in them. */
export function ScheduleFields({ about, fault, onChange }: ScheduleFieldsProps) {
  const change = (part: Partial<AboutSchedule>) => onChange({ ...about, ...part });
  return (
    <>
      <TextInput
        label={words.name}
        required
        maxLength={80}
        value={about.name}
        error={fault('name')}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <TimeZoneField
        label={words.timeZone}
        value={about.timeZone}
        error={fault('timeZone')}
        onChange={(timeZone) => change({ timeZone })}
      />
      <TextInput
        label={words.placeName}
        description={words.placeHint}
        maxLength={120}
        value={about.placeName}
        error={fault('place.name')}
        onChange={(event) => change({ placeName: event.currentTarget.value })}
      />
      <TextInput
        label={words.placeAddress}
        maxLength={170}
        value={about.placeAddress}
        error={fault('place.address')}
        onChange={(event) => change({ placeAddress: event.currentTarget.value })}
      />
    </>
  );
}
