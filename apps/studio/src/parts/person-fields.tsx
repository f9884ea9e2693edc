import { TextInput } from '@mantine/core';
import type { ParticipantCreate } from '#contracts';
import { texts } from '../texts/texts.js';
import { TimeZoneField } from './time-zone-field.js';

const words = texts.case;

interface PersonFieldsProps {
  readonly person: ParticipantCreate;
  readonly onChange: (person: ParticipantCreate) => void;
  readonly fault: (field: keyof ParticipantCreate) => string | undefined;
}

/** Name, address and zone of a person the practice adds. */
export function PersonFields({ person, onChange, fault }: PersonFieldsProps) {
  const field = (name: keyof ParticipantCreate) => ({
    label: words[name],
    required: true,
    value: person[name],
    error: fault(name),
    onChange: (event: { currentTarget: HTMLInputElement }) =>
      onChange({ ...person, [name]: event.currentTarget.value }),
  });
  return (
    <>
      <TextInput {...field('name')} autoComplete="off" />
      <TextInput {...field('email')} type="email" autoComplete="off" />
      <TimeZoneField
        label={words.timeZone}
        value={person.timeZone}
        error={fault('timeZone')}
        onChange={(timeZone) => onChange({ ...person, timeZone })}
      />
    </>
  );
}
