import { Appointment } from './appointment.entity.js';
import type { AppointmentStatus } from './domain/appointment-state.js';
import { AppointmentClosed, TooEarly } from './scheduling.errors.js';

const at = (time: string) => new Date(`2027-03-01T${time}:00Z`);

function appointment(status: AppointmentStatus, part: Partial<Appointment> = {}): Appointment {
  const hold = status === 'held' ? { heldAt: at('09:00'), holdExpiresAt: at('09:15') } : {};
  return Object.assign(new Appointment(), { status, startAt: at('12:00'), endAt: at('13:00'), ...hold, ...part });
}

describe('An appointment', () => {
  it('is not over before it began', () => {
    expect(() => appointment('confirmed').complete(at('11:59'))).toThrow(TooEarly);
    const over = appointment('confirmed');
    over.noShow(at('12:00'));
    expect(over).toMatchObject({ status: 'no_show', closedAt: at('12:00') });
  });

  it('tells a wrong status before a wrong hour', () => {
    expect(() => appointment('cancelled').complete(at('11:00'))).toThrow(AppointmentClosed);
  });

  it('that expired is not confirmed by a plain confirm, only re-seated', () => {
    expect(() => appointment('expired').confirm()).toThrow(AppointmentClosed);
    const seated = appointment('expired', { closedAt: at('09:15') });
    seated.reSeat();
    expect(seated).toMatchObject({ status: 'confirmed', closedAt: null });
    expect(() => appointment('cancelled').reSeat()).toThrow(AppointmentClosed);
  });

  it('has no hold any more once it is confirmed', () => {
    const held = appointment('held');
    held.confirm();
    expect(held).toMatchObject({ status: 'confirmed', holdExpiresAt: null });
  });

  it('is moved while it is agreed or asked for, counts its times, and waits for its answer no longer than it did', () => {
    const to = { start: at('18:00'), end: at('19:00') };
    const agreed = appointment('confirmed', { sequence: 1 });
    agreed.reschedule(to);
    expect(agreed).toMatchObject({ startAt: to.start, endAt: to.end, sequence: 2, status: 'confirmed' });
    const createdAt = new Date('2027-02-27T13:00:00Z');
    const asked = appointment('pending_approval', { sequence: 0, createdAt, answerDueAt: at('12:00') });
    asked.reschedule(to);
    expect(asked).toMatchObject({ sequence: 1, answerDueAt: at('13:00') });
    for (const status of ['held', 'completed', 'no_show', 'expired', 'declined', 'cancelled'] as const)
      expect(() => appointment(status).reschedule(to)).toThrow(AppointmentClosed);
  });

  it('may be held a while longer, for half an hour in all', () => {
    const held = appointment('held');
    expect(held.extendHold(at('09:00'))).toBe(true);
    expect(held.holdExpiresAt).toEqual(at('09:30'));
    expect(held.extendHold(at('09:25'))).toBe(false);
    expect(held.holdExpiresAt).toEqual(at('09:30'));
    expect(() => held.extendHold(at('09:30'))).toThrow(AppointmentClosed);
    const approved = appointment('held', { holdExpiresAt: at('11:00') });
    expect(approved.extendHold(at('09:05'))).toBe(false);
    expect(() => appointment('confirmed').extendHold(at('09:05'))).toThrow(AppointmentClosed);
  });

  it('takes place elsewhere while it is still to come; what is changed again before it stands is one change, and back is none', () => {
    const one = appointment('confirmed', { location: 'a', relocatedAt: null });
    one.relocate('b', at('09:00'));
    expect(one).toMatchObject({ location: 'b', formerLocation: 'a', relocatedAt: at('09:00') });
    one.relocate('c', at('09:02'));
    expect(one).toMatchObject({ location: 'c', formerLocation: 'a', relocatedAt: at('09:02') });
    one.relocate('a', at('09:04'));
    expect(one).toMatchObject({ location: 'a', relocatedAt: null });
    one.relocate('b', at('10:00'));
    one.relocate('a', at('10:03'));
    expect(one).toMatchObject({ location: 'a', formerLocation: 'b', relocatedAt: at('10:03') });
    // Nearly time: each change is told at once, so that each counts.
    one.relocate('b', at('11:50'));
    one.relocate('a', at('11:51'));
    expect(one).toMatchObject({ location: 'a', formerLocation: 'b', relocatedAt: at('11:51') });
    for (const status of ['completed', 'no_show', 'expired', 'declined', 'cancelled'] as const)
      expect(() => appointment(status).relocate('b', at('09:00'))).toThrow(AppointmentClosed);
  });
});
