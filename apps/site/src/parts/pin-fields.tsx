import type { PinFault } from '#contracts';
import { Input } from '../booking/details.js';
import type { Ui } from '../document.js';

/** A PIN to choose, typed twice. Browsers do not offer to keep it, since others may use the same one. */
export function NewPin({ ui: { t }, fault }: { ui: Ui; fault: PinFault | null }) {
  const words = t.pin;
  return (
    <>
      <PinInput
        id="new-pin"
        name="pin"
        label={words.choose}
        hint={words.chooseHint}
        error={fault === 'weak-pin' ? words.weak : undefined}
      />
      <PinInput
        id="again"
        name="again"
        label={words.again}
        error={fault === 'two-pins' ? words.different : undefined}
      />
    </>
  );
}

interface PinInputProps {
  readonly id: string;
  readonly name: 'pin' | 'again';
  readonly label: string;
  readonly hint?: string;
  readonly error: string | undefined;
}

/** One field for a PIN. */
export function PinInput({ id, name, label, hint, error }: PinInputProps) {
  return (
    <Input
      field={id}
      label={label}
      hint={hint}
      error={error}
      control={(described) => (
        <input
          id={id}
          name={name}
          class="pin"
          type="text"
          inputMode="numeric"
          required
          maxLength={12}
          autocomplete="off"
          autofocus={error !== undefined}
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={described}
        />
      )}
    />
  );
}
