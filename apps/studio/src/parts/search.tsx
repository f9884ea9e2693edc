import { TextInput } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';

const pauseMs = 250;

interface SearchProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: ReactNode;
}

/** A field to look for people in, which asks once the typing rests. */
export function Search({ label, value, onChange, error }: SearchProps) {
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onChange(typed), pauseMs);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <TextInput
      label={label}
      type="search"
      maxLength={100}
      value={typed}
      error={error}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
}
