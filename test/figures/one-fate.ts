import { historiesOf, keepsItsTime, walked, type History } from './histories.js';
import type { LeanAnswer } from './lean-client.js';
import { moneyFaults } from './money-agrees.js';
import { asAdmin } from './overlaps.js';

/** What became of one appointment that many acted on at once. */
export interface Fate {
  readonly status: string;
  readonly keepsItsTime: boolean;
  /** What does not fit together, in words: its trail, its money, and what everybody was answered. */
  readonly faults: readonly string[];
}

/** Looks at an appointment after everybody was answered. */
export async function fateOf(
  adminUrl: string,
  practiceId: string,
  id: string,
  answers: readonly LeanAnswer[],
): Promise<Fate> {
  return asAdmin(adminUrl, async (admin) => {
    const [history] = await historiesOf(admin, practiceId, [id]);
    if (!history) return { status: 'gone', keepsItsTime: false, faults: ['the appointment is gone'] };
    const { faults } = walked(history);
    const money = await moneyFaults(admin, practiceId, [id]);
    return {
      status: history.status,
      keepsItsTime: keepsItsTime(history.status),
      faults: [...faults, ...money.map(({ what }) => what), ...saidOtherwise(history, answers)],
    };
  });
}

/** Refusals of which the trail tells, and entries of a request that nobody was told was done. */
function saidOtherwise(history: History, answers: readonly LeanAnswer[]): string[] {
  const done = (answer: LeanAnswer) => answer.status === 200;
  const nameOf = ({ headers }: LeanAnswer) => String(headers['x-request-id']);
  const refused = new Set(answers.filter((one) => !done(one)).map(nameOf));
  return history.entries
    .filter(({ actorKind, requestId }) => actorKind !== 'system' && requestId !== null && refused.has(requestId))
    .map(({ action }) => `refused, and ${action} all the same`);
}
