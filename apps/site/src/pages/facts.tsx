import type { ManagedAppointment } from '#contracts';
import type { Ui } from '../document.js';
import { dayAtTime, money, zoneName } from '../printing.js';

/** An appointment as its client reads it: when, with whom, how, and how its payment stands. */
export function Facts({ ui: { t, locale }, managed }: { ui: Ui; managed: ManagedAppointment }) {
  const { appointment, payment, attendees } = managed;
  const words = t.appointment;
  const owes = payment.required && appointment.status === 'held';
  return (
    <dl class="facts washed">
      <dt>{words.when}</dt>
      <dd>
        <b>{dayAtTime(appointment.local, locale, t.common.dayAtTime)}</b> (
        {zoneName(appointment.timeZone, t.common.zone)})
      </dd>
      <dt>{words.what}</dt>
      <dd>{appointment.offeringName}</dd>
      <dt>{words.withWhom}</dt>
      <dd>{appointment.coachName}</dd>
      {attendees.length > 0 && (
        <>
          <dt>{words.forWhom}</dt>
          <dd>{new Intl.ListFormat(locale).format(attendees)}</dd>
        </>
      )}
      {appointment.format && (
        <>
          <dt>{words.how}</dt>
          <dd>{words[appointment.format]}</dd>
        </>
      )}
      {payment.amount.amount > 0 && (payment.required || payment.status) && (
        <>
          <dt>{owes ? words.toPay : words.payment}</dt>
          <dd>
            {money(payment.amount, locale)}
            {payment.status && <>, {words.payments[payment.status]}</>}
          </dd>
        </>
      )}
    </dl>
  );
}
