import { z } from 'zod';
import { defineFact } from '#platform';

/** An agreed appointment takes place elsewhere, or by another link or number. */
export const appointmentRelocated = defineFact(
  'scheduling.appointment-relocated',
  z.strictObject({ appointmentId: z.uuid() }),
);
