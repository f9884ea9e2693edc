import { timeZoneNames } from '#contracts';
import setUpServer from '../support/global-setup.mjs';
import tearDownServer from '../support/global-teardown.mjs';
import { TestApp } from '../support/test-app.js';
import type { Span } from './clock-changes.js';
import { exactly, measure, moreThan, told } from './figure.js';
import { byTheOffsetOf, displacedBy, lookAtZones } from './zones.js';
import { zonesOverHttp, type DoorOutcome } from './zones-over-http.js';

const day = 86_400_000;

/** Changes of an hour, of half an hour and of two, in both directions and over midnight, and one that comes with the moon. */
const sample = [
  'Europe/London',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'America/Nuuk',
  'Pacific/Chatham',
  'Antarctica/Troll',
  'Africa/Cairo',
  'America/Havana',
  'Asia/Beirut',
];

async function throughTheDoors(span: Span): Promise<DoorOutcome> {
  await setUpServer();
  const app = new TestApp();
  try {
    await app.start();
    return await zonesOverHttp(app, sample, span);
  } finally {
    await app.stop();
    await tearDownServer();
  }
}

/** P8: time is right in every zone and at every clock change of two years, and a time that is unclear is asked about. */
await measure(async (say) => {
  const today = Math.floor(Date.now() / day) * day;
  const span = { start: today, end: today + 731 * day };
  const names = timeZoneNames();
  say(`${names.length} zones, canonical and linked`);
  const all = lookAtZones(names, span);
  for (const fault of [...all.displaced, ...all.guessed, ...all.misread, ...all.listsApart].slice(0, 20)) say(fault);
  say('Some of them through the doors');
  const doors = await throughTheDoors(span);
  for (const fault of [...doors.displaced, ...doors.guessed]) say(fault);
  say('All of them again, by the offset of the first day');
  const control = displacedBy(byTheOffsetOf(today), names, span);
  return [
    told('zones.zones', all.zones, 'zones, canonical and linked'),
    told('zones.changes', all.changes, 'clock changes in two years'),
    told('zones.appointments', all.appointments, 'appointments around them'),
    exactly('zones.displaced', all.displaced.length, 'of these at another time for coach or client', 0),
    told('zones.lists', all.lists, 'lists of slots around them'),
    exactly('zones.lists-apart', all.listsApart.length, 'of these other than the slow reference says', 0),
    told('zones.wall-times', all.wallTimes, 'wall times around them'),
    exactly('zones.misread', all.misread.length, 'of these resolved otherwise than RFC 5545 and Temporal do', 0),
    told('zones.unclear', all.unclear, 'of these do not exist or exist twice'),
    exactly('zones.guessed', all.guessed.length, 'guessed instead of asked about, or the reverse', 0),
    told('zones.doors.appointments', doors.appointments, `booked over HTTP in ${sample.length} zones`),
    exactly('zones.doors.displaced', doors.displaced.length, 'of these read back at another time', 0),
    exactly('zones.doors.asked', doors.unclear - doors.guessed.length, 'unclear times asked about', sample.length),
    moreThan('zones.control.displaced', control.length, 'displaced, by the offset of the first day', 0),
  ];
});
