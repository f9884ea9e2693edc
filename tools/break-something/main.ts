import { optionsFrom } from './environment.js';
import { startBreaking } from './index.js';
import { workerOfTheStart } from './worker-of-the-start.js';

try {
  const running = await startBreaking(optionsFrom(process.env, workerOfTheStart()));
  process.stdout.write(`break-something listening on ${running.url}\n`);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    running.close().then(
      () => process.exit(0),
      (fault: unknown) => {
        process.stderr.write(`break-something: ${String(fault)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
} catch (fault) {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`);
  process.exit(1);
}
