import { Availability, OfferingCreate, OfferingPatch, SlotsQuery } from './index.js';
import { faults, someId } from './testing/given-contracts.js';

describe('A span of slots', () => {
  const span = (from: string, to: string) => faults(SlotsQuery, { from, to, timeZone: 'Europe/Paris' });

  it('is at most 62 inclusive days and never runs backwards', () => {
    expect(span('2027-01-01', '2027-01-01')).toEqual([]);
    expect(span('2027-01-01', '2027-03-03')).toEqual([]);
    expect(span('2027-01-01', '2027-03-04')).toEqual(['to']);
    expect(span('2027-01-02', '2027-01-01')).toEqual(['to']);
  });

  it('needs a zone', () => {
    expect(faults(SlotsQuery, { from: '2027-01-01', to: '2027-01-02' })).toEqual(['timeZone']);
  });
});

describe('Availability', () => {
  const hours = { days: ['mon', 'tue'], from: '09:00', to: '17:00' };
  const week = (...weekly: unknown[]) => faults(Availability, { timeZone: 'Europe/Paris', weekly, overrides: [] });
  const dates = (...overrides: unknown[]) =>
    faults(Availability, { timeZone: 'Europe/Paris', weekly: [hours], overrides });

  it('takes hours up to the end of the day, and hours that touch', () => {
    expect(week({ ...hours, to: '24:00' }, { days: ['tue'], from: '08:00', to: '09:00' })).toEqual([]);
    expect(week({ ...hours, from: '24:00', to: '24:30' })).toEqual(['weekly.0.from', 'weekly.0.to']);
  });

  it('lays overlapping hours at the later rule, once', () => {
    expect(week(hours, { days: ['mon', 'tue'], from: '16:59', to: '18:00' })).toEqual(['weekly.1.from']);
  });

  it('refuses hours that end before they begin and a day named twice', () => {
    expect(week({ days: ['mon', 'mon'], from: '10:00', to: '09:00' })).toEqual(['weekly.0.days.1', 'weekly.0.to']);
  });

  it('closes a date without hours, and refuses a bad date, a date named twice and overlapping hours of one date', () => {
    expect(dates({ date: '2027-05-01' }, { date: '2027-05-02', hours: [] })).toEqual([]);
    expect(dates({ date: '2027-02-30', hours: [] })).toEqual(['overrides.0.date']);
    expect(dates({ date: '2027-05-01' }, { date: '2027-05-01' })).toEqual(['overrides.1.date']);
    const overlapping = [
      { from: '09:00', to: '11:00' },
      { from: '10:00', to: '12:00' },
    ];
    expect(dates({ date: '2027-05-01', hours: overlapping })).toEqual(['overrides.0.hours.1.from']);
    expect(dates({ date: '2027-05-01', hours: [{ from: '09:00', to: '10:00', note: 'x' }] })).toEqual([
      'overrides.0.hours.0.note',
    ]);
  });
});

describe('An offering', () => {
  const pounds = (amount: number) => ({ amount, currency: 'GBP' });
  const offering = {
    slug: 'intro',
    name: 'Introductory call',
    kind: 'individual',
    durationMinutes: 30,
    startEveryMinutes: 15,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 10,
    minimumNoticeMinutes: 120,
    bookingWindowDays: 60,
    approval: 'automatic',
    price: pounds(0),
    payment: 'none',
    coachIds: [someId],
  };
  const withTerms = (terms: object) => faults(OfferingCreate, { ...offering, ...terms });

  it('is taken free, paid in full or by deposit', () => {
    expect(withTerms({})).toEqual([]);
    expect(withTerms({ price: pounds(9000), payment: 'full' })).toEqual([]);
    expect(withTerms({ price: pounds(9000), payment: 'deposit', deposit: pounds(2000) })).toEqual([]);
  });

  it('refuses a payment of nothing and a deposit that does not fit', () => {
    expect(withTerms({ payment: 'full' })).toEqual(['price.amount']);
    expect(withTerms({ price: pounds(9000), payment: 'deposit' })).toEqual(['deposit']);
    expect(withTerms({ price: pounds(9000), payment: 'full', deposit: pounds(1) })).toEqual(['deposit']);
    expect(withTerms({ price: pounds(9000), payment: 'deposit', deposit: pounds(9001) })).toEqual(['deposit.amount']);
    const euros = { amount: 1, currency: 'EUR' };
    expect(withTerms({ price: pounds(9000), payment: 'deposit', deposit: euros })).toEqual(['deposit.currency']);
  });

  it('refuses to ask for an amount that no card can be charged', () => {
    const dinars = (amount: number) => ({ amount, currency: 'KWD' });
    expect(withTerms({ price: dinars(9005), payment: 'full' })).toEqual(['price.amount']);
    expect(withTerms({ price: dinars(9000), payment: 'deposit', deposit: dinars(1005) })).toEqual(['deposit.amount']);
    expect(withTerms({ price: dinars(9000), payment: 'deposit', deposit: dinars(1000) })).toEqual([]);
    expect(withTerms({ price: dinars(9005) })).toEqual([]);
  });

  it('refuses a negative price, a coach named twice and a window of more than 1,000 days', () => {
    expect(withTerms({ price: pounds(-1) })).toEqual(['price.amount']);
    expect(withTerms({ coachIds: [someId, someId] })).toEqual(['coachIds.1']);
    expect(withTerms({ bookingWindowDays: 1001 })).toEqual(['bookingWindowDays']);
    expect(withTerms({ seats: 4 })).toEqual(['seats']);
    expect(withTerms({ kind: 'group', seats: 4 })).toEqual([]);
  });

  it('may be changed in part, and names an unknown field of the change', () => {
    expect(faults(OfferingPatch, { name: 'First call', maxPerDay: null })).toEqual([]);
    expect(faults(OfferingPatch, { revision: 3, price: { amount: 1, currency: 'GBP', vat: 20 } })).toEqual([
      'price.vat',
      'revision',
    ]);
  });
});
