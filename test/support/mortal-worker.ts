import type { TestApp } from './test-app.js';

const awayMs = 400;
const restMs = 50;

/** The worker of a start: it does what is due, and once it was killed another process takes its place after a moment. */
export class MortalWorker {
  pid: number | null = 4711;
  private last = 4711;
  private atWork: Promise<void> = Promise.resolve();
  private isWanted = false;
  private isOver = false;

  constructor(private readonly app: TestApp) {}

  /** Begins to do what is due, until it is killed or stopped. */
  start(): void {
    this.isWanted = true;
    this.atWork = this.atWork.then(() => this.work()).catch((error: unknown) => process.emitWarning(String(error)));
  }

  kill(): void {
    this.pid = null;
    this.isWanted = false;
    setTimeout(() => {
      if (this.isOver) return;
      this.pid = this.last += 1;
      this.start();
    }, awayMs);
  }

  /** Resolves once it has done what it was at; nothing takes its place. */
  async stop(): Promise<void> {
    this.isOver = true;
    this.isWanted = false;
    await this.atWork;
  }

  private async work(): Promise<void> {
    while (this.isWanted) {
      await this.app.settle();
      await new Promise((next) => setTimeout(next, restMs));
    }
  }
}
