import type { TestApp } from './test-app.js';

/** The worker of a start: killed, it is away for a moment, and then another process does what is due. */
export class MortalWorker {
  pid: number | null = 4711;
  private isWanted = true;

  constructor(private readonly app: TestApp) {}

  kill(): void {
    this.pid = null;
    setTimeout(() => {
      this.pid = 4712;
      this.work().catch((error: unknown) => process.emitWarning(String(error)));
    }, 400);
  }

  /** It begins nothing more. */
  stop(): void {
    this.isWanted = false;
  }

  private async work(): Promise<void> {
    for (let round = 0; round < 30 && this.isWanted; round += 1) {
      await this.app.settle();
      await new Promise((next) => setTimeout(next, 100));
    }
  }
}
