import { ZoneOptions } from '../parts/zone-options.js';
import type { BookerProps } from './booker-props.js';

interface ZoneChooserProps {
  readonly props: Pick<BookerProps, 'texts' | 'slots' | 'zones'>;
  readonly id: string;
  /** The form that the choice is sent by. */
  readonly form?: string;
  /** Whether the script runs; without it the form has a button of its own. */
  readonly alive: boolean;
  readonly onZone: (timeZone: string) => void;
}

/** In which zone the times are shown, always there to be changed. */
export function ZoneChooser({ props, id, form, alive, onZone }: ZoneChooserProps) {
  const { slots, texts } = props;
  const t = texts.booking;
  return (
    <div class="row">
      <label for={id}>{t.zoneLabel}</label>
      <select
        id={id}
        {...(form && { name: 'zone', form })}
        value={slots.timeZone}
        onChange={(event) => onZone(event.currentTarget.value)}
      >
        <ZoneOptions
          zones={props.zones.includes(slots.timeZone) ? props.zones : [slots.timeZone, ...props.zones]}
          chosen={slots.timeZone}
        />
      </select>
      {form && !alive && (
        <button class="btn" form={form} type="submit">
          {t.zoneChange}
        </button>
      )}
    </div>
  );
}
