import { Inject, Injectable } from '@nestjs/common';
import { AppointmentService } from '#scheduling';
import { CONFIG, type Config, type Tx } from '#platform';
import { AppointmentCalendar } from './appointment-calendar.js';
import type { CalendarMethod } from './calendar-file.js';
import { CancelledMoney } from './cancelled-money.js';
import { plainName } from './domain/greeting.js';
import { linkPaths } from './domain/link-paths.js';
import { isOfNow, stepOf } from './domain/steps.js';
import type { TemplateName } from './domain/templates.js';
import { whenWords } from './domain/when-words.js';
import type { Person } from './gate.js';
import { LinkOrigin } from './link-origin.js';
import { secretLeftOut, type Secrets, type Written } from './domain/words.js';
import type { Message } from './message.entity.js';
import { textsFor } from './texts/texts.js';
import { toldBefore } from './told-before.js';

type AppointmentTemplate = Exclude<
  TemplateName,
  | 'series'
  | 'coach-series'
  | 'form'
  | 'sign-in'
  | 'invitation'
  | 'joining'
  | 'reset'
  | 'step'
  | 'withdrawal'
  | 'waitlist-confirm'
  | 'waitlist-offer'
>;

/** In which states of its appointment a message is still true. */
const trueIn: Record<AppointmentTemplate, readonly string[]> = {
  confirmation: ['confirmed'],
  reminder: ['confirmed'],
  request: ['pending_approval'],
  approved: ['held'],
  declined: ['declined'],
  expired: ['expired'],
  cancellation: ['cancelled'],
  moved: ['confirmed'],
  relocated: ['confirmed'],
  restored: ['confirmed'],
  refunded: ['expired', 'cancelled', 'declined'],
  'coach-booked': ['confirmed'],
  'coach-request': ['pending_approval'],
  'coach-expired': ['expired'],
  'coach-cancelled': ['cancelled'],
  'coach-moved': ['confirmed'],
  'coach-restored': ['confirmed'],
  'coach-withdrawn': ['held', 'pending_approval', 'confirmed'],
};

interface Facts {
  status: string;
  sequence: number;
  startAt: Date;
  endAt: Date;
  closedAt: Date | null;
  /** When staff last said anew where it takes place. */
  relocatedAt: Date | null;
  /** What it was until it was cancelled. */
  cancelledFrom: string | null;
  /** Set where it was held for a payment. */
  heldAt: Date | null;
  /** Until when it is held. */
  holdExpiresAt: Date | null;
  /** When a request ends without an answer, and one for two is answered, whatever the answer is. */
  answerDueAt: Date | null;
  joint: boolean;
  /** Money came in, be it late. */
  wasPaid: boolean;
  attendanceId: string | null;
  attendeeZone: string | null;
}

/** The words about an appointment, each person in their own zone. */
@Injectable()
export class AppointmentWords {
  private readonly publicUrl: string;

  constructor(
    private readonly appointments: AppointmentService,
    private readonly origin: LinkOrigin,
    private readonly money: CancelledMoney,
    private readonly calendars: AppointmentCalendar,
    @Inject(CONFIG) config: Config,
  ) {
    this.publicUrl = config.PUBLIC_URL;
  }

  async of(
    tx: Tx,
    message: Message,
    template: AppointmentTemplate,
    person: Person,
    secrets: Secrets,
  ): Promise<Written> {
    const facts = await this.read(tx, message);
    // A payment that came late has words of its own.
    const paidLate = template === 'expired' && facts?.wasPaid;
    if (!facts || paidLate || !trueIn[template].includes(facts.status))
      return { stop: { status: 'cancelled', reason: 'not-true-any-more' } };
    if (!isOfNow(template, message.step, facts)) return { stop: { status: 'cancelled', reason: 'moved' } };
    const texts = textsFor(person.locale);
    const timeZone = facts.attendeeZone ?? person.timeZone;
    const when = whenWords(facts.startAt, timeZone, person.locale);
    const toldAt = saysWhatStands(template, message.step, facts) ? await toldBefore(tx, message) : null;
    // They know: it came back to the time they heard of last, or another word of its move was faster.
    if (toldAt?.getTime() === facts.startAt.getTime())
      return { stop: { status: 'cancelled', reason: 'not-true-any-more' } };
    const before = toldAt && whenWords(toldAt, timeZone, person.locale);
    // What has no instant of its own is over once it begins.
    const then = (instant: Date | null) => whenWords(instant ?? facts.startAt, timeZone, person.locale);
    const studioUrl = `${this.publicUrl}${linkPaths.studioAppointment}${message.causeId}`;
    switch (template) {
      case 'coach-booked':
        return { words: texts.coachBooked(when, studioUrl) };
      case 'coach-request':
        return { words: texts.coachRequest(when, then(facts.answerDueAt), studioUrl) };
      case 'coach-withdrawn':
        return { words: texts.coachWithdrawn(when, studioUrl) };
      case 'coach-expired':
        return { words: facts.heldAt ? texts.coachHeldInVain(when, studioUrl) : texts.coachExpired(when, studioUrl) };
      case 'coach-cancelled':
        return { words: texts.coachCancelled(when, studioUrl) };
      case 'coach-moved':
        return { words: before ? texts.coachMoved(when, before, studioUrl) : texts.coachBooked(when, studioUrl) };
      case 'coach-restored':
        return { words: texts.coachRestored(when, studioUrl) };
      default: {
        if (!facts.attendanceId) return { stop: { status: 'cancelled', reason: 'not-attending' } };
        // The link's secret is made here, with the mail; only its hash stays.
        const token =
          secrets === 'issued'
            ? await this.appointments.issueManageToken(tx, facts.attendanceId, person.email)
            : secretLeftOut;
        const url = `${await this.origin.of(tx, person)}${linkPaths.appointment}${token}`;
        const calendar = (method: CalendarMethod) =>
          this.calendars.file(
            {
              appointmentId: message.causeId,
              start: facts.startAt,
              end: facts.endAt,
              timeZone,
              sequence: facts.sequence,
              manageUrl: url,
              stamp: tx.now(),
            },
            person.locale,
            method,
          );
        const brief = `${texts.briefly.at(when)}. ${texts.briefly[template]}`;
        const name = plainName(person.name, person.telling) ?? '';
        switch (template) {
          case 'cancellation': {
            const reader = { clientId: message.clientId!, locale: person.locale };
            const money = await this.money.words(tx, message.causeId, reader, texts);
            const words = { ...texts.cancellation(name, when, url, money), brief };
            // Only what was agreed on ever had an entry that could be taken out.
            return facts.cancelledFrom === 'confirmed' ? { words, calendar: calendar('CANCEL') } : { words };
          }
          case 'moved': {
            // Who never heard of a time before hears of this one as everybody does at first.
            if (!before)
              return { words: { ...texts.confirmation(name, when, url), brief }, calendar: calendar('PUBLISH') };
            return { words: { ...texts.moved(name, when, before, url), brief }, calendar: calendar('PUBLISH') };
          }
          case 'relocated': {
            // Of a move that may still be taken back they have not heard: it is about the time they know.
            const known = await toldBefore(tx, message);
            if (!known) return { stop: { status: 'cancelled', reason: 'not-true-any-more' } };
            const at = whenWords(known, timeZone, person.locale);
            return {
              words: {
                ...texts.relocated(name, at, url),
                brief: `${texts.briefly.at(at)}. ${texts.briefly.relocated}`,
              },
            };
          }
          case 'confirmation':
          case 'restored':
            return { words: { ...texts[template](name, when, url), brief }, calendar: calendar('PUBLISH') };
          case 'request': {
            const answer = facts.joint ? then(facts.answerDueAt) : null;
            return { words: { ...texts.request(name, when, answer, url), brief } };
          }
          case 'approved':
            return { words: { ...texts.approved(name, when, then(facts.holdExpiresAt), url), brief } };
          case 'expired':
            return { words: { ...texts[facts.heldAt ? 'heldInVain' : template](name, when, url), brief } };
          default:
            return { words: { ...texts[template](name, when, url), brief } };
        }
      }
    }
  }

  private read(tx: Tx, message: Message): Promise<Facts | null> {
    return tx.one<Facts>(
      `SELECT a.status, a.sequence, a.start_at AS "startAt", a.end_at AS "endAt", a.closed_at AS "closedAt",
              a.relocated_at AS "relocatedAt",
              a.cancelled_from AS "cancelledFrom", a.held_at AS "heldAt",
              a.hold_expires_at AS "holdExpiresAt", a.answer_due_at AS "answerDueAt", o.kind = 'couple' AS joint,
              EXISTS (SELECT 1 FROM payments p WHERE p.cause_id = a.id AND p.paid_at IS NOT NULL) AS "wasPaid", t.id AS "attendanceId",
              t.time_zone AS "attendeeZone"
       FROM appointments a JOIN offerings o ON o.id = a.offering_id
       LEFT JOIN attendances t ON t.practice_id = a.practice_id AND t.appointment_id = a.id AND t.client_id = $2
                              AND t.status = 'accepted'
       WHERE a.id = $1`,
      [message.causeId, message.clientId],
    );
  }
}

/** Of a move there is one word, and of what was agreed on after a move too; any other may come beside those that were sent. */
function saysWhatStands(template: AppointmentTemplate, step: string, now: Facts): boolean {
  if (template === 'moved' || template === 'coach-moved') return true;
  const first = template === 'confirmation' || template === 'coach-booked';
  return first && now.sequence > 0 && step === stepOf(template, now);
}
