import { jest } from '@jest/globals';
import type { Logger } from '#platform';
import { Loop } from './loop.js';

class Counting extends Loop {
  rounds = 0;
  underWay = 0;
  most = 0;
  turnsOut: () => Promise<boolean> = () => Promise.resolve(false);
  private readonly waiting: { rounds: number; begun: () => void }[] = [];

  /** Resolves when that many rounds have begun, however slow the machine is. */
  begins(rounds: number): Promise<void> {
    return new Promise((begun) => this.waiting.push({ rounds, begun }));
  }

  override async turn(): Promise<boolean> {
    this.rounds += 1;
    for (const { rounds, begun } of this.waiting) if (rounds === this.rounds) begun();
    this.underWay += 1;
    this.most = Math.max(this.most, this.underWay);
    try {
      return await this.turnsOut();
    } finally {
      this.underWay -= 1;
    }
  }
}

const error = jest.fn();
const log = { error } as unknown as Logger;
const soon = () => new Promise((resolve) => setTimeout(resolve, 30));

describe('A loop (item 5)', () => {
  let loop: Counting;

  beforeEach(() => {
    error.mockClear();
    loop = new Counting(5, log);
  });
  afterEach(() => loop.stop());

  it('goes round and round, one round at a time', async () => {
    loop.turnsOut = async () => {
      await new Promise((resolve) => setTimeout(resolve, 8));
      return true;
    };
    const third = loop.begins(3);
    loop.start();
    await third;
    expect(loop.most).toBe(1);
  });

  it('says what failed and goes on', async () => {
    loop.turnsOut = () => Promise.reject(new TypeError('a name that belongs in no log'));
    const second = loop.begins(2);
    loop.start();
    await second;
    expect(error).toHaveBeenCalled();
    expect(JSON.stringify(error.mock.calls)).not.toContain('a name');
  });

  it('stops after the round under way, and begins no other', async () => {
    let end = (): void => undefined;
    loop.turnsOut = () =>
      new Promise((resolve) => {
        end = () => resolve(true);
      });
    const first = loop.begins(1);
    loop.start();
    await first;
    let stopped = false;
    const stopping = loop.stop().then(() => {
      stopped = true;
    });
    await soon();
    expect(stopped).toBe(false);
    end();
    await stopping;
    await soon();
    expect(loop.rounds).toBe(1);
  });

  it('that never began stops at once', async () => {
    await loop.stop();
    expect(loop.rounds).toBe(0);
  });
});
