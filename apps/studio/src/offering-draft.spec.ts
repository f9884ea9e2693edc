import type { OfferingView } from '#contracts';
import {
  amountFaults,
  changesOf,
  draftOf,
  fieldOf,
  laidOver,
  newDraft,
  offeringOf,
  slugOf,
  termsOf,
} from './offering-draft.js';

const offering: OfferingView = {
  id: '01a20117-06a4-7db0-a985-1064126cc878',
  slug: 'first-talk',
  name: 'First talk',
  description: null,
  kind: 'individual',
  durationMinutes: 50,
  startEveryMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 10,
  minimumNoticeMinutes: 2880,
  bookingWindowDays: 60,
  maxPerDay: 4,
  maxPerWeek: null,
  seats: null,
  approval: 'automatic',
  coachIds: ['olive'],
  schedules: [],
  price: { amount: 9550, currency: 'GBP' },
  payment: 'deposit',
  deposit: { amount: 2000, currency: 'GBP' },
  format: 'video',
  location: null,
  intakeForm: null,
  active: true,
  revision: 3,
};

describe('An offering in its form (issue 4, item 9)', () => {
  it('stands there as people write it, and goes back as it was', () => {
    const draft = draftOf(offering);
    expect(draft).toMatchObject({ minimumNoticeMinutes: '2', noticeUnit: 'days', price: '95.50', deposit: '20' });
    expect(changesOf(draft, draft, 'GBP')).toEqual({});
    const {
      id: _id,
      kind: _kind,
      seats: _seats,
      schedules: _schedules,
      active: _active,
      revision: _revision,
      ...terms
    } = offering;
    expect(termsOf(draft, 'GBP')).toEqual(terms);
  });

  it('sends nothing but what was changed, and takes away what was emptied', () => {
    const draft = draftOf(offering);
    const changed = { ...draft, minimumNoticeMinutes: '36', noticeUnit: 'hours' as const, maxPerDay: '', price: '100' };
    expect(changesOf(draft, changed, 'GBP')).toEqual({
      minimumNoticeMinutes: 2160,
      maxPerDay: null,
      price: { amount: 10_000, currency: 'GBP' },
    });
  });

  it('is not paid for where it costs nothing, and has a location only where it has a format', () => {
    const free = { ...draftOf(offering), price: '', format: '' as const, location: 'https://video.example.org' };
    expect(termsOf(free, 'GBP')).toMatchObject({ payment: 'none', deposit: null, format: null, location: null });
    const made = offeringOf({ ...newDraft(['olive'], 'full'), name: 'New', slug: 'new' }, 'GBP');
    expect(made).toMatchObject({ kind: 'individual', payment: 'none', price: { amount: 0, currency: 'GBP' } });
    expect(Object.keys(made)).not.toContain('maxPerDay');
  });

  it('knows which amounts are none', () => {
    const draft = draftOf(offering);
    expect(amountFaults(draft, 'GBP')).toEqual([]);
    expect(amountFaults({ ...draft, price: 'ninety', deposit: '1.234' }, 'GBP')).toEqual(['price', 'deposit']);
    expect(amountFaults({ ...draft, payment: 'full', deposit: 'x' }, 'GBP')).toEqual([]);
  });

  it('keeps what was typed where somebody else changed it too, and takes over what only they changed', () => {
    const base = draftOf(offering);
    const typed = { ...base, name: 'Mine', durationMinutes: '60' };
    const theirs = { ...base, name: 'Theirs', bookingWindowDays: '90' };
    expect(laidOver(base, typed, theirs)).toEqual({ ...theirs, name: 'Mine', durationMinutes: '60' });
  });
});

describe('The address of an offering', () => {
  it.each([
    ['First talk, for two', 'first-talk-for-two'],
    ['  Über 50 – neu!  ', 'uber-50-neu'],
    ['שלום', ''],
    [`${'long '.repeat(15)}`, 'long-long-long-long-long-long-long-long-long-long-long-long'],
  ])('of %s is %s', (name, slug) => expect(slugOf(name)).toBe(slug));
});

describe('A fault of the server', () => {
  it('is of the field that its path begins with', () => {
    expect(['price.amount', 'coachIds.1', 'deposit', 'seats', ''].map(fieldOf)).toEqual([
      'price',
      'coachIds',
      'deposit',
      null,
      null,
    ]);
  });
});
