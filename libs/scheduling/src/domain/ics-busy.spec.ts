import ical from 'node-ical';
import { busyBut, NoBusyTime, readBusy, type BusyAsked } from './ics-busy.js';
import { isZone } from './zone-name.js';
import { windowsZones } from './windows-zones.js';

const asked: BusyAsked = {
  timeZone: 'Europe/Paris',
  range: { start: Date.parse('2027-03-01T00:00:00Z'), end: Date.parse('2027-05-01T00:00:00Z') },
  mostEntries: 1_000,
  mostOccurrences: 2_000,
};
const file = (...lines: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:one', ...lines, 'END:VEVENT'];

function read(text: string, more: Partial<BusyAsked> = {}) {
  const steps = readBusy(text, { ...asked, ...more });
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}
const spans = (...lines: string[]) =>
  busyBut(read(file(...lines)), new Set()).map(({ start, end }) =>
    [start, end].map((instant) => new Date(instant).toISOString().slice(5, 16)).join(' '),
  );
const faultsOf = (...lines: string[]) => [...read(file(...lines)).faults];

describe('Busy time of a calendar file (issue 4, item 7)', () => {
  it('keeps its hour on the wall across a clock change, with exceptions, a moved occurrence and one more', () => {
    expect(
      spans(
        ...event(
          'DTSTART;TZID=Europe/Paris:20270315T090000',
          'DTEND;TZID=Europe/Paris:20270315T100000',
          'RRULE:FREQ=WEEKLY;COUNT=5',
          'EXDATE;TZID=Europe/Paris:20270322T090000',
          'RDATE;TZID=Europe/Paris:20270401T090000',
        ),
        ...event(
          'RECURRENCE-ID;TZID=Europe/Paris:20270405T090000',
          'DTSTART;TZID=Europe/Paris:20270405T150000',
          'DURATION:PT30M',
        ),
      ),
    ).toEqual([
      '03-15T08:00 03-15T09:00',
      '03-29T07:00 03-29T08:00', // after the change
      '04-01T07:00 04-01T08:00',
      '04-05T13:00 04-05T13:30',
      '04-12T07:00 04-12T08:00',
    ]);
  });

  it('counts a change of all that follow for the occurrence that it names, and tells that the rest is not followed', () => {
    const changed = [
      ...event('DTSTART:20270315T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=3'),
      ...event('RECURRENCE-ID;RANGE=THISANDFUTURE:20270316T090000Z', 'DTSTART:20270316T140000Z', 'DURATION:PT1H'),
    ];
    expect(spans(...changed)).toEqual([
      '03-15T09:00 03-15T10:00',
      '03-16T14:00 03-16T15:00',
      '03-17T09:00 03-17T10:00',
    ]);
    expect(faultsOf(...changed)).toEqual(['entry-not-readable']);
  });

  it('follows the zone of each entry, not the one that the file makes up under that name', () => {
    const made = ['BEGIN:VTIMEZONE', 'TZID:America/New_York', 'BEGIN:STANDARD', 'DTSTART:19700101T000000'].concat([
      'TZOFFSETFROM:+0900',
      'TZOFFSETTO:+0900',
      'END:STANDARD',
      'END:VTIMEZONE',
    ]);
    for (const zone of [
      'America/New_York',
      '"America/New_York"',
      '/maker/2020/America/New_York',
      'Eastern Standard Time',
    ])
      expect(
        spans(...made, ...event(`DTSTART;TZID=${zone}:20270315T090000`, `DTEND;TZID=${zone}:20270315T093000`)),
      ).toEqual(['03-15T13:00 03-15T13:30']);
  });

  it('reads times without a zone, and whole dates, where the coach is', () => {
    expect(spans(...event('DTSTART:20270315T090000', 'DURATION:PT1H'))).toEqual(['03-15T08:00 03-15T09:00']);
    expect(spans(...event('DTSTART;VALUE=DATE:20270328'))).toEqual(['03-27T23:00 03-28T22:00']); // 23 hours long
    expect(spans(...event('DTSTART;VALUE=DATE:20270327', 'DTEND;VALUE=DATE:20270330'))).toEqual([
      '03-26T23:00 03-29T22:00',
    ]);
    expect(
      spans(...event('DTSTART;VALUE=DATE:20270326', 'RRULE:FREQ=DAILY;UNTIL=20270328', 'EXDATE;VALUE=DATE:20270327')),
    ).toEqual(['03-25T23:00 03-26T23:00', '03-27T23:00 03-28T22:00']);
  });

  it('tells of a zone that nobody knows, and counts the entry where the coach is', () => {
    const lost = event('DTSTART;TZID=Middle-earth/Bree:20270315T090000', 'DURATION:PT1H');
    expect(spans(...lost)).toEqual(['03-15T08:00 03-15T09:00']);
    expect(faultsOf(...lost)).toEqual(['zone-not-known']);
  });

  it('leaves out what is shown as free, called off, of no length, or no entry at all', () => {
    const when = ['DTSTART:20270315T090000Z', 'DTEND:20270315T100000Z'];
    for (const free of ['TRANSP:TRANSPARENT', 'STATUS:CANCELLED', 'X-MICROSOFT-CDO-BUSYSTATUS:FREE'])
      expect(spans(...event(...when, free))).toEqual([]);
    expect(spans(...event('DTSTART:20270315T090000Z'))).toEqual([]);
    expect(spans('BEGIN:VTODO', 'UID:two', ...when, 'END:VTODO')).toEqual([]);
    expect(
      spans(...event(...when, 'STATUS:TENTATIVE', 'BEGIN:VALARM', 'TRIGGER:-PT15M', 'DURATION:PT9H', 'END:VALARM')),
    ).toEqual(['03-15T09:00 03-15T10:00']);
  });

  it('ends a series where it says, by date, by instant or on the wall, and drops a called-off occurrence', () => {
    const series = (until: string) =>
      event('DTSTART;TZID=Europe/Paris:20270327T090000', 'DURATION:PT1H', `RRULE:FREQ=DAILY;UNTIL=${until}`);
    for (const until of ['20270328', '20270328T070000Z', '20270328T090000'])
      expect(spans(...series(until))).toHaveLength(2);
    for (const until of ['20270327', '20270328T065959Z', '20270328T085959'])
      expect(spans(...series(until))).toHaveLength(1);
    const off = event('RECURRENCE-ID:20270328T070000Z', 'DTSTART:20270328T070000Z', 'STATUS:CANCELLED');
    expect(spans(...series('20270328'), ...off)).toHaveLength(1);
  });

  it('sees what began long before the range and reaches into it, and series older than any of us', () => {
    expect(spans(...event('DTSTART:20260101T000000Z', 'DTEND:20270302T000000Z'))).toEqual(['03-01T00:00 03-02T00:00']);
    expect(spans(...event('DTSTART:19010104T090000Z', 'DURATION:P1D', 'RRULE:FREQ=MONTHLY;BYMONTHDAY=4'))).toEqual([
      '03-04T09:00 03-05T09:00',
      '04-04T09:00 04-05T09:00',
    ]);
  });

  it('takes published free/busy lists', () => {
    expect(
      spans(
        'BEGIN:VFREEBUSY',
        'FREEBUSY;FBTYPE=BUSY:20270315T090000Z/PT1H,20270316T090000Z/20270316T093000Z',
        'FREEBUSY;FBTYPE=FREE:20270317T090000Z/PT1H',
        'END:VFREEBUSY',
      ),
    ).toEqual(['03-15T09:00 03-15T10:00', '03-16T09:00 03-16T09:30']);
  });

  it('unfolds lines wherever they were broken, and cares for no letter case', () => {
    expect(
      spans(...event('DTSTART;TZID=Europe/P', ' aris:2027031', '\t5T090000', 'dtend:20270315T090', ' 000Z')),
    ).toEqual(['03-15T08:00 03-15T09:00']);
  });

  it('knows its entries by name, so that ours can be left out', () => {
    const two = read(
      file(
        ...event('DTSTART:20270315T090000Z', 'DURATION:PT1H'),
        ...event('DTSTART:20270316T090000Z', 'DURATION:PT1H').map((line) => line.replace('one', 'ours')),
      ),
    );
    expect(busyBut(two, new Set(['ours']))).toHaveLength(1);
  });

  it.each([
    ['repeats-too-often', ['DTSTART:19700101T000000Z', 'DURATION:PT1S', 'RRULE:FREQ=SECONDLY']],
    ['entry-not-readable', ['DTSTART:20271399T000000Z']],
    ['entry-not-readable', ['DTSTART:20270315T090000Z', 'DTEND:soon']],
    ['entry-not-readable', ['DTSTART:20270315T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=NEVER']],
    [
      'entry-not-readable',
      [
        'DTSTART:20270315T090000Z',
        ...Array.from({ length: 400 }, () => `EXDATE:${'20270315T090000Z,'.repeat(30)}20270315T090000Z`),
      ],
    ],
    ['entry-not-readable', ['SUMMARY:when?']],
  ])('tells of %s and counts the rest', (fault, lines) => {
    const good = event('DTSTART:20270410T090000Z', 'DURATION:PT1H');
    expect(faultsOf(...event(...lines), ...good)).toEqual([fault]);
    expect(spans(...event(...lines), ...good)).toContain('04-10T09:00 04-10T10:00');
  });

  it.each([
    ['is none', 'not-a-calendar', '<!doctype html><title>Sign in</title>'],
    ['is empty', 'not-a-calendar', ''],
    ['was cut off', 'not-a-calendar', file(...event('DTSTART:20270315T090000Z')).replace('END:VCALENDAR', '')],
    ['has parts that do not fit', 'not-a-calendar', file('BEGIN:VEVENT', 'END:VTODO')],
    [
      'has too many entries',
      'too-much',
      file(...Array.from({ length: 1_001 }, () => event('DTSTART:20270315T090000Z').join('\r\n'))),
    ],
    [
      'comes to too many times',
      'too-much',
      file(
        ...event(
          'DTSTART:19700101T000000Z',
          'DURATION:PT1M',
          'RRULE:FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23;BYMINUTE=0,30',
        ),
      ),
    ],
  ])('counts nothing of a file that %s', (_how, fault, text) => {
    expect(() => read(text)).toThrow(new NoBusyTime(fault as NoBusyTime['fault']));
  });

  it('rests between any two times that one entry names, so that nobody waits for a long one', () => {
    const dates = Array.from({ length: 200 }, () => '20270315T090000Z').join(',');
    const lines = ['EXDATE', 'RDATE'].flatMap((name) => Array.from({ length: 10 }, () => `${name}:${dates}`));
    const steps = [...readBusy(file(...event('DTSTART:20270315T090000Z', ...lines)), asked)];
    expect(steps.length).toBeGreaterThan(2 * 4_000);
  });

  it('counts every character against an entry: lines that say nothing are not kept by the thousand', () => {
    const lines = Array.from({ length: 40_000 }, () => 'EXDATE:');
    const good = event('DTSTART:20270410T090000Z', 'DURATION:PT1H');
    const steps = [...readBusy(file(...event('DTSTART:20270315T090000Z', ...lines), ...good), asked)];
    expect(steps.length).toBeGreaterThan(40_000);
    expect(spans(...event('DTSTART:20270315T090000Z', ...lines), ...good)).toEqual(['04-10T09:00 04-10T10:00']);
  });

  it('says the same as another parser of a calendar as people keep them', () => {
    const text = file(
      ...event(
        'DTSTART;TZID=America/New_York:20270301T170000',
        'DTEND;TZID=America/New_York:20270301T180000',
        'RRULE:FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20270420T035959Z',
        'EXDATE;TZID=America/New_York:20270308T170000',
      ),
      ...event(
        'RECURRENCE-ID;TZID=America/New_York:20270311T170000',
        'DTSTART;TZID=America/New_York:20270312T080000',
        'DTEND;TZID=America/New_York:20270312T090000',
      ),
    );
    const [entry] = Object.values(ical.sync.parseICS(text)).filter((one) => one?.type === 'VEVENT');
    if (!entry || entry.type !== 'VEVENT') throw new Error('The other parser found nothing.');
    const theirs = ical.expandRecurringEvent(entry, {
      from: new Date(asked.range.start),
      to: new Date(asked.range.end),
    });
    const ours = busyBut(read(text), new Set());
    expect(ours.map(({ start }) => new Date(start).toISOString())).toEqual(
      theirs.map(({ start }) => new Date(start).toISOString()).sort(),
    );
    expect(ours).toHaveLength(14);
  });

  it('knows what Windows calls every zone', () => {
    for (const zone of windowsZones.values()) expect([zone, isZone(zone)]).toEqual([zone, true]);
    expect(windowsZones.get('w. europe standard time')).toBe('Europe/Berlin');
  });
});
