/** The worker as whoever started everything sees it: which process it is, and the way to kill it. */
export interface WorkerOfTheStart {
  /** Its process id; null while there is none. */
  readonly pid: number | null;
  kill(): void;
}

/** What the start says each time a worker begins or ends. */
interface Said {
  readonly worker: number | null;
}

/** Speaks with `npm start`, which started this program and the worker, and which starts the worker anew when it is gone. */
export function workerOfTheStart(start: NodeJS.Process = process): WorkerOfTheStart {
  let pid: number | null = null;
  start.on('message', (said: Said) => {
    pid = said.worker;
  });
  return {
    get pid() {
      return pid;
    },
    kill() {
      start.send?.({ kill: 'worker' });
    },
  };
}
