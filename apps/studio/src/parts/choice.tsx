import type { ReactNode } from 'react';

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly required?: boolean;
  readonly children: ReactNode;
}

/** One of several, chosen with the browser's own list: by keyboard, and with the wheel of a phone. */
export function Choice({ label, value, onChange, required = false, children }: ChoiceProps) {
  return (
    <label className="field">
      <span>{label}</span>
      <select required={required} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {children}
      </select>
    </label>
  );
}
