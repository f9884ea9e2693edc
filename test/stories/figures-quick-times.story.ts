import { instantText } from '#scheduling';
import { TwoWaysToBook } from '../figures/bookings.js';
import { halfDone } from '../figures/half-done.js';
import { MonthPractice } from '../figures/month-practice.js';
import { hashOfReference, referenceAsWritten, timeSlots } from '../figures/slots.js';
import { byTheOffsetOf, displacedBy, lookAtZones } from '../figures/zones.js';
import { zonesOverHttp } from '../figures/zones-over-http.js';
import { percentile } from '../../tools/percentile.js';
import { countBooked, countOverlaps } from '../figures/overlaps.js';
import { cloneDatabases } from '../support/databases.js';
import { useTestApp } from '../support/test-app.js';

const span = { start: Date.parse('2027-01-01T00:00:00Z'), end: Date.parse('2028-01-01T00:00:00Z') };

describe('The figure "zones" (P8), in small (issue 4, item 10)', () => {
  const zones = ['Europe/London', 'Australia/Lord_Howe', 'America/Nuuk', 'Asia/Kolkata'];
  const app = useTestApp();

  it('finds no displaced appointment, no list apart and no guess around the clock changes of four zones', () => {
    const outcome = lookAtZones(zones, span);
    expect(outcome).toMatchObject({ zones: 4, changes: 6, listsApart: [], misread: [], guessed: [], displaced: [] });
    expect(Math.min(outcome.lists, outcome.wallTimes, outcome.unclear, outcome.appointments)).toBeGreaterThan(10);
  });

  it('finds the same through the doors that people use', async () => {
    const outcome = await zonesOverHttp(app, zones.slice(0, 2), span);
    expect(outcome).toMatchObject({ displaced: [], unclear: 2, guessed: [] });
    expect(outcome.appointments).toBeGreaterThan(4);
  });

  it(`sees displaced appointments once a zone is taken for its offset of ${instantText(span.start)}`, () => {
    expect(displacedBy(byTheOffsetOf(span.start), zones, span).length).toBeGreaterThan(0);
  });
});

describe('The figure "slots", in small (issue 4, item 10)', () => {
  it('lists a month at least 25 times as fast as the slow reference, and the same times', () => {
    const { fast, reference, apart } = timeSlots({ rounds: 20, slowly: 2 });
    expect(apart).toBe(0);
    expect(reference / fast('month', 50)).toBeGreaterThan(25);
  });

  it('is judged by the slow reference as it was written before the fast function', () => {
    expect(hashOfReference()).toBe(referenceAsWritten);
  });

  it('asks the database as often for 62 days with busy times as for one day without, and counts more for days asked one by one', async () => {
    const databases = await cloneDatabases();
    const month = await MonthPractice.open(databases);
    try {
      const oneDay = await month.statementsFor(1);
      await month.block(10);
      expect(await month.statementsFor(62)).toBe(oneDay);
      expect(await month.statementsFor(1, 3)).toBe(3 * oneDay);
    } finally {
      await month.close();
      await databases.drop();
    }
  });
});

describe('The figure "bookings", in small (issue 4, item 10)', () => {
  it('books by the service, and by nothing but the statements that it sends, with the same outcome; and sees a service that sends more', async () => {
    const databases = await cloneDatabases();
    const ways = await TwoWaysToBook.open(databases, 3);
    try {
      for (let n = 0; n < 3; n += 1) await ways.book('service', n);
      expect(await ways.record()).toBeGreaterThan(8);
      const wish = { rounds: 4, milliseconds: 120, atOnce: 3 };
      const [usual, burdened] = [await ways.compare('service', wish), await ways.compare('burdened', wish)];
      const { claims, appointments } = await countBooked(databases.adminUrl, ways.practice.id);
      expect([claims, appointments]).toEqual([ways.booked, ways.booked]);
      expect(await halfDone(databases.adminUrl)).toEqual([]);
      expect(await countOverlaps(databases.adminUrl, ways.practice.id)).toBe(0);
      expect(percentile(usual.shares, 0.5)).toBeGreaterThan(percentile(burdened.shares, 0.5));
    } finally {
      await ways.close();
      await databases.drop();
    }
  });
});
