import { TextInput } from '@mantine/core';
import { texts } from '../../texts/texts.js';

const words = texts.calendar.off;

/** Whole dates, the first and the last. */
export interface Dates {
  readonly from: string;
  readonly to: string;
}

interface DateFieldsProps {
  readonly dates: Dates;
  readonly fault: (path: string) => string | undefined;
  readonly onChange: (dates: Dates) => void;
}

/** A first and a last day. */
export function DateFields({ dates, fault, onChange }: DateFieldsProps) {
  const field = (at: 'from' | 'to', label: string) => (
    <TextInput
      type="date"
      label={label}
      required
      min={at === 'to' ? dates.from : undefined}
      value={dates[at]}
      error={fault(at)}
      onChange={({ currentTarget: { value } }) => onChange({ ...dates, [at]: value })}
    />
  );
  return (
    <div className="row start">
      {field('from', words.first)}
      {field('to', words.last)}
    </div>
  );
}
