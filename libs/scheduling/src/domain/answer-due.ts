import { dayMs, minuteMs, zoneTransitions } from './zone-transitions.js';

const hourMs = 60 * minuteMs;
const answerHours = 48;
const eveningMs = 18 * hourMs;

/** What a coach said to a request, which is not told yet. */
export type KeptAnswer = 'approved' | 'declined';

/** When a request for one person is over for want of an answer: in two days, and never past the time asked for. */
export function answerDue(askedAt: Date, start: Date): Date {
  return new Date(Math.min(askedAt.getTime() + answerHours * hourMs, start.getTime()));
}

/**
 * When the answer to a request for two is told, whatever it is and whenever it was given: at the first six in the evening
 * on the coach's wall that is a day or more away, and no later than half-way to the appointment. It follows from the
 * request alone.
 */
export function jointAnswerDue(askedAt: Date, start: Date, timeZone: string): Date {
  const [asked, begins] = [askedAt.getTime(), start.getTime()];
  const halfWay = Math.ceil((asked + begins) / 2 / minuteMs) * minuteMs;
  return new Date(Math.min(eveningFrom(asked + dayMs, timeZone), halfWay));
}

/** The first six in the evening at or after an instant. */
function eveningFrom(instant: number, timeZone: string): number {
  const zone = zoneTransitions(timeZone, { start: instant, end: instant + 2 * dayMs });
  const today = zone.instantOf(zone.dayAt(instant) * dayMs + eveningMs);
  return today >= instant ? today : zone.instantOf((zone.dayAt(instant) + 1) * dayMs + eveningMs);
}
