import { whereaboutsOf, type WhereAsked } from './whereabouts.js';

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

  it('is not told where there is nothing to tell', () => {
    expect(whereaboutsOf({ ...call, location: null }, at('09:50:00'))).toBeNull();
    expect(whereaboutsOf({ ...call, format: 'phone' }, at('09:50:00'))).toBeNull();
    expect(whereaboutsOf({ ...call, format: null }, at('09:50:00'))).toBeNull();
  });
});
