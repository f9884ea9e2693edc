import type { SitePage } from '#contracts';
import type { Ui } from '../document.js';
import { EarlierTime } from '../parts/earlier-time.js';
import { HelpPanel } from '../parts/help-panel.js';
import { MakePasskey } from '../parts/make-passkey.js';
import { NewPin } from '../parts/pin-fields.js';
import { dayAtTime, money, percent, untilWords, zoneName } from '../printing.js';
import { fill } from '../texts/texts.js';
import { Facts, statusText } from './facts.js';
import { isEnding } from './hold-ending.js';
import { noticeHolds } from './notice-holds.js';

type AppointmentPageView = Extract<SitePage, { page: 'appointment' }>;

/** Behind a manage link: how things stand, and what can be done. Each action is a plain form, so it works without a script. */
export function AppointmentPage({ ui, view }: { ui: Ui; view: AppointmentPageView }) {
  const { t, locale } = ui;
  const { managed, token, cancellation, holdUntil, today } = view;
  const notice = noticeHolds(view) ? view.notice : null;
  const { appointment, payment, actions } = managed;
  const words = t.appointment;
  const { attends } = managed;
  const ending = isEnding(view);
  const over = !attends || ['expired', 'declined', 'cancelled'].includes(appointment.status);
  return (
    <div class="loose">
      <div class="stack">
        <h1>{ending ? words.endingTitle : attends ? words.titles[appointment.status] : words.notComing}</h1>
        <p>{ending ? words.ending : statusText(ui, managed, untilWords(holdUntil, today, locale, t.common))}</p>
        {cancellation && <p>{cancelledWords(ui, view)}</p>}
      </div>
      {notice && (
        <p class="note" role="status">
          {words.notices[notice]}
        </p>
      )}
      <p class="hide" role="status" id="soon"></p>
      <HelpPanel ui={ui} practice={appointment.practice.slug} lines={view.helpLines} />
      <Facts ui={ui} view={view} onItsWay={ending} onItsWayBack={isOnItsWayBack(view)} />
      {view.terms && !ending && <p class="soft">{termsWords(ui, view.terms, appointment.timeZone)}</p>}
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

/** What cancelling will cost once it is paid. */
function termsWords(
  { t, locale }: Ui,
  { untilLocal, feePercent }: NonNullable<AppointmentPageView['terms']>,
  timeZone: string,
): string {
  const share = { percent: percent(feePercent, locale) };
  if (untilLocal === null) return fill(t.appointment.termsAtOnce, share);
  const time = dayAtTime(untilLocal, locale, t.common);
  return fill(t.appointment.terms, { time, zone: zoneName(timeZone, t.common.zone), ...share });
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
