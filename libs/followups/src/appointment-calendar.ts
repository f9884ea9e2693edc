import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '#platform';
import { calendarFile, type CalendarEntry, type CalendarMethod } from './calendar-file.js';
import { tellingWord } from './domain/discreet.js';
import { textsFor } from './texts/texts.js';

/** What a person's entry is made of. */
type Entry = Omit<CalendarEntry, 'title' | 'host' | 'organizer'>;

/** Each person's calendar file of an appointment; neither its name nor its title says what it is about. */
@Injectable()
export class AppointmentCalendar {
  private readonly host: string;
  private readonly organizer: string | null;

  constructor(@Inject(CONFIG) config: Config) {
    this.host = new URL(config.PUBLIC_URL).hostname;
    this.organizer = tellingWord(config.MAIL_FROM) === null ? config.MAIL_FROM : null;
  }

  /** As its mail brings it, and its page once more. */
  file(entry: Entry, locale: string, method: CalendarMethod = 'PUBLISH') {
    return this.files([entry], locale, method);
  }

  /** Several at once, each an entry of its own. */
  files(entries: readonly Entry[], locale: string, method: CalendarMethod = 'PUBLISH') {
    const { host, organizer } = this;
    const title = textsFor(locale).calendarTitle;
    const all = entries.map((entry) => ({ ...entry, host, organizer, title }));
    return { fileName: 'appointment.ics', ...calendarFile(all, method) };
  }
}
