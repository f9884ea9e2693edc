import { pause, until } from './mortal-program.js';

const second = 1000;

/** Whether readiness tells the truth. A lie is green while a part that nothing works without is away, or before it is back. */
export class ReadinessWatch {
  lies = 0;

  /** `serves` tries whether the installation really does what green says. */
  constructor(
    private readonly url: string,
    private readonly serves: () => Promise<boolean>,
  ) {}

  /** While the part is away, for this time: every green look is a lie. */
  async whileAway(milliseconds: number): Promise<void> {
    const deadline = performance.now() + milliseconds;
    while (performance.now() < deadline) {
      if (await this.isGreen()) this.lies += 1;
      await pause(50);
    }
  }

  /** Once the part is back: red for ten seconds more is a lie, and green while nobody can book. */
  async onceBack(): Promise<void> {
    const isGreen = await until(() => this.isGreen(), 10 * second);
    if (!isGreen || !(await this.serves())) this.lies += 1;
  }

  private async isGreen(): Promise<boolean> {
    const answer = await fetch(this.url).catch(() => undefined); // an API that is dead says nothing
    await answer?.arrayBuffer();
    return answer?.status === 200;
  }
}
