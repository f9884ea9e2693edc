import { Inject, Injectable } from '@nestjs/common';
import { Heartbeats, LOGGER, type Logger } from '#platform';
import { Loop } from './loop.js';

/** Says every few seconds that a worker is alive: readiness of the API reads it. */
@Injectable()
export class Heartbeat extends Loop {
  constructor(
    private readonly heartbeats: Heartbeats,
    @Inject(LOGGER) log: Logger,
  ) {
    super(5_000, log);
  }

  async turn(): Promise<boolean> {
    await this.heartbeats.beat('worker');
    return false;
  }
}
