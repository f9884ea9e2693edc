import { z } from 'zod';
import { PersonName, TimeZone } from './scalars.js';

/**
 * How an invitation stands for whoever it was mailed to: open, over before it was accepted, or what they answered. It says
 * neither who asked nor what about.
 */
export const JoiningView = z
  .strictObject({ state: z.enum(['open', 'over', 'accepted', 'not_me', 'never']) })
  .meta({ id: 'Joining' });
export type JoiningView = z.infer<typeof JoiningView>;

/** What they answer: they take part under a name of their own, it is not them, or this address is never to be written to again. */
export const JoiningAnswer = z
  .discriminatedUnion('answer', [
    z.strictObject({ answer: z.literal('accept'), name: PersonName, timeZone: TimeZone }),
    z.strictObject({ answer: z.literal('not_me') }),
    z.strictObject({ answer: z.literal('never') }),
  ])
  .meta({ id: 'JoiningAnswer' });
export type JoiningAnswer = z.infer<typeof JoiningAnswer>;
