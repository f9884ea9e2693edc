import type { SitePage } from '#contracts';
import type { Ui } from '../document.js';
import { EarlierTime } from '../parts/earlier-time.js';
import { HelpPanel } from '../parts/help-panel.js';
import { MakePasskey } from '../parts/make-passkey.js';
import { NewPin } from '../parts/pin-fields.js';
import { dayAtTime, money, percent, untilWords, zoneName } from '../printing.js';
import { fill } from '../texts/texts.js';
import { Facts, statusText } from './facts.js';

type AppointmentPageView = Extract<SitePage, { page: 'appointment' }>;

/** Behind a manage link: how things stand, and what can be done. Each action is a plain form, so it works without a script. */
export function AppointmentPage({ ui, view }: { ui: Ui; view: AppointmentPageView }) {
  const { t, locale } = ui;
  const { managed, token, notice, cancellation, holdUntil, today } = view;
  const { appointment, payment, actions } = managed;
  const words = t.appointment;
  const { attends } = managed;
  const over = !attends || ['expired', 'declined', 'cancelled'].includes(appointment.status);
  return (
    <div class="loose">
      <div class="stack">
        <h1>{attends ? words.titles[appointment.status] : words.notComing}</h1>
        <p>{statusText(ui, managed, untilWords(holdUntil, today, locale, t.common))}</p>
        {cancellation && <p>{cancelledWords(ui, view)}</p>}
      </div>
      {notice && (
        <p class="note" role="status">
          {words.notices[notice]}
        </p>
      )}
      <p class="hide" role="status" id="soon"></p>
      <HelpPanel ui={ui} practice={appointment.practice.slug} lines={view.helpLines} />
      <Facts ui={ui} view={view} onItsWayBack={isOnItsWayBack(view)} />
      {view.terms && (
        <p class="soft">
          {fill(words.terms, {
            time: dayAtTime(view.terms.untilLocal, locale, t.common),
            zone: zoneName(appointment.timeZone, t.common.zone),
            percent: percent(view.terms.feePercent, locale),
          })}
        </p>
      )}
      <div class="row">
        {actions.includes('checkout') && (
          <form method="post" action={`/a/${token}/checkout`}>
            <button class="btn main" type="submit">
              {fill(words.pay, { amount: money(payment.amount, locale) })}
            </button>
          </form>
        )}
        {actions.includes('hold') && (
          <form method="post" action={`/a/${token}/hold`}>
            <button class="btn" type="submit">
              {words.longer}
            </button>
          </form>
        )}
        {actions.includes('reschedule') && (
          <a class="btn" href={`/a/${token}/move`}>
            {words.move}
          </a>
        )}
        {actions.includes('calendar') && (
          <a class="btn" href={`/a/${token}/calendar.ics`}>
            {words.calendar}
          </a>
        )}
        {view.takesEntryOut && (
          <a class="btn" href={`/a/${token}/calendar.ics`}>
            {words.calendarOut}
          </a>
        )}
        {actions.includes('cancel') && (
          <a class="btn away" href={`/a/${token}/cancel`}>
            {words.cancel}
          </a>
        )}
        {over && (
          <a class="btn main" href={`/${appointment.practice.slug}/book/${appointment.offering}`}>
            {words.another}
          </a>
        )}
      </div>
      {view.moveUntilLocal && (
        <p class="soft small">
          {fill(words.moveUntil, {
            time: dayAtTime(view.moveUntilLocal, locale, t.common),
            zone: zoneName(appointment.timeZone, t.common.zone),
          })}
        </p>
      )}
      <EarlierTime ui={ui} view={view} />
      {actions.length > 0 && <p class="soft small">{words.keep}</p>}
      {actions.includes('cancel') && <p id="mails"></p>}
      {view.offersPrivacy && notice !== 'private-later' && <KeepPrivate ui={ui} view={view} />}
    </div>
  );
}

/** In the browser in which this was booked: a PIN or passkey to choose, or to do without, knowing what that means. */
function KeepPrivate({ ui, view: { token, notice } }: { ui: Ui; view: AppointmentPageView }) {
  const { t } = ui;
  const words = t.keepPrivate;
  const fault = notice === 'weak-pin' || notice === 'two-pins' ? notice : null;
  return (
    <section class="card stack" id="keep-private">
      <h2>{words.title}</h2>
      <p>{words.why}</p>
      <form method="post" action={`/a/${token}/private`} class="stack">
        <NewPin ui={ui} fault={fault} />
        <button class="btn" type="submit">
          {words.keep}
        </button>
      </form>
      <MakePasskey ui={ui} />
      <p>
        <a href={`/a/${token}?notice=private-later`}>{words.later}</a>
      </p>
    </section>
  );
}

/** What cancelling did to the money, in a sentence or two. */
function cancelledWords({ t, locale }: Ui, view: AppointmentPageView): string {
  const { fee, refund } = view.cancellation!;
  const words = t.appointment.cancelled;
  const values = { fee: money(fee, locale), refund: money(refund, locale) };
  if (refund.amount === 0) return fee.amount > 0 ? fill(words.feeOnly, values) : words.nothing;
  const back = fill(fee.amount > 0 ? words.refundPart : words.refundAll, values);
  return isOnItsWayBack(view) ? `${back} ${words.takesDays}` : back;
}

/** Whether the provider has yet to say that the money went back. */
function isOnItsWayBack({ cancellation, managed }: AppointmentPageView): boolean {
  return cancellation !== null && cancellation.refund.amount > 0 && managed.payment.status === 'paid';
}
