import { locationOf, type LocationSaid } from './location.js';

const video: LocationSaid = {
  format: 'video',
  location: 'https://video.example.org/today',
  placeOfHours: null,
  offering: { format: 'video', location: 'https://video.example.org/offering' },
  coach: { joinLink: 'https://video.example.org/olive' },
};

describe('What stands of several words about where an appointment takes place (issue 4, item 1)', () => {
  it('is its own, before that of its offering, before the link of its coach', () => {
    expect(locationOf(video)).toEqual({ location: 'https://video.example.org/today', from: 'appointment' });
    const usual = { ...video, location: null };
    expect(locationOf(usual)).toEqual({ location: 'https://video.example.org/offering', from: 'offering' });
    const coachAlone = { ...usual, offering: { format: 'video', location: null } } as const;
    expect(locationOf(coachAlone)).toEqual({ location: 'https://video.example.org/olive', from: 'coach' });
    expect(locationOf({ ...coachAlone, coach: { joinLink: null } })).toBeNull();
  });

  it('is in person where the coach is in those hours, and by video never', () => {
    const here: LocationSaid = {
      ...video,
      format: 'place',
      location: null,
      placeOfHours: 'The pavilion, Kew',
      offering: { format: 'place', location: '7 Harbour Street' },
    };
    expect(locationOf(here)).toEqual({ location: 'The pavilion, Kew', from: 'hours' });
    expect(locationOf({ ...here, location: 'The café' })).toEqual({ location: 'The café', from: 'appointment' });
    expect(locationOf({ ...video, placeOfHours: 'The pavilion, Kew', location: null })?.from).toBe('offering');
  });

  it('is never a link for those who come in person or talk by phone', () => {
    for (const format of ['place', 'phone'] as const) {
      const one: LocationSaid = { ...video, format, location: null, offering: { format, location: null } };
      expect(locationOf(one)).toBeNull();
      expect(locationOf({ ...one, offering: { format, location: 'here' } })).toEqual({
        location: 'here',
        from: 'offering',
      });
    }
  });

  it('stays in the way that was agreed on, where the offering is held in another by now', () => {
    const inPersonNow = { format: 'place', location: '7 Harbour Street' } as const;
    expect(locationOf({ ...video, location: null, offering: inPersonNow })).toEqual({
      location: 'https://video.example.org/olive',
      from: 'coach',
    });
    expect(locationOf({ ...video, format: 'phone', location: null, offering: inPersonNow })).toBeNull();
  });

  it('is nowhere where it was never said how people meet', () => {
    expect(locationOf({ ...video, format: null })).toBeNull();
  });
});
