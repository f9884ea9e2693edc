import type { TemplateName } from './templates.js';

/** The facts of an appointment that decide which word about it is meant. */
export interface Placed {
  /** Counts its time changes. */
  readonly sequence: number;
  readonly closedAt: Date | null;
  /** When it was last said anew where it takes place. */
  readonly relocatedAt?: Date | null;
}

/**
 * The place of a word about an appointment: there is one of each kind per time, and one per cancellation, for a
 * cancellation may be taken back and made again; one, too, each time that it is said anew where it takes place.
 */
export function stepOf(template: TemplateName, { sequence, closedAt, relocatedAt }: Placed): string {
  if (template === 'relocated' && relocatedAt) return `${template}:${relocatedAt.toISOString()}:${sequence}`;
  const aboutClosing = template === 'cancellation' || template === 'coach-cancelled';
  return aboutClosing && closedAt ? `${template}:${closedAt.toISOString()}:${sequence}` : `${template}:${sequence}`;
}

/**
 * Whether a word in this place is still about the appointment's present time, and its last cancellation. That somebody will
 * not come is true at every time of it.
 */
export function isOfNow(template: TemplateName, step: string, now: Placed): boolean {
  if (template === 'coach-withdrawn') return true;
  // Where it takes place is true at every time of it, until that is said anew.
  if (template === 'relocated') return step.includes(`${template}:${now.relocatedAt?.toISOString()}:`);
  const aboutClosing = template === 'cancellation' || template === 'coach-cancelled';
  return aboutClosing ? step === stepOf(template, now) : step.endsWith(`:${now.sequence}`);
}
