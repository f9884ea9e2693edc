import { ZoneOptions } from '../parts/zone-options.js';
import type { BookerProps } from './booker-props.js';

interface ZoneChooserProps {
  readonly props: Pick<BookerProps, 'texts' | 'slots' | 'zones'>;
  /** Whether the script runs; without it the choice is sent like any form. */
  readonly alive: boolean;
  readonly onZone: (timeZone: string) => void;
}

/** In which zone the times are shown, always there to be changed. */
export function ZoneChooser({ props, alive, onZone }: ZoneChooserProps) {
  const { slots, texts } = props;
  const t = texts.booking;
  return (
    <div class="row">
      <label for="zone">{t.zoneLabel}</label>
      <select
        id="zone"
        name="zone"
        form="zones"
        value={slots.timeZone}
        onChange={(event) => onZone(event.currentTarget.value)}
      >
        <ZoneOptions
          zones={props.zones.includes(slots.timeZone) ? props.zones : [slots.timeZone, ...props.zones]}
          chosen={slots.timeZone}
        />
      </select>
      {!alive && (
        <button class="btn" form="zones" type="submit">
          {t.zoneChange}
        </button>
      )}
    </div>
  );
}
