import type { AppointmentView, Availability } from '#contracts';
import { leftOutside } from './hours-closed.js';

const timeZone = 'Europe/London';
const daily = (from: string, to: string): Availability => ({
  timeZone,
  weekly: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from, to }],
  overrides: [],
});
const at = (local: string, minutes = 60, more: Partial<AppointmentView> = {}) =>
  ({
    id: local,
    status: 'confirmed',
    start: '2027-01-12T10:00:00Z',
    end: new Date(Date.parse('2027-01-12T10:00:00Z') + minutes * 60_000).toISOString(),
    atCoach: { local, offset: '+00:00', timeZone },
    ...more,
  }) as AppointmentView;
const outside = (appointments: AppointmentView[], before: Availability, after: Availability) =>
  leftOutside(appointments, before, after).map(({ id }) => id);

describe('Hours that are closed over appointments', () => {
  it('leave those outside that lay inside, and not those that were outside before', () => {
    const all = [at('2027-01-12T10:00'), at('2027-01-12T16:00'), at('2027-01-12T20:00')];
    expect(outside(all, daily('09:00', '17:00'), daily('09:00', '16:30'))).toEqual(['2027-01-12T16:00']);
    expect(outside(all, daily('09:00', '17:00'), daily('09:00', '17:00'))).toEqual([]);
  });

  it('are also those of one date, which hold in place of the week', () => {
    const all = [at('2027-01-12T10:00'), at('2027-01-13T10:00')];
    const off = { ...daily('09:00', '17:00'), overrides: [{ date: '2027-01-13', hours: [] }] };
    expect(outside(all, daily('09:00', '17:00'), off)).toEqual(['2027-01-13T10:00']);
    expect(outside(all, off, daily('09:00', '17:00'))).toEqual([]);
  });

  it('are one opening where they touch, also at midnight', () => {
    const all = [at('2027-01-12T23:30'), at('2027-01-12T12:30')];
    const split = { ...daily('00:00', '13:00') };
    const touching = { ...split, weekly: [...split.weekly, ...daily('13:00', '24:00').weekly] };
    expect(outside(all, daily('00:00', '24:00'), touching)).toEqual([]);
    expect(outside(all, daily('00:00', '24:00'), split)).toEqual(['2027-01-12T23:30', '2027-01-12T12:30']);
  });

  it('concern nobody who does not come any more, nor times told on the wall of another zone', () => {
    const cancelled = at('2027-01-12T10:00', 60, { status: 'cancelled' });
    const elsewhere = at('2027-01-12T11:00', 60, {
      atCoach: { local: '2027-01-12T11:00', offset: '+01:00', timeZone: 'Europe/Paris' },
    });
    expect(outside([cancelled, elsewhere], daily('09:00', '17:00'), daily('14:00', '17:00'))).toEqual([]);
  });
});
