import { describeError, type Logger } from '#platform';

/** Something done again and again with a pause between; a failure is logged and the next round comes all the same. */
export abstract class Loop {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();
  private running = false;

  constructor(
    private readonly pauseMilliseconds: number,
    protected readonly log: Logger,
  ) {}

  /** One round; returns true when there is more to do at once. */
  abstract turn(): Promise<boolean>;

  start(): void {
    this.running = true;
    this.plan(0);
  }

  /** Ends after the round under way. */
  async stop(): Promise<void> {
    this.running = false;
    clearTimeout(this.timer);
    await this.round;
  }

  private plan(pause: number): void {
    this.timer = setTimeout(() => {
      this.round = this.again();
    }, pause);
  }

  private async again(): Promise<void> {
    let more = false;
    try {
      more = await this.turn();
    } catch (error) {
      this.log.error({ err: describeError(error) }, `${this.constructor.name} failed and will try again`);
    }
    if (this.running) this.plan(more ? 0 : this.pauseMilliseconds);
  }
}
