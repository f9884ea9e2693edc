import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform';
import { AppointmentService, type LeftAt } from '#scheduling';
import { AppointmentCalendar } from './appointment-calendar.js';
import { plainName } from './domain/greeting.js';
import { linkPaths } from './domain/link-paths.js';
import { whenWords } from './domain/when-words.js';
import { secretLeftOut, type Secrets, type Written } from './domain/words.js';
import type { Person } from './gate.js';
import { LinkOrigin } from './link-origin.js';
import type { Message } from './message.entity.js';
import { textsFor } from './texts/texts.js';

interface GivenUp {
  attendanceId: string;
  timeZone: string;
  left: LeftAt;
}

/** The words to one of several people who will not come: of the time as they left it, and nothing of how it goes on. */
@Injectable()
export class WithdrawalWords {
  constructor(
    private readonly appointments: AppointmentService,
    private readonly origin: LinkOrigin,
    private readonly calendars: AppointmentCalendar,
  ) {}

  async of(tx: Tx, message: Message, person: Person, secrets: Secrets): Promise<Written> {
    const given = await this.read(tx, message);
    if (!given) return { stop: { status: 'cancelled', reason: 'not-true-any-more' } };
    const { attendanceId, timeZone, left } = given;
    const texts = textsFor(person.locale);
    const start = new Date(left.start);
    const when = whenWords(start, timeZone, person.locale);
    const token =
      secrets === 'issued' ? await this.appointments.issueManageToken(tx, attendanceId, person.email) : secretLeftOut;
    const manageUrl = `${await this.origin.of(tx, person)}${linkPaths.appointment}${token}`;
    const words = {
      ...texts.withdrawal(plainName(person.name, person.telling) ?? '', when, manageUrl),
      brief: `${texts.briefly.at(when)}. ${texts.briefly.withdrawal}`,
    };
    // Only what was agreed on ever had an entry that could be taken out.
    if (left.status !== 'confirmed') return { words };
    const { causeId: appointmentId } = message;
    const entry = { appointmentId, start, end: new Date(left.end), sequence: left.sequence, timeZone, manageUrl };
    return { words, calendar: this.calendars.file({ ...entry, stamp: tx.now() }, person.locale, 'CANCEL') };
  }

  private read(tx: Tx, { causeId, clientId }: Message): Promise<GivenUp | null> {
    return tx.one<GivenUp>(
      `SELECT id AS "attendanceId", time_zone AS "timeZone", outcome->'left' AS left FROM attendances
       WHERE appointment_id = $1 AND client_id = $2 AND status = 'withdrawn'`,
      [causeId, clientId],
    );
  }
}
