import { z } from 'zod';
import { defineFact } from '#platform';

const aboutAssignment = z.strictObject({ assignmentId: z.uuid() });

/** A form was asked of a person. */
export const assignmentMade = defineFact('forms.assignment-made', aboutAssignment);
/** A person handed their answers in. */
export const assignmentSubmitted = defineFact('forms.assignment-submitted', aboutAssignment);
