import { TextInput } from '@mantine/core';
import { texts } from '../texts/texts.js';

/** The deliberate step past the rules of booking; an overlap is never lifted. */
export function LiftChoice({
  words,
  lifts,
  onLift,
}: {
  readonly words: { readonly lift: string; readonly liftHint: string };
  readonly lifts: boolean;
  readonly onLift: (lifts: boolean) => void;
}) {
  return (
    <label className="tick">
      <input type="checkbox" checked={lifts} onChange={(event) => onLift(event.currentTarget.checked)} />
      <span>
        {words.lift} <span className="soft">{words.liftHint}</span>
      </span>
    </label>
  );
}

/** Why the rules were lifted, which the audit keeps. */
export function LiftReason({
  label,
  reason,
  onReason,
}: {
  readonly label: string;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
}) {
  return (
    <TextInput
      label={label}
      description={texts.appointment.reasonHint}
      required
      maxLength={500}
      value={reason}
      onChange={(event) => onReason(event.currentTarget.value)}
    />
  );
}
