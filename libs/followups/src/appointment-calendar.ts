import { calendarFile, type CalendarEntry } from './calendar-file.js';
import { textsFor } from './texts/texts.js';

/** One person's calendar file of an appointment, named and titled as in their confirmation: neither says what it is about. */
export function appointmentCalendar(entry: Omit<CalendarEntry, 'title'>, locale: string) {
  return { fileName: 'appointment.ics', ...calendarFile({ ...entry, title: textsFor(locale).calendarTitle }) };
}
