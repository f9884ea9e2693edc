import type { Act } from './act.js';
import type { Books } from './books.js';
import { addressOf, call, mustAnswer } from './caller.js';
import { newMark } from './mark.js';
import type { ProvingGround } from './proving-ground.js';
import { count, fates, secondsOf, type Sight } from './report.js';
import type { WorkerOfTheStart } from './worker-of-the-start.js';

const people = 5;
const patienceMs = 60_000;
const lookEveryMs = 150;

export interface Around {
  readonly ground: ProvingGround;
  readonly books: Books;
  readonly worker: WorkerOfTheStart;
  readonly mailboxUrl: string;
}

/** What was counted of the killing so far. */
interface Counted {
  killed: number | null;
  /** The process that took its place, and after how long; null until then. */
  back: { readonly pid: number; readonly afterMs: number } | null;
  taken: number;
  waiting: number;
  mostWaiting: number;
  doneAfterMs: number | null;
  mails: readonly number[];
}

/** The process that sends the mails is killed outright, and five people book in that moment. */
export function killedWorker({ ground, books, worker, mailboxUrl }: Around): Act {
  return {
    name: 'worker',
    title: 'Kill the worker',
    text: 'The process that sends mails and keeps promises in the background is killed outright. Five people book in that moment. Nobody needs to do anything: it is started anew, and every confirmation is sent, once.',
    button: 'Kill the worker',
    async run({ see, happened }) {
      const press = Date.now();
      const counted: Counted = {
        ...{ killed: null, back: null, taken: 0, waiting: 0, mostWaiting: 0, doneAfterMs: null, mails: [] },
      };
      see(sightOf(counted, false));
      const mark = newMark();
      const starts = await ground.freeTimes('worker', people);
      const { id } = await ground.ground();
      if (!(await until(() => worker.pid !== null))) throw new Error('There is no worker to kill.');
      const killed = worker.pid!;
      const clients = starts.map((_, n) => ({
        name: `Visitor ${n + 1}`,
        email: `visitor-${mark}-${n + 1}@proving-ground.example`,
      }));
      counted.killed = killed;
      const since = performance.now();
      const sofar = () => performance.now() - since;
      worker.kill();
      happened(`Process ${killed} was killed, without a word to it.`);
      const booking = Promise.all(
        starts.map(async (start, n) => {
          const request = await ground.booking('worker', start, clients[n]!);
          const { status } = await call({ method: 'POST', ...request, from: addressOf(press, n) });
          if (status === 201) counted.taken += 1;
        }),
      ).then(() => happened(`Five people booked in that moment: ${counted.taken} of ${people} have their time.`));
      const look = async (): Promise<boolean> => {
        if (counted.back === null && worker.pid !== null && worker.pid !== killed) {
          counted.back = { pid: worker.pid, afterMs: sofar() };
          happened(`Process ${worker.pid} took its place, and nobody had to do anything.`);
        }
        counted.waiting = await books.waiting(id, await ground.now());
        counted.mostWaiting = Math.max(counted.mostWaiting, counted.waiting);
        counted.mails = await Promise.all(clients.map(({ email }) => countMails(mailboxUrl, email)));
        see(sightOf(counted, false));
        return counted.back !== null && counted.waiting === 0 && counted.mails.every((mails) => mails > 0);
      };
      const [isWhole] = await Promise.all([until(look), booking]);
      if (isWhole) {
        counted.doneAfterMs = sofar();
        happened('Every confirmation is in the mailbox, and no work waits any more.');
      }
      return sightOf(counted, true);
    },
  };
}

async function countMails(mailboxUrl: string, to: string): Promise<number> {
  const url = `${mailboxUrl}/api/messages?to=${encodeURIComponent(to)}`;
  return (await mustAnswer<unknown[]>({ url })).length;
}

function sentenceOf({ killed, back, doneAfterMs }: Counted, isOver: boolean): string {
  if (doneAfterMs !== null)
    return `It held: after ${secondsOf(doneAfterMs)} the worker was back and everything was done.`;
  if (isOver) return 'It did not hold: after a minute not everything was done. The numbers say what is missing.';
  if (killed === null) return 'Just a moment …';
  return back === null ? 'The worker is gone. People go on booking …' : 'The worker is back and catches up …';
}

function sightOf(counted: Counted, isOver: boolean): Sight {
  const { killed, back, taken, waiting, mostWaiting, mails, doneAfterMs } = counted;
  const promised = (kept: boolean) => (isOver ? kept : null);
  const sent = mails.filter((one) => one > 0).length;
  const twice = mails.filter((one) => one > 1).length;
  return {
    sentence: sentenceOf(counted, isOver),
    people: fates([sent, 'done'], [taken - sent, 'told'], [people - Math.max(taken, sent), 'waiting']),
    proof: [
      count('confirmations sent', `${sent} of ${people}`, promised(sent === people)),
      count('sent twice', twice, promised(twice === 0)),
      count('until another worker was there', back === null ? '…' : secondsOf(back.afterMs), promised(back !== null)),
    ],
    counts: [
      count('Killed', killed === null ? 'not yet' : `process ${killed}`),
      count('Started anew', back === null ? 'not yet' : `process ${back.pid}`),
      count('Bookings taken in that moment', `${taken} of ${people}`, promised(taken === people)),
      count('Work waiting', `${waiting} (at most ${mostWaiting})`, promised(waiting === 0)),
      ...(doneAfterMs === null ? [] : [count('Everything done after', secondsOf(doneAfterMs))]),
    ],
  };
}

/** Waits until something holds; false where it still does not after a minute. */
async function until(holds: () => boolean | Promise<boolean>): Promise<boolean> {
  const deadline = performance.now() + patienceMs;
  while (!(await holds())) {
    if (performance.now() > deadline) return false;
    await new Promise((next) => setTimeout(next, lookEveryMs));
  }
  return true;
}
