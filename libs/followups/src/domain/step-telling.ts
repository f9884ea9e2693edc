import type { Telling } from './discreet.js';

/** What a step of a sequence says to its reader, field by field. */
interface StepText {
  readonly subject: string;
  readonly body: string;
}

const fields = ['subject', 'body'] as const;

/** The first telling word of each field that has one. A reader sees them apart, so no word stands in both together. */
export function tellingFields(step: StepText, telling: Telling): { field: (typeof fields)[number]; word: string }[] {
  return fields.flatMap((field) => {
    const word = telling(step[field]);
    return word === null ? [] : [{ field, word }];
  });
}
