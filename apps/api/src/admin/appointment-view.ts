import type { DuePaymentRow } from '#billing';
import type { ReasonKind } from '#booking';
import type { AppointmentView } from '#contracts';
import { locationOf, onTheWall, type AppointmentRow } from '#scheduling';
import { instant } from '#platform';

type Reasons = Partial<Record<ReasonKind, string>>;

/** Which of the reasons staff wrote belongs to which step of the history. */
const reasonOf: Readonly<Record<string, ReasonKind>> = {
  'appointment.cancelled': 'ending',
  'appointment.declined': 'ending',
  'appointment.rules-lifted': 'override',
};

/** An appointment as the practice sees it, told in the zone its client booked in; `reasons` as far as the reader may read them. */
export function appointmentView(
  row: AppointmentRow,
  payment: DuePaymentRow | undefined,
  reasons: Reasons = {},
): AppointmentView {
  // Of several steps of one kind the last is the one whose reason is kept.
  const explained = new Map(row.history.map(({ action }, index) => [reasonOf[action], index]));
  return {
    id: row.id,
    status: row.status,
    sequence: row.sequence,
    start: instant(row.startAt),
    end: instant(row.endAt),
    ...onTheWall(row.startAt, row.timeZone),
    timeZone: row.timeZone,
    atCoach: { ...onTheWall(row.startAt, row.coach.timeZone), timeZone: row.coach.timeZone },
    coach: { id: row.coach.id, name: row.coach.name },
    offering: { id: row.offering.id, name: row.offering.name },
    place: { format: row.format, location: null, from: null, ...locationOf(row) },
    caseId: row.caseId,
    attendances: row.attendances.map(({ left: _, ...one }) => one),
    payment: paymentOf(row, payment),
    ...(row.holdExpiresAt && { holdExpiresAt: instant(row.holdExpiresAt) }),
    ...answerOf(row),
    ...(row.source !== null && { source: row.source }),
    bookedBy: row.bookedBy,
    bookedAt: instant(row.createdAt),
    ...(row.series && { series: row.series }),
    history: row.history.map(({ at, action, actorKind, actorId }, index) => {
      const kind = reasonOf[action];
      const reason = kind && explained.get(kind) === index ? reasons[kind] : undefined;
      const actor = { kind: actorKind, id: actorId };
      return { at: instant(new Date(at)), action, actor, ...(reason !== undefined && { reason }) };
    }),
    moves: row.moves.map(({ from, movedAt, by, takesBack }) => ({
      from: instant(new Date(from)),
      atCoach: onTheWall(new Date(from), row.coach.timeZone),
      movedAt: instant(new Date(movedAt)),
      by,
      takesBack,
    })),
  };
}

function answerOf({ answerDueAt, answer, coach, offering }: AppointmentRow): Pick<AppointmentView, 'answer'> {
  if (answerDueAt === null) return {};
  const atCoach = onTheWall(answerDueAt, coach.timeZone);
  return {
    answer: { dueAt: instant(answerDueAt), atCoach, keptUntilDue: offering.kind === 'couple', decision: answer },
  };
}

function paymentOf({ offering }: AppointmentRow, payment: DuePaymentRow | undefined): AppointmentView['payment'] {
  // Where no payment was agreed on nothing is owed, whatever the offering costs by now.
  if (!payment) return { required: false, amount: { amount: 0, currency: offering.currency } };
  const { amountMinor, currency, status } = payment;
  return { required: amountMinor > 0, amount: { amount: amountMinor, currency }, status };
}
