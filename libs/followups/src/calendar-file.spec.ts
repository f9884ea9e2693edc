import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { calendarFile } from './calendar-file.js';

const entry = {
  appointmentId: '0190a0b0-0000-7000-8000-000000000001',
  host: 'harbour.example',
  start: new Date('2027-03-28T00:30:00Z'),
  end: new Date('2027-03-28T01:30:00Z'),
  sequence: 2,
  title: 'Appointment',
  manageUrl: 'https://harbour.example/a/0190a0b0_abc',
  stamp: new Date('2027-01-11T09:00:00Z'),
};

describe('A calendar file', () => {
  const { method, content } = calendarFile(entry);

  it('is read by two independent readers as the same instants, over a clock change too', () => {
    const [one] = Object.values(nodeIcal.sync.parseICS(content)).filter((item) => item?.type === 'VEVENT');
    expect(one).toMatchObject({ uid: `${entry.appointmentId}@harbour.example`, summary: 'Appointment' });
    expect(new Date(String((one as { start: Date }).start.toISOString()))).toEqual(entry.start);
    expect(new Date(String((one as { end: Date }).end.toISOString()))).toEqual(entry.end);

    const calendar = new ICAL.Component(ICAL.parse(content) as unknown[]);
    const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent')!);
    expect(event.uid).toBe(`${entry.appointmentId}@harbour.example`);
    expect(event.sequence).toBe(2);
    expect(event.startDate.toJSDate()).toEqual(entry.start);
    expect(event.endDate.toJSDate()).toEqual(entry.end);
    expect(calendar.getFirstPropertyValue('method')).toBe(method);
  });

  it('names nobody and asks nobody to answer', () => {
    expect(content).not.toMatch(/ATTENDEE|ORGANIZER|LOCATION|DESCRIPTION/);
    expect(method).toBe('PUBLISH');
  });

  it('keeps its UID when the time moves, and counts on', () => {
    const moved = calendarFile({ ...entry, start: new Date('2027-03-29T08:00:00Z'), sequence: 3 }).content;
    const uid = (text: string) => /UID:(\S+)/.exec(text)?.[1];
    expect(uid(moved)).toBe(uid(content));
    expect(moved).toContain('SEQUENCE:3');
  });

  it.each([
    'A"\r\nATTENDEE:mailto:eve@evil.example',
    'A\nEND:VEVENT\nBEGIN:VEVENT',
    'A;CN="x":y\\n\nURL:https://evil.example',
  ])('takes %j for a title and no more (published failure: iCalendar injection)', (title) => {
    const calendar = new ICAL.Component(ICAL.parse(calendarFile({ ...entry, title }).content) as unknown[]);
    const events = calendar.getAllSubcomponents('vevent');
    expect(events).toHaveLength(1);
    const names = (component: ICAL.Component) => component.getAllProperties().map(({ name }) => name);
    const plain = new ICAL.Component(ICAL.parse(content) as unknown[]);
    expect(names(events[0]!)).toEqual(names(plain.getFirstSubcomponent('vevent')!));
    expect(new ICAL.Event(events[0]).uid).toBe(`${entry.appointmentId}@harbour.example`);
  });

  it.each([
    ['short', 'Appointment'],
    ['long', 'A very long title, with commas; semicolons and a back\\slash '.repeat(8).trim()],
    ['of letters of two bytes', 'שלום '.repeat(40).trim()],
    ['of signs of four bytes', '\u{1f30a}'.repeat(60)],
  ])('has lines that end and fold by octets as RFC 5545 wants, with a title that is %s', (_what, title) => {
    const file = calendarFile({ ...entry, title }).content;
    for (const line of file.split('\r\n')) {
      expect(line).not.toMatch(/[\n\ufffd]/);
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    }
    const event = new ICAL.Component(ICAL.parse(file) as unknown[]).getFirstSubcomponent('vevent')!;
    expect(new ICAL.Event(event).summary).toBe(title);
  });
});
