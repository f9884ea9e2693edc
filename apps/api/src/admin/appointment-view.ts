import type { DuePaymentRow } from '#billing';
import type { AppointmentView } from '#contracts';
import { onTheWall, type AppointmentRow } from '#scheduling';
import { instant } from '#platform';

/** An appointment as the practice sees it, told in the zone its client booked in. */
export function appointmentView(row: AppointmentRow, payment: DuePaymentRow | undefined): AppointmentView {
  return {
    id: row.id,
    status: row.status,
    start: instant(row.startAt),
    end: instant(row.endAt),
    ...onTheWall(row.startAt, row.timeZone),
    timeZone: row.timeZone,
    atCoach: { ...onTheWall(row.startAt, row.coach.timeZone), timeZone: row.coach.timeZone },
    coach: { id: row.coach.id, name: row.coach.name },
    offering: { id: row.offering.id, name: row.offering.name },
    caseId: row.caseId,
    attendances: [...row.attendances],
    payment: paymentOf(row, payment),
    ...(row.holdExpiresAt && { holdExpiresAt: instant(row.holdExpiresAt) }),
    ...(row.source !== null && { source: row.source }),
    history: row.history.map(({ at, action, actorKind, actorId }) => ({
      at: instant(new Date(at)),
      action,
      actor: { kind: actorKind, id: actorId },
    })),
  };
}

function paymentOf({ offering }: AppointmentRow, payment: DuePaymentRow | undefined): AppointmentView['payment'] {
  // Where no payment was agreed on nothing is owed, whatever the offering costs by now.
  if (!payment) return { required: false, amount: { amount: 0, currency: offering.currency } };
  const { amountMinor, currency, status } = payment;
  return { required: amountMinor > 0, amount: { amount: amountMinor, currency }, status };
}
