/** Lets at most `atOnce` pieces of work run at a time; the others wait in the order they came. */
export class Turns {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly atOnce: number) {}

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= this.atOnce)
      await new Promise<void>((go) => {
        this.waiting.push(go);
      });
    else this.running += 1;
    try {
      return await work();
    } finally {
      // The turn is handed to the next one waiting, so nobody who comes later can take it first.
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
