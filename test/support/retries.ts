import { Outbox } from '#platform';
import { MailPostponed } from '#followups';
import type { TestApp } from './test-app.js';

/**
 * Runs what is due, and what was put off once more, as if every pause had passed. Answers how many tries were put off
 * because of the mail server; any other failure fails the story.
 */
export async function settleWithRetries(app: TestApp, rounds = 4): Promise<number> {
  const outbox = app.worker.get(Outbox);
  let postponed = 0;
  for (let round = 0; round < rounds; round += 1) {
    await app.sql('UPDATE outbox SET next_try_at = NULL WHERE done_at IS NULL');
    for (let due = await outbox.takeDue(100); due.length > 0; due = await outbox.takeDue(100))
      for (const row of due)
        try {
          await outbox.run(row.practiceId, row.outboxId);
        } catch (error) {
          if (!(error instanceof MailPostponed)) throw error;
          postponed += 1;
        }
  }
  return postponed;
}
