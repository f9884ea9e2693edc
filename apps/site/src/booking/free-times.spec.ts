import { bookerProps } from '../pages/booking.js';
import { bookingView, slot } from '../testing/given-pages.js';
import { en } from '../texts/en.js';
import { lookOnceMore, onAnotherWall, withWeek } from './free-times.js';

const ui = { t: en, locale: 'en-GB' };
const at = (start: string, local: string, offset: string) => ({ ...slot(start), local, offset });
const [ten, noon, later] = ['2026-11-23T10:00', '2026-11-23T12:00', '2026-12-09T12:00'] as const;
/** What is free, each as New York reads it. */
const there = [at(ten, '2026-11-23T05:00', '-05:00'), at(noon, '2026-11-23T07:00', '-05:00')];
const muchLater = at(later, '2026-12-09T07:00', '-05:00');

/** The server lists what is free on the dates it is asked about. */
function frees(slots: readonly ReturnType<typeof at>[]): void {
  globalThis.fetch = (input) => {
    const query = new URL(input as string, 'http://localhost').searchParams;
    const [from, to] = [query.get('from')!, query.get('to')!];
    const dates = [...new Set([from, ...slots.map(({ local }) => local.slice(0, 10))])];
    const days = dates
      .filter((date) => date >= from && date <= to)
      .map((date) => ({ date, slots: slots.filter(({ local }) => local.startsWith(date)) }));
    return Promise.resolve(Response.json({ timeZone: query.get('timeZone'), offering: 'individual', days }));
  };
}
const shown = (more: Parameters<typeof bookingView>[0] = {}) =>
  bookerProps(bookingView({ nextFree: slot(ten), ...more }), ui);

describe('Another zone (issue 4, item 9)', () => {
  const before = globalThis.fetch;
  afterEach(() => (globalThis.fetch = before));

  it('is that of every time on the page: next free, nearby, and chosen, whatever week is shown', async () => {
    frees([...there, muchLater]);
    const read = await onAnotherWall(shown({ alternatives: [slot(noon)] }), slot(later), 'America/New_York');
    expect(read.props.slots.timeZone).toBe('America/New_York');
    expect(read.props.nextFree?.local).toBe('2026-11-23T05:00');
    expect(read.props.alternatives.map(({ local }) => local)).toEqual(['2026-11-23T07:00']);
    expect(read.slot?.local).toBe('2026-12-09T07:00');
  });

  it('leaves nothing standing as the old one read it: what has gone is said to be gone', async () => {
    frees(there.slice(1));
    const read = await onAnotherWall(shown({ alternatives: [slot(ten)] }), slot(later), 'America/New_York');
    expect(read.props).toMatchObject({ problem: 'slot-taken', alternatives: [], nextFree: there[1] });
    expect(read.slot).toBe(null);
  });

  it('is not shown by half where the server cannot say', async () => {
    globalThis.fetch = () => Promise.reject(new TypeError('offline'));
    await expect(onAnotherWall(shown(), slot(ten), 'America/New_York')).rejects.toThrow('offline');
  });
});

describe('Another week (issue 4, item 9)', () => {
  const before = globalThis.fetch;
  afterEach(() => (globalThis.fetch = before));

  it('offers no next free time that has gone meanwhile', async () => {
    frees([slot(noon), slot(later)]);
    expect((await withWeek(shown(), '2026-11-23', 'anna')).nextFree).toEqual(slot(noon));
    // Where its date is not shown nothing is known of it.
    expect((await withWeek(shown(), '2026-12-07', 'anna')).nextFree).toEqual(slot(ten));
  });

  it('offers the next free time of another coach', async () => {
    frees([slot(noon)]);
    expect(await withWeek(shown(), '2026-12-07', 'ben')).toMatchObject({ coach: 'ben', nextFree: slot(noon) });
  });
});

describe('Before the whole page goes on with a booking (issue 4, item 8)', () => {
  const before = globalThis.fetch;
  afterEach(() => (globalThis.fetch = before));

  it('the time is looked at once more, and the nearest others are offered in order', async () => {
    const hours = ['08', '09', '10', '11', '12', '13', '14', '15'].map((hour) => slot(`2026-11-23T${hour}:00`));
    frees(hours);
    expect(await lookOnceMore(shown(), slot(ten))).toMatchObject({ isFree: true });
    frees(hours.filter(({ start }) => start !== slot(ten).start));
    const { isFree, alternatives } = await lookOnceMore(shown(), slot(ten));
    expect(isFree).toBe(false);
    expect(alternatives.map(({ local }) => local.slice(11, 13))).toEqual(['08', '09', '11', '12', '13', '14']);
  });
});
