import { Outbox } from '#platform';
import { MailPostponed } from '#followups';
import type { TestApp } from './test-app.js';

/** Runs what is due, as relay and queue do all the time; a mail that the mail server made wait is counted, any other failure fails the story. */
export async function runDue(app: TestApp): Promise<number> {
  const outbox = app.worker.get(Outbox);
  let postponed = 0;
  for (let due = await outbox.takeDue(100); due.length > 0; due = await outbox.takeDue(100))
    for (const row of due)
      try {
        await outbox.run(row.practiceId, row.outboxId);
      } catch (error) {
        if (!(error instanceof MailPostponed)) throw error;
        postponed += 1;
      }
  return postponed;
}

/** The same with what was put off once more, as if every pause had passed. */
export async function settleWithRetries(app: TestApp, rounds = 4): Promise<number> {
  let postponed = 0;
  for (let round = 0; round < rounds; round += 1) {
    await app.sql('UPDATE outbox SET next_try_at = NULL WHERE done_at IS NULL');
    postponed += await runDue(app);
  }
  return postponed;
}
