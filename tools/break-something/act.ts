import { begun, isAllAsPromised, never, type Report, type Sight, type Telling } from './report.js';

/** One way to break something: its words, and what is done when somebody presses the button. */
export interface Act {
  readonly name: string;
  readonly title: string;
  /** What is done and what must hold, before anybody presses. */
  readonly text: string;
  readonly button: string;
  /** Breaks it, waits until it is whole again, and answers with what was counted. */
  run(telling: Telling): Promise<Sight>;
}

/** Plays acts, each one at a time, and keeps what came of the last press. */
export class Stage {
  private readonly reports = new Map<string, Report>();
  private readonly underWay = new Map<string, Promise<void>>();

  constructor(
    readonly acts: readonly Act[],
    private readonly log: (text: string) => void,
  ) {}

  reportOf(name: string): Report {
    return this.reports.get(name) ?? never;
  }

  get isBusy(): boolean {
    return this.underWay.size > 0;
  }

  /** Begins an act; while it is under way, pressing again changes nothing. False where there is none of that name. */
  press(name: string): boolean {
    const act = this.acts.find((one) => one.name === name);
    if (!act) return false;
    if (!this.underWay.has(name)) this.underWay.set(name, this.play(act));
    return true;
  }

  /** Resolves when nothing is broken any more. */
  async quiet(): Promise<void> {
    while (this.isBusy) await Promise.all(this.underWay.values());
  }

  private async play(act: Act): Promise<void> {
    const pressed = performance.now();
    const change = (changed: Partial<Report>) => this.reports.set(act.name, { ...this.reportOf(act.name), ...changed });
    change(begun);
    try {
      const sight = await act.run({
        see: change,
        happened: (text) =>
          change({ steps: [...this.reportOf(act.name).steps, { afterMs: performance.now() - pressed, text }] }),
      });
      change({ ...sight, state: isAllAsPromised(sight) ? 'held' : 'did-not-hold' });
    } catch (error) {
      this.log(`${act.name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      const sentence = 'This could not be tried to its end: something did not answer. Please press again in a moment.';
      change({ state: 'failed', sentence });
    } finally {
      this.underWay.delete(act.name);
    }
  }
}
