import type { AddressInfo } from 'node:net';
import { Stage } from './act.js';
import { Books } from './books.js';
import { everybodyAtOnce } from './everybody-at-once.js';
import { httpDoor } from './http-door.js';
import { killedWorker } from './killed-worker.js';
import { lostWebhooks } from './lost-webhooks.js';
import { ProvingGround, type Surroundings } from './proving-ground.js';
import type { WorkerOfTheStart } from './worker-of-the-start.js';

export { overlapsSql } from './books.js';

export interface BreakOptions extends Surroundings {
  readonly databaseUrl: string;
  readonly providerUrl: string;
  readonly mailboxUrl: string;
  readonly worker: WorkerOfTheStart;
  /** Where the demo's first page is, for the way back. */
  readonly homeUrl: string;
  /** 0, and with it any free one, where it is left out. */
  readonly port?: number;
  readonly heldBackMs?: number;
  readonly log?: (text: string) => void;
}

export interface RunningBreak {
  readonly url: string;
  readonly stage: Stage;
  close(): Promise<void>;
}

/** Starts the page on which a visitor of the demo breaks things and sees that they hold. */
export async function startBreaking(options: BreakOptions): Promise<RunningBreak> {
  const { databaseUrl, providerUrl, mailboxUrl, worker, apiUrl, homeUrl, heldBackMs } = options;
  const log = options.log ?? ((text: string) => void process.stderr.write(`${text}\n`));
  const books = new Books(databaseUrl);
  const ground = new ProvingGround(options);
  const stage = new Stage(
    [
      lostWebhooks({ ground, books, providerUrl, apiUrl, ...(heldBackMs !== undefined && { heldBackMs }) }),
      killedWorker({ ground, books, worker, mailboxUrl }),
      everybodyAtOnce(ground, books),
    ],
    log,
  );
  const server = httpDoor(stage, homeUrl, log);
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(options.port ?? 0, '127.0.0.1', listening);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    stage,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await books.close();
    },
  };
}
