import type { Ui } from '../document.js';
import { Input } from '../booking/details.js';

/** Offers to make a passkey; shown by the page's script where the browser can. */
export function MakePasskey({ ui: { t } }: { ui: Ui }) {
  const words = t.passkey;
  return (
    <div class="stack" id="make-passkey" hidden>
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
