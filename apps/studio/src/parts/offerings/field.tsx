import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { DraftField, OfferingDraft } from '../../offering-draft.js';

/** What each part of the form is given. */
export interface PartProps {
  readonly draft: OfferingDraft;
  readonly change: (part: Partial<OfferingDraft>) => void;
  /** What is wrong with a field, in words. */
  readonly fault: (field: DraftField) => string | undefined;
}

interface WholeNumberProps {
  readonly label: string;
  readonly value: string;
  readonly min: number;
  readonly max: number;
  /** May be left empty. */
  readonly optional?: boolean;
  readonly hint?: string;
  readonly fault: string | undefined;
  readonly onChange: (value: string) => void;
}

/** A whole number between two others, typed or stepped. */
export function WholeNumber({ label, value, min, max, optional, hint, fault, onChange }: WholeNumberProps) {
  return (
    <TextInput
      type="number"
      inputMode="numeric"
      label={label}
      description={hint}
      min={min}
      max={max}
      step={1}
      required={!optional}
      value={value}
      error={fault}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface OneOfProps<Value extends string> {
  readonly legend: string;
  readonly value: Value;
  /** Each that can be chosen, with its words. */
  readonly choices: readonly (readonly [value: Value, words: string])[];
  readonly fault?: string | undefined;
  readonly onChange: (value: Value) => void;
}

/** One of a few, all of them in sight. */
export function OneOf<Value extends string>({ legend, value, choices, fault, onChange }: OneOfProps<Value>) {
  return (
    <fieldset className="one-of">
      <legend>{legend}</legend>
      {choices.map(([one, label]) => (
        <label key={one} className="tick">
          <input
            type="radio"
            name={legend}
            checked={one === value}
            {...(fault && one === value && { 'data-fault': true })}
            onChange={() => onChange(one)}
          />
          <span>{label}</span>
        </label>
      ))}
      {fault && <p className="fault">{fault}</p>}
    </fieldset>
  );
}

/** A part of the form, and what it means in a sentence. */
export function Part({ title, said, children }: { title: string; said?: ReactNode; children: ReactNode }) {
  return (
    <fieldset className="place">
      <legend>{title}</legend>
      {children}
      {said && <p className="private said">{said}</p>}
    </fieldset>
  );
}
