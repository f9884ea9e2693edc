import { placeOf } from './place-of-reason.js';

const own = { role: 'coach', coachId: 'nora' } as const;
const of = (coach: string, section: string) => `/studio/settings?coach=${coach}#${section}`;

describe('Where the reason of a time that is not offered leads', () => {
  it('is the appointment in the way, or a section of the settings of that coach', () => {
    expect(placeOf('/studio/appointments/01-ab', own)).toEqual({ appointment: '01-ab' });
    expect(placeOf(of('olive', 'hours'), own)).toEqual({ section: 'hours', coach: 'olive' });
    expect(placeOf('/studio/settings?coach=olive&schedule=late#hours', own)).toEqual({
      ...{ section: 'hours', coach: 'olive', schedule: 'late' },
    });
    expect(placeOf(of('nora', 'calendars'), own)).toEqual({ section: 'calendars', coach: 'nora' });
    for (const role of ['owner', 'coach', 'assistant'] as const)
      expect(placeOf(of('olive', 'offerings'), { role, coachId: null })).toEqual({
        section: 'offerings',
        coach: 'olive',
      });
  });

  it('is blocked time in the calendar of that coach, in the week in which it lies', () => {
    expect(placeOf('/studio/calendar?coach=olive&date=2027-03-28&blocked=01-ab', own)).toEqual({
      calendar: { coach: 'olive', date: '2027-03-28', blocked: '01-ab' },
    });
  });

  it('is the place on the list of whom a time is kept for', () => {
    expect(placeOf('/studio?whose=all#waiting-01-ab', own)).toEqual({ waiting: '01-ab' });
    expect(placeOf('/studio?whose=all#tasks', own)).toBeNull();
  });

  it('is nowhere that whoever looks is not shown: the calendars of a colleague, the team, what has no page', () => {
    expect(placeOf(of('olive', 'calendars'), own)).toBeNull();
    expect(placeOf(of('olive', 'calendars'), { role: 'assistant', coachId: null })).not.toBeNull();
    expect(placeOf(of('olive', 'team'), { role: 'assistant', coachId: null })).toBeNull();
    expect(placeOf(of('olive', 'team'), { role: 'owner', coachId: null })).toEqual({ section: 'team', coach: 'olive' });
    expect(placeOf(of('olive', 'nothing'), { role: 'owner', coachId: null })).toBeNull();
    expect(placeOf('/studio/settings#hours', own)).toBeNull();
    expect(placeOf('/elsewhere?coach=nora#hours', own)).toBeNull();
  });
});
