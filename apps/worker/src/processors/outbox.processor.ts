import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject, Injectable } from '@nestjs/common';
import type { Job } from 'bullmq';
import { describeError, LOGGER, Outbox, OUTBOX_QUEUE, requestScope, type Logger } from '#platform';
import type { OutboxJob } from '../queue.module.js';

/** Takes jobs from the queue and lets the outbox do what the row says. */
@Injectable()
@Processor(OUTBOX_QUEUE, { concurrency: 8, autorun: false })
export class OutboxProcessor extends WorkerHost {
  private finishing = false;

  constructor(
    private readonly outbox: Outbox,
    @Inject(LOGGER) private readonly log: Logger,
  ) {
    super();
  }

  /**
   * Begins to take jobs: not before every handler is known, or a fact would seem to have no reactions. A worker that
   * takes none any more although nobody stopped it is of no use: `whenEnded` hears of it.
   */
  begin(whenEnded: (error: unknown) => void = () => undefined): void {
    const ended = (error: unknown): void => {
      if (this.finishing) return;
      this.log.error({ err: describeError(error) }, 'the queue is not read any more');
      whenEnded(error);
    };
    this.worker.run().then(() => ended(new Error('The queue was left.')), ended);
  }

  /** Takes no more jobs and waits for those under way, which still need the database, the keys and the mail server. */
  async finish(): Promise<void> {
    this.finishing = true;
    await this.worker.close();
  }

  override async process(job: Job<OutboxJob>): Promise<void> {
    const { practiceId, outboxId } = job.data;
    await requestScope.run({ requestId: outboxId }, () => this.outbox.run(practiceId, outboxId));
  }

  @OnWorkerEvent('failed')
  failed(job: Job<OutboxJob> | undefined, error: Error): void {
    this.log.warn({ outboxId: job?.data.outboxId, err: describeError(error) }, 'a job failed and will be tried again');
  }

  @OnWorkerEvent('error')
  broken(error: Error): void {
    this.log.warn({ err: describeError(error) }, 'the queue does not answer');
  }
}
