import { TextInput } from '@mantine/core';
import { texts } from '../../texts/texts.js';

const words = texts.calendar;

interface LabelFieldProps {
  readonly label: string;
  readonly onLabel: (label: string) => void;
}

/** What blocked time is for, which staff alone read. */
export function LabelField({ label, onLabel }: LabelFieldProps) {
  return (
    <TextInput
      label={words.label}
      description={words.labelHint}
      maxLength={80}
      value={label}
      onChange={(event) => onLabel(event.currentTarget.value)}
    />
  );
}
