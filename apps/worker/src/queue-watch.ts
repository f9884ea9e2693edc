import { InjectQueue } from '@nestjs/bullmq';
import { Inject, Injectable } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { setTimeout as pause } from 'node:timers/promises';
import { describeError, LOGGER, machineTime, OUTBOX_QUEUE, PartTroubles, type Logger } from '#platform';
import { Loop } from './loop.js';
import type { OutboxJob } from './queue.module.js';

const patience = 2_000;

/** Watches whether the queue answers: while it does not, readiness is told since when. Nothing in it is the truth of anything. */
@Injectable()
export class QueueWatch extends Loop {
  private silentSince: Date | undefined;
  private asked: Promise<boolean> | undefined;

  constructor(
    @InjectQueue(OUTBOX_QUEUE) private readonly queue: Queue<OutboxJob>,
    private readonly troubles: PartTroubles,
    @Inject(LOGGER) log: Logger,
  ) {
    super(1_000, log);
    // Where nobody listens, the library prints the failure itself, with all that is in it.
    queue.on('error', (error) => log.warn({ err: describeError(error) }, 'the queue does not answer'));
  }

  async turn(): Promise<boolean> {
    const asked = machineTime();
    if (await this.answers()) {
      if (this.silentSince) await this.troubles.over('queue');
      this.silentSince = undefined;
    } else {
      this.silentSince ??= asked;
      await this.troubles.tell('queue', this.silentSince);
    }
    return false;
  }

  /** One question at a time: a queue that is away answers it when it is back. */
  private async answers(): Promise<boolean> {
    this.asked ??= this.ask();
    return Promise.race([this.asked, pause(patience, false, { ref: false })]);
  }

  private async ask(): Promise<boolean> {
    try {
      await this.queue.isPaused();
      return true;
    } catch {
      return false; // what failed is told by the queue's own event
    } finally {
      this.asked = undefined;
    }
  }
}
