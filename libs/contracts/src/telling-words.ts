import { z } from 'zod';
import { Id, line, Revision } from './scalars.js';

const word = line(60).min(2, { error: 'Use two characters or more.' });

/** What a practice's mails may not say, beside what nobody's may. */
export const TellingWordsPut = z.strictObject({ words: z.array(word).max(50) }).meta({ id: 'TellingWordsPut' });
export type TellingWordsPut = z.infer<typeof TellingWordsPut>;

/** A step of a sequence that says a telling word, and is not sent while it does; `step` counts from 0. */
export const TellingStep = z
  .strictObject({
    sequence: Id,
    name: z.string(),
    step: z.int().min(0),
    field: z.enum(['subject', 'body']),
    word: z.string(),
  })
  .meta({ id: 'TellingStep' });
export type TellingStep = z.infer<typeof TellingStep>;

/** The words that no mail may say, in any letter case and inside longer words: everybody's, then the practice's own. */
export const TellingWordsView = z
  .strictObject({
    always: z.array(z.string()),
    words: z.array(z.string()),
    /** What was written before a word was added, the first hundred. */
    toReword: z.array(TellingStep),
    revision: Revision,
  })
  .meta({ id: 'TellingWords' });
export type TellingWordsView = z.infer<typeof TellingWordsView>;
