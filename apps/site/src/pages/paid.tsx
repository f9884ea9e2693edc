import type { SitePage } from '#contracts';
import type { Ui } from '../document.js';
import { HelpPanel } from '../parts/help-panel.js';
import { untilWords } from '../printing.js';
import { fill } from '../texts/texts.js';
import { Facts, statusText } from './facts.js';
import { isEnding } from './hold-ending.js';

type PaidPageView = Extract<SitePage, { page: 'paid' }>;

/** Whether a payment is still on its way to us. */
export const isWaiting = ({ managed: { appointment, payment } }: PaidPageView): boolean =>
  appointment.status === 'held' && payment.required && payment.status !== 'paid';

/** Back from paying: says calmly how it stands, and looks again by itself while the payment is on its way. */
export function PaidPage({ ui, view }: { ui: Ui; view: PaidPageView }) {
  const { t, locale } = ui;
  const { appointment } = view.managed;
  const words = t.paid;
  const address = `/a/${view.token}`;
  const waiting = isWaiting(view);
  const time = isEnding(view) ? '' : untilWords(view.holdUntil, view.today, locale, t.common);
  const waitingText = time ? fill(words.waiting, { time }) : words.waitingNoTime;
  return (
    <div class="loose">
      <div class="stack" aria-live="polite">
        <h1>
          {waiting
            ? words.waitingTitle
            : appointment.status === 'confirmed'
              ? words.title
              : t.appointment.titles[appointment.status]}
        </h1>
        <p>
          {waiting
            ? waitingText
            : appointment.status === 'confirmed'
              ? words.confirmed
              : statusText(ui, view.managed, time)}
        </p>
      </div>
      <HelpPanel ui={ui} practice={appointment.practice.slug} lines={view.helpLines} />
      <Facts ui={ui} view={view} onItsWay={waiting} />
      {waiting ? (
        <>
          <p>
            <a class="btn main" href={`${address}/paid`}>
              {words.look}
            </a>
          </p>
          <p>
            <a href={address}>{words.next}</a>
          </p>
        </>
      ) : (
        <p>
          <a class="btn main" href={address}>
            {words.next}
          </a>
        </p>
      )}
      {view.managed.actions.includes('cancel') && <p id="mails"></p>}
    </div>
  );
}
