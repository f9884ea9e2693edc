import type { ManagedAppointment, PortalAppointment, WhereaboutsView } from '#contracts';
import type { Ui } from '../document.js';
import { dayAtTime, money, wallOf, zoneName } from '../printing.js';
import { How } from '../parts/how.js';
import { fill } from '../texts/texts.js';

interface FactsProps {
  readonly ui: Ui;
  readonly view: {
    readonly managed: ManagedAppointment;
    readonly whereabouts: WhereaboutsView | null;
    readonly today: string;
  };
  /** While a payment is on its way, what became of an earlier try is no news. */
  readonly onItsWay?: boolean;
  /** Money goes back and has not arrived. */
  readonly onItsWayBack?: boolean;
}

/** The first rows of every list of facts: when by the reader's own wall, what, and with whom. */
export function TimeFacts({ ui: { t, locale }, appointment }: { ui: Ui; appointment: TimeGiven }) {
  const words = t.appointment;
  return (
    <>
      <dt>{words.when}</dt>
      <dd>
        <b>{dayAtTime(wallOf(appointment), locale, t.common)}</b> ({zoneName(appointment.timeZone, t.common.zone)})
      </dd>
      <dt>{words.what}</dt>
      <dd>{appointment.offeringName}</dd>
      <dt>{words.withWhom}</dt>
      <dd dir="auto">{appointment.coachName}</dd>
    </>
  );
}

type TimeGiven = Pick<PortalAppointment, 'local' | 'offset' | 'doubled' | 'timeZone' | 'offeringName' | 'coachName'>;

/** An appointment as its client reads it: when, with whom, how, and how its payment stands. */
export function Facts({ ui, view, onItsWay = false, onItsWayBack = false }: FactsProps) {
  const { t, locale } = ui;
  const { appointment, payment, attendees, attends } = view.managed;
  const words = t.appointment;
  const price = payment.agreed ?? payment.amount;
  const amount = money(price, locale);
  return (
    <dl class="facts card">
      <TimeFacts ui={ui} appointment={appointment} />
      {attendees.length > 0 && (
        <>
          <dt>{words.forWhom}</dt>
          <dd dir="auto">{new Intl.ListFormat(locale).format(attendees)}</dd>
        </>
      )}
      {appointment.format && (
        <>
          <dt>{words.how}</dt>
          <dd>
            <How
              ui={ui}
              {...view}
              format={appointment.format}
              expected={attends && appointment.status === 'confirmed'}
            />
          </dd>
        </>
      )}
      {price.amount > 0 && payment.status && appointment.status !== 'pending_approval' && (
        <>
          <dt>{payment.required && appointment.status === 'held' && !onItsWay ? words.toPay : words.payment}</dt>
          <dd>
            {amount}, {onItsWay ? words.onItsWay : onItsWayBack ? words.onItsWayBack : words.payments[payment.status]}
          </dd>
        </>
      )}
      {price.amount > 0 && appointment.status === 'pending_approval' && (
        <>
          <dt>{words.price}</dt>
          <dd>{fill(words.onceAgreed, { amount })}</dd>
        </>
      )}
    </dl>
  );
}

/** What became of a time, in a sentence or two; `time` is until when it is kept. */
export function statusText({ t, locale }: Ui, managed: ManagedAppointment, time: string): string {
  const { attends, payment } = managed;
  const { status, answerAt, timeZone } = managed.appointment;
  const { texts, pendingForTwo, expiredUnanswered, expiredPaid, placeEnded } = t.appointment;
  if (!attends) return placeEnded;
  if (answerAt) {
    const told = dayAtTime(wallOf(answerAt), locale, t.common);
    return fill(pendingForTwo, { time: told, zone: zoneName(timeZone, t.common.zone) });
  }
  if (status === 'expired' && !payment.status) return expiredUnanswered;
  if (status === 'expired' && ['paid', 'partly_refunded', 'refunded'].includes(payment.status!)) return expiredPaid;
  return fill(texts[status], { time });
}
