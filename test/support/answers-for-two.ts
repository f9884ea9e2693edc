import type { GivenPractice } from './given.js';
import type { TestApp } from './test-app.js';

/** The coach says yes to a request for two, which is told when it is due: it is that time then. */
export async function agreesForTwo(app: TestApp, practice: GivenPractice, appointment: string): Promise<void> {
  const kept = await app.as(practice).post(`/appointments/${appointment}/approve`).send({});
  const { answer } = kept.body as { answer?: { dueAt: string } };
  if (!answer) throw new Error(`The answer was not kept: ${kept.status} ${kept.text}`);
  app.clock.set(answer.dueAt);
  await app.settle();
}
