import type { Ui } from '../document.js';
import { Input } from '../booking/details.js';

/** Offers to make a passkey. It stands there from the first; the page's script takes it away where the browser cannot. */
export function MakePasskey({ ui: { t } }: { ui: Ui }) {
  const words = t.passkey;
  return (
    <div class="scripted stack" id="make-passkey">
      <p>{words.offer}</p>
      <Input
        field="passkey-name"
        label={words.name}
        hint={words.nameHint}
        control={(described) => (
          <input
            id="passkey-name"
            type="text"
            maxLength={60}
            autocomplete="off"
            value={words.usualName}
            aria-describedby={described}
          />
        )}
      />
      <p>
        <button class="btn" type="button" id="make-passkey-button">
          {words.make}
        </button>
      </p>
      <p class="hide" role="status" id="make-passkey-answer"></p>
    </div>
  );
}
