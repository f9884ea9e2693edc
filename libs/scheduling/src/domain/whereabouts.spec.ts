import { relocationStandsFrom, whereaboutsOf, type WhereAsked } from './whereabouts.js';

const at = (time: string) => new Date(`2027-01-18T${time}Z`);
const call: WhereAsked = {
  status: 'confirmed',
  startAt: at('10:00:00'),
  endAt: at('10:50:00'),
  format: 'video',
  location: 'https://video.example.org/room',
};
const link = { kind: 'link', url: call.location };

describe('Where an appointment takes place', () => {
  it('is told by video from a quarter of an hour before until the end', () => {
    expect(whereaboutsOf(call, at('09:44:59'))).toEqual({ kind: 'link-later', from: at('09:45:00') });
    expect(whereaboutsOf(call, at('09:45:00'))).toEqual(link);
    expect(whereaboutsOf(call, at('10:49:59'))).toEqual(link);
    expect(whereaboutsOf(call, at('10:50:00'))).toBeNull();
  });

  it('is told in person as soon as it is agreed on', () => {
    const place: WhereAsked = { ...call, format: 'place', location: '7 Harbour Street' };
    expect(whereaboutsOf(place, at('00:00:00'))).toEqual({ kind: 'address', address: '7 Harbour Street' });
    expect(whereaboutsOf({ ...place, status: 'held' }, at('00:00:00'))).toBeNull();
  });

  it('is told to nobody whose time is not agreed on, or no more', () => {
    for (const status of [
      'held',
      'pending_approval',
      'expired',
      'declined',
      'cancelled',
      'completed',
      'no_show',
    ] as const)
      expect(whereaboutsOf({ ...call, status }, at('09:50:00'))).toBeNull();
  });

  it('is told by phone as who calls whom, as soon as it is agreed on', () => {
    const phone: WhereAsked = { ...call, format: 'phone', location: null };
    expect(whereaboutsOf(phone, at('00:00:00'))).toEqual({ kind: 'we-call' });
    const number = '+44 20 7946 0000';
    expect(whereaboutsOf({ ...phone, location: number }, at('00:00:00'))).toEqual({ kind: 'they-call', number });
    expect(whereaboutsOf({ ...phone, status: 'held' }, at('00:00:00'))).toBeNull();
    expect(whereaboutsOf(phone, at('10:50:00'))).toBeNull();
  });

  it('is not told where there is nothing to tell', () => {
    expect(whereaboutsOf({ ...call, location: null }, at('09:50:00'))).toBeNull();
    expect(whereaboutsOf({ ...call, format: null }, at('09:50:00'))).toBeNull();
  });
});

describe('Another location', () => {
  it('stands once it cannot be taken back, and at once where people may be looking for the door', () => {
    const ten = at('10:00:00');
    expect(relocationStandsFrom(at('08:00:00'), ten)).toEqual(at('08:03:00'));
    expect(relocationStandsFrom(at('09:44:59'), ten)).toEqual(at('09:47:59'));
    expect(relocationStandsFrom(at('09:45:00'), ten)).toEqual(at('09:45:00'));
    expect(relocationStandsFrom(at('10:10:00'), ten)).toEqual(at('10:10:00'));
  });
});
