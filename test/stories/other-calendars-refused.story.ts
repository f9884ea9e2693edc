import { IcsServer } from '../support/ics-server.js';
import type { GivenPractice } from '../support/given.js';
import { useTestApp } from '../support/test-app.js';

const calendars = new IcsServer();
beforeAll(() => calendars.start());
const app = useTestApp({}, calendars.ways);
afterAll(() => calendars.stop());
const { given } = app;

const pathOf = ({ coach }: GivenPractice) => `/coaches/${coach.id}/calendar-feeds`;
const adds = (practice: GivenPractice, address: string) =>
  app.as(practice).post(pathOf(practice)).send({ label: 'Private', address });

interface Feed {
  readonly id: string;
  readonly fault: { code: string; text: string } | null;
}

/** The longest that a plain question had to wait while something else was done, and how many were answered. */
async function longestWaitDuring(work: () => Promise<unknown>): Promise<{ longestMs: number; answered: number }> {
  let [longestMs, answered, over] = [0, 0, false];
  const asking = (async () => {
    while (!over) {
      const began = performance.now();
      await app.visitor.get('/healthz').expect(200);
      longestMs = Math.max(longestMs, performance.now() - began);
      answered += 1;
    }
  })();
  await work();
  over = true;
  await asking;
  return { longestMs, answered };
}

const entry = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:bomb', ...lines, 'END:VEVENT', ''].join('\r\n');
const file = (...parts: string[]) => ['BEGIN:VCALENDAR\r\nVERSION:2.0\r\n', ...parts, 'END:VCALENDAR\r\n'].join('');

describe("The address of a coach's other calendar (issue 4, item 7)", () => {
  it('that leads inside is refused before it is kept (published failure: SSRF in logo or feed fetch)', async () => {
    const practice = await given.practice();
    calendars.serves();
    const inside = [
      '169.254.169.254',
      '10.0.0.1',
      '[::1]',
      '2130706433x',
      '0xa9fea9fe',
      '[::ffff:169.254.169.254]',
      'localhost',
      'db.internal',
      'redis',
    ];
    for (const host of inside) {
      const answer = await adds(practice, `https://${host}/`);
      expect([host, answer.status]).toEqual([host, 400]);
      expect(answer.body).toMatchObject({
        errors: [{ path: 'address', message: expect.stringMatching(/public internet|not a web address/) }],
      });
    }
    for (const address of [
      'http://calendar.example/',
      'https://ana:pass@calendar.example/',
      'https://calendar.example:6379/',
      'file:///etc/passwd',
      'calendar',
    ])
      expect(await adds(practice, address)).toBeProblem(400, '/problems/invalid');
    expect(calendars.asked).toEqual([]);
    expect(await app.rows(practice, 'calendar_feeds')).toEqual([]);
  });

  it('whose name leads inside, or that is sent on to inside, reaches nothing, and its coach reads why', async () => {
    const practice = await given.practice();
    calendars.serves();
    const named = await adds(practice, calendars.address('/', 'calendar.inside.example'));
    const text = expect.stringContaining('public internet');
    expect(named.body).toMatchObject({ lastSyncedAt: null, fault: { code: 'address-not-public', text } });
    expect(calendars.asked).toEqual([]);

    const { id } = (await adds(practice, calendars.address())).body as Feed;
    for (const [code, to] of [
      ['address-not-public', 'https://169.254.169.254/latest/'],
      ['address-not-public', calendars.address('/', 'calendar.inside.example')],
      ['address-not-https', calendars.address().replace('https', 'http')],
    ] as const) {
      calendars.does((_asked, answer) => answer.writeHead(302, { location: to }).end());
      const sentOn = await app
        .as(practice)
        .post(`${pathOf(practice)}/${id}/sync`)
        .send({});
      expect(sentOn.body).toMatchObject({ fault: { code } });
      expect(calendars.asked).toHaveLength(1);
    }
  });

  it('may be written as calendars write a subscription', async () => {
    calendars.serves();
    const answer = await adds(await given.practice(), calendars.address().replace('https:', 'webcal:'));
    expect(answer.body).toMatchObject({ host: 'calendar.example', fault: null });
  });

  it('is one of ten at most, also where many are given at once', async () => {
    calendars.serves();
    const practice = await given.practice();
    const answers = await Promise.all(Array.from({ length: 14 }, () => adds(practice, calendars.address())));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
    expect(await app.rows(practice, 'calendar_feeds')).toHaveLength(10);
  });

  const slow = 'DTSTART:00010101T000000Z\r\nRRULE:FREQ=DAILY;COUNT=999999999';
  it.each([
    [
      'an entry of every second since 1970',
      'repeats-too-often',
      () => file(entry('DTSTART:19700101T000000Z', 'DURATION:PT1S', 'RRULE:FREQ=SECONDLY')),
    ],
    ['fifty megabytes', 'too-large', () => Buffer.alloc(50_000_000, file())],
    [
      'entries that come to more than anybody has',
      'too-much',
      () =>
        file(
          entry(
            'DTSTART:20270101T000000Z',
            'DURATION:PT1M',
            'RRULE:FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23;BYMINUTE=0,30',
          ).repeat(90),
        ),
    ],
    ['series that take minutes to follow', 'too-much', () => file(entry(slow, 'DURATION:PT1M').repeat(5_000))],
    // Reading stops after a time too: on a slow machine that comes first.
    [
      'eight megabytes of one line',
      'not-a-calendar|too-much',
      () => `BEGIN:VCALENDAR\r\nDESCRIPTION:${'x'.repeat(8_000_000)}`,
    ],
    [
      'eight megabytes of short lines',
      'not-a-calendar|too-much',
      () => `BEGIN:VCALENDAR\r\n${' x\r\n'.repeat(2_000_000)}`,
    ],
    ['a page to sign in on', 'not-a-calendar', () => '<!doctype html>'],
  ])('behind which stands %s is cut off with a sentence, and slows nothing else', async (_what, code, text) => {
    const practice = await given.practice();
    calendars.servesText(Buffer.from(text()));
    let feed: Feed | undefined;
    const { longestMs, answered } = await longestWaitDuring(async () => {
      feed = (await adds(practice, calendars.address())).body as Feed;
    });
    expect(feed?.fault).toEqual({
      code: expect.stringMatching(`^(${code})$`),
      text: expect.stringMatching(/^[A-Z].*\.$/),
    });
    expect(answered).toBeGreaterThan(0);
    expect(longestMs).toBeLessThan(1_000);
  });
});
