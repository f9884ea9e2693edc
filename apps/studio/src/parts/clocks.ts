import type { AppointmentView } from '#contracts';
import { texts } from '../texts/texts.js';
import { useToday } from '../today.js';

/** Tells whose clock an appointment's time stands on; an empty text where that is the reader's own. */
export function useClocks(): (one: AppointmentView) => string {
  const { data: today } = useToday();
  return ({ atCoach }) => (atCoach.timeZone === today?.timeZone ? '' : texts.zone(atCoach.timeZone));
}
