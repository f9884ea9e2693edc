import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config, type Tx } from '#platform';
import { AppointmentService } from '#scheduling';
import { AppointmentCalendar } from './appointment-calendar.js';
import { plainName } from './domain/greeting.js';
import { linkPaths } from './domain/link-paths.js';
import { whenWords } from './domain/when-words.js';
import { secretLeftOut, type Secrets, type Written } from './domain/words.js';
import type { Person } from './gate.js';
import { LinkOrigin } from './link-origin.js';
import type { Message } from './message.entity.js';
import { textsFor } from './texts/texts.js';

interface Time {
  id: string;
  startAt: Date;
  endAt: Date;
  attendanceId: string | null;
  timeZone: string | null;
}

/**
 * The words about appointments that were made together: one mail for each person, each time with a page of its own. What was
 * moved, cancelled or begun before it left has words of its own, and is not in it.
 */
@Injectable()
export class SeriesWords {
  private readonly publicUrl: string;

  constructor(
    private readonly appointments: AppointmentService,
    private readonly origin: LinkOrigin,
    private readonly calendars: AppointmentCalendar,
    @Inject(CONFIG) config: Config,
  ) {
    this.publicUrl = config.PUBLIC_URL;
  }

  async of(
    tx: Tx,
    message: Message,
    template: 'series' | 'coach-series',
    person: Person,
    secrets: Secrets,
  ): Promise<Written> {
    const times = await this.read(tx, message);
    if (times.length === 0) return { stop: { status: 'cancelled', reason: 'not-true-any-more' } };
    if (secrets === 'issued') await this.keep(tx, message, times);
    const texts = textsFor(person.locale);
    const when = ({ startAt, timeZone }: Time) => whenWords(startAt, timeZone ?? person.timeZone, person.locale);
    if (template === 'coach-series') {
      const studio = `${this.publicUrl}${linkPaths.studioAppointment}`;
      return { words: texts.coachSeries(times.map((time) => ({ when: when(time), url: `${studio}${time.id}` }))) };
    }
    const pages = `${await this.origin.of(tx, person)}${linkPaths.appointment}`;
    const items: { time: Time; url: string }[] = [];
    for (const time of times) items.push({ time, url: `${pages}${await this.token(tx, time, person, secrets)}` });
    const name = plainName(person.name, person.telling) ?? '';
    const all = times.map((time) => texts.briefly.at(when(time))).join('; ');
    return {
      words: {
        ...texts.series(
          name,
          items.map(({ time, url }) => ({ when: when(time), url })),
        ),
        brief: `${all}. ${texts.briefly.series}`,
      },
      calendar: this.calendars.files(
        items.map(({ time, url }) => ({
          appointmentId: time.id,
          start: time.startAt,
          end: time.endAt,
          timeZone: time.timeZone ?? person.timeZone,
          sequence: 0,
          manageUrl: url,
          stamp: tx.now(),
        })),
        person.locale,
      ),
    };
  }

  /** The link's secret is made here, with the mail; only its hash stays. */
  private async token(tx: Tx, { attendanceId }: Time, { email }: Person, secrets: Secrets): Promise<string> {
    if (secrets === 'left-out' || attendanceId === null) return secretLeftOut;
    return this.appointments.issueManageToken(tx, attendanceId, email);
  }

  /** So that whoever hears of a change later is told it from the time they know. */
  private async keep(tx: Tx, { id }: Message, times: readonly Time[]): Promise<void> {
    await tx.query(
      `INSERT INTO told_appointments (message_id, appointment_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING`,
      [id, times.map((time) => time.id)],
    );
  }

  private read(tx: Tx, { causeId, clientId }: Message): Promise<Time[]> {
    return tx.query<Time>(
      `SELECT a.id, a.start_at AS "startAt", a.end_at AS "endAt", t.id AS "attendanceId", t.time_zone AS "timeZone"
       FROM appointments a
       LEFT JOIN attendances t ON t.practice_id = a.practice_id AND t.appointment_id = a.id AND t.client_id = $2
                              AND t.status = 'accepted'
       WHERE a.series_id = $1 AND a.status = 'confirmed' AND a.sequence = 0 AND a.start_at > $3
         AND ($2::uuid IS NULL OR t.id IS NOT NULL)
       ORDER BY a.start_at`,
      [causeId, clientId, tx.now()],
    );
  }
}
