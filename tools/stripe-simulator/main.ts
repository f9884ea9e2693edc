import { optionsFrom } from './environment.js';
import { startSimulator } from './index.js';

try {
  const simulator = await startSimulator(optionsFrom(process.env));
  let stopping = false;
  const stop = (): void => {
    if (stopping) return; // Ctrl-C reaches us twice: from the terminal and from the start that owns us
    stopping = true;
    simulator.close().then(
      () => process.exit(0),
      (fault: unknown) => {
        process.stderr.write(`simulator: ${String(fault)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.stdout.write(`simulator listening on ${simulator.url}\n`);
} catch (fault) {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`);
  process.exitCode = 1;
}
