import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { calendarFile, type CalendarEntry } from './calendar-file.js';

const entry: CalendarEntry = {
  appointmentId: '0190a0b0-0000-7000-8000-000000000001',
  host: 'harbour.example',
  organizer: 'hello@harbour.example',
  start: new Date('2027-03-28T08:30:00Z'),
  end: new Date('2027-03-28T09:30:00Z'),
  timeZone: 'Europe/Madrid',
  sequence: 2,
  title: 'Appointment',
  manageUrl: 'https://harbour.example/a/0190a0b0_abc',
  stamp: new Date('2027-01-11T09:00:00Z'),
};
const uid = `${entry.appointmentId}@harbour.example`;
const { content } = calendarFile(entry, 'PUBLISH');

/** What two readers that know nothing of each other make of a file. */
function read(file: string) {
  const [one] = Object.values(nodeIcal.sync.parseICS(file)).filter((item) => item?.type === 'VEVENT');
  const node = one as unknown as {
    uid: string;
    start: Date;
    end: Date;
    sequence: string;
    status: string;
    method: string;
  };
  const calendar = new ICAL.Component(ICAL.parse(file) as unknown[]);
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent')!);
  return [
    {
      uid: node.uid,
      start: node.start.toISOString(),
      end: node.end.toISOString(),
      sequence: Number(node.sequence),
      status: node.status,
      method: node.method,
    },
    {
      uid: event.uid,
      start: event.startDate.toJSDate().toISOString(),
      end: event.endDate.toJSDate().toISOString(),
      sequence: event.sequence,
      status: event.component.getFirstPropertyValue('status'),
      method: calendar.getFirstPropertyValue('method'),
    },
  ];
}

describe('A calendar file (issue 4, item 6)', () => {
  it.each([
    ['after the change in spring', 'Europe/Madrid', '2027-03-28T08:30:00Z', ';TZID=Europe/Madrid:20270328T103000'],
    ['while the clocks change', 'Europe/London', '2027-03-28T00:30:00Z', ':20270328T003000Z'],
    ['in the second of two equal hours', 'Europe/London', '2027-10-31T01:15:00Z', ':20271031T011500Z'],
    ['in a zone with half hours', 'America/St_Johns', '2027-07-01T12:00:00Z', ';TZID=America/St_Johns:20270701T093000'],
    ['under a linked name', 'Asia/Calcutta', '2027-07-01T12:00:00Z', ';TZID=Asia/Calcutta:20270701T173000'],
    ['in UTC', 'Etc/UTC', '2027-07-01T12:00:00Z', ';TZID=Etc/UTC:20270701T120000'],
  ])('is read by two independent readers as the same instants, %s', (_when, timeZone, from, written) => {
    const start = new Date(from);
    const end = new Date(start.getTime() + 3_600_000);
    const file = calendarFile({ ...entry, timeZone, start, end }, 'PUBLISH').content;
    expect(file).toContain(`DTSTART${written}\r\n`);
    const seen = { uid, start: start.toISOString(), end: end.toISOString(), sequence: 2, status: 'CONFIRMED' };
    for (const one of read(file)) expect(one).toEqual({ ...seen, method: 'PUBLISH' });
  });

  it("says its reader's own zone, and names nobody else nor asks anybody to answer", () => {
    expect(content).toContain('TZID:Europe/Madrid');
    expect(content).not.toMatch(/ATTENDEE|LOCATION|DESCRIPTION|RSVP/);
    expect(content).toContain('ORGANIZER:mailto:hello@harbour.example\r\n');
    expect(calendarFile({ ...entry, organizer: null }, 'PUBLISH').content).not.toContain('ORGANIZER');
  });

  it('keeps its UID when the time moves, and counts on', () => {
    const moved = calendarFile({ ...entry, start: new Date('2027-03-29T08:00:00Z'), sequence: 3 }, 'PUBLISH').content;
    for (const one of read(moved)) expect(one).toMatchObject({ uid, sequence: 3 });
  });

  it('takes its own entry out again when the appointment is cancelled', () => {
    for (const one of read(calendarFile(entry, 'CANCEL').content))
      expect(one).toMatchObject({ uid, sequence: 2, status: 'CANCELLED', method: 'CANCEL' });
  });

  it.each([
    'A"\r\nATTENDEE:mailto:eve@evil.example',
    'A\nEND:VEVENT\nBEGIN:VEVENT',
    'A;CN="x":y\\n\nURL:https://evil.example',
  ])('takes %j for a title and no more (published failure: iCalendar injection)', (title) => {
    const file = calendarFile({ ...entry, title }, 'PUBLISH').content;
    const calendar = new ICAL.Component(ICAL.parse(file) as unknown[]);
    const events = calendar.getAllSubcomponents('vevent');
    expect(events).toHaveLength(1);
    const names = (component: ICAL.Component) => component.getAllProperties().map(({ name }) => name);
    const plain = new ICAL.Component(ICAL.parse(content) as unknown[]);
    expect(names(events[0]!)).toEqual(names(plain.getFirstSubcomponent('vevent')!));
    expect(new ICAL.Event(events[0]).uid).toBe(uid);
  });

  it.each([
    ['short', 'Appointment'],
    ['long', 'A very long title, with commas; semicolons and a back\\slash '.repeat(8).trim()],
    ['of letters of two bytes', 'שלום '.repeat(40).trim()],
    ['of signs of four bytes', '\u{1f30a}'.repeat(60)],
  ])('has lines that end and fold by octets as RFC 5545 wants, with a title that is %s', (_what, title) => {
    const file = calendarFile({ ...entry, title }, 'PUBLISH').content;
    for (const line of file.split('\r\n')) {
      expect(line).not.toMatch(/[\n\ufffd]/);
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    }
    const event = new ICAL.Component(ICAL.parse(file) as unknown[]).getFirstSubcomponent('vevent')!;
    expect(new ICAL.Event(event).summary).toBe(title);
  });
});
