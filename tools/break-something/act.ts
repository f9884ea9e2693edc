import { never, type Outcome, type Report, type Tell } from './report.js';

/** One way to break something: its words, and what is done when somebody presses the button. */
export interface Act {
  readonly name: string;
  readonly title: string;
  /** What is done and what must hold, before anybody presses. */
  readonly text: string;
  readonly button: string;
  /** Breaks it, waits until it is whole again, and answers with what was counted. */
  run(tell: Tell): Promise<Outcome>;
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
    const tell: Tell = (sentence, counts) => this.reports.set(act.name, { state: 'under-way', sentence, counts });
    tell('Just a moment …', []);
    try {
      const { sentence, counts } = await act.run(tell);
      const held = counts.every(({ isAsPromised }) => isAsPromised !== false);
      this.reports.set(act.name, { state: held ? 'held' : 'did-not-hold', sentence, counts });
    } catch (error) {
      this.log(`${act.name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      const { counts } = this.reportOf(act.name);
      const sentence = 'This could not be tried to its end: something did not answer. Please press again in a moment.';
      this.reports.set(act.name, { state: 'failed', sentence, counts });
    } finally {
      this.underWay.delete(act.name);
    }
  }
}
