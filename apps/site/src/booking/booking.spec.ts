import { bookerProps } from '../pages/booking.js';
import { bookingView, coach, offering, slot } from '../testing/given-pages.js';
import { en } from '../texts/en.js';
import { addDays, neighbours, startsOf, weekHref } from './booker-props.js';
import { check, errorsOf, requestOf } from './checks.js';

const ui = { t: en, locale: 'en-GB' };
const propsOf = (more: Parameters<typeof bookingView>[0] = {}) => bookerProps(bookingView(more), ui);
const filled = {
  start: '2026-11-23T10:30:00Z',
  name: ' Ida ',
  email: 'ida@example.org',
  phone: '',
  partnerName: '',
  partnerEmail: '',
};

describe('A week of times', () => {
  it('leads no further back than today and no further on than anything can be booked', () => {
    const props = propsOf();
    expect(neighbours(props)).toEqual({ earlier: '2026-11-22', later: '2026-11-30' });
    expect(neighbours({ ...props, firstDay: '2026-11-23', lastDay: '2026-11-29' })).toEqual({
      earlier: null,
      later: null,
    });
  });

  it('has an address that keeps zone, coach and source', () => {
    const props = propsOf({ coach, source: 'letter' });
    expect(weekHref(props, '2026-11-30')).toBe('?from=2026-11-30&zone=Europe%2FLondon&coach=anna&source=letter#times');
  });

  it('shows each start once, whoever is free then', () => {
    const one = slot('2026-11-23T10:30');
    expect(startsOf([one, { ...one, coach: 'ben' }, slot('2026-11-23T11:30')])).toHaveLength(2);
  });

  it('counts days over the end of a year', () => {
    expect(addDays('2026-12-28', 7)).toBe('2027-01-04');
  });
});

describe('The booking form', () => {
  it('asks for nothing but a name and an address', () => {
    expect(check(filled, propsOf())).toEqual({});
    const empty = { ...filled, start: '', name: ' ', email: 'ida@' };
    expect(Object.keys(check(empty, propsOf()))).toEqual(['start', 'name', 'email']);
  });

  it('asks for a phone number where the talk is by phone, and for the partner of a couple', () => {
    const byPhone = (whoCalls: 'practice' | 'client') => propsOf({ offering: offering({ format: 'phone', whoCalls }) });
    expect(Object.keys(check(filled, byPhone('practice')))).toEqual(['phone']);
    // Who calls themself is asked for no number.
    expect(check(filled, byPhone('client'))).toEqual({});
    const couple = propsOf({ offering: offering({ kind: 'couple' }) });
    expect(Object.keys(check(filled, couple))).toEqual(['partnerName', 'partnerEmail']);
    const same = { ...filled, partnerName: 'Bo', partnerEmail: 'IDA@example.org' };
    expect(check(same, couple)).toEqual({ partnerEmail: en.booking.errors.sameEmail });
  });

  it('says what the server found in its own words, at the field to blame', () => {
    const found = errorsOf([{ path: 'client.email', message: 'Use one e-mail address.' }], propsOf());
    expect(found).toEqual({ email: en.booking.errors.email });
  });

  it('sends a coach only where one was chosen or there is but one', () => {
    expect(requestOf(filled, propsOf()).coach).toBe('anna');
    expect(requestOf(filled, propsOf({ offering: offering({ coaches: ['anna', 'ben'] }) }))).toEqual({
      offering: 'individual',
      start: filled.start,
      client: { name: 'Ida', email: 'ida@example.org', timeZone: 'Europe/London' },
    });
  });
});
