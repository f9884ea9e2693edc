import { InjectQueue } from '@nestjs/bullmq';
import { Inject, Injectable } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { LOGGER, Outbox, OUTBOX_QUEUE, type Logger } from '#platform';
import { Loop } from './loop.js';
import type { OutboxJob } from './queue.module.js';

const atOnce = 200;

/**
 * Moves committed rows that are due to the queue. A row whose job got lost (a wiped queue, a killed worker) is due
 * again after half a minute, so the relay is the sweeper of jobs too.
 */
@Injectable()
export class OutboxRelay extends Loop {
  constructor(
    private readonly outbox: Outbox,
    @InjectQueue(OUTBOX_QUEUE) private readonly queue: Queue<OutboxJob>,
    @Inject(LOGGER) log: Logger,
  ) {
    super(200, log);
  }

  async turn(): Promise<boolean> {
    const due = await this.outbox.takeDue(atOnce);
    if (due.length > 0)
      await this.queue.addBulk(
        due.map(({ practiceId, outboxId, attempts }) => ({
          name: 'outbox',
          data: { practiceId, outboxId },
          // A queue ignores an id it still keeps, so each attempt has its own and nothing finished is kept.
          opts: { jobId: `${outboxId}-${attempts}`, removeOnComplete: true, removeOnFail: true, attempts: 1 },
        })),
      );
    return due.length === atOnce;
  }
}
