import type { Tx } from '#platform';
import { describe, expect, it } from '@jest/globals';
import { tellingWord } from './domain/discreet.js';
import type { Person } from './gate.js';
import type { Message } from './message.entity.js';
import { StepWords } from './step-words.js';

/** What becomes of a step of this subject and body in a practice that keeps `home visit` out of its mails. */
function wordsOf(subject: string, body: string) {
  const row = { status: 'active', subject, body, causeStatus: null, caseStatus: null, exitRules: [] };
  const tx = { one: () => Promise.resolve(row) } as unknown as Tx;
  const person = { telling: (text: string) => tellingWord(text, ['home visit']) } as unknown as Person;
  return new StepWords().of(tx, { enrolmentId: 'one', step: 'step:1' } as Message, person);
}

describe('The words of a step, when they are sent', () => {
  it('are judged field by field, as when they were written: what one ends with and the other begins with is no word', async () => {
    expect(await wordsOf('Welcome home', 'Visit us any time.')).toMatchObject({ words: { subject: 'Welcome home' } });
  });

  it('are held back where the subject or the body tells', async () => {
    const held = { stop: { status: 'suppressed', reason: 'telling-word' } };
    expect(await wordsOf('A home visit', 'Soon.')).toEqual(held);
    expect(await wordsOf('Soon', 'A home visit.')).toEqual(held);
  });
});
