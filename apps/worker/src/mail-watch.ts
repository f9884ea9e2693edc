import { Inject, Injectable } from '@nestjs/common';
import { deliverMessage } from '#followups';
import { LOGGER, MailTransport, Outbox, PartTroubles, type Logger } from '#platform';
import { Loop } from './loop.js';

const repeatEvery = 5_000;
/** The machine's clock begins with the process, so nought is not long ago. */
const never = -Infinity;

/**
 * Watches over the circuit to the mail server: while it is open, readiness is told since when and one waiting mail is
 * called up as a probe as soon as the rest is over, or a greeting where none waits; once it closes, everything that waited
 * goes at once, whatever pause it was in.
 */
@Injectable()
export class MailWatch extends Loop {
  private open = false;
  private toldAt = never;

  constructor(
    private readonly transport: MailTransport,
    private readonly outbox: Outbox,
    private readonly troubles: PartTroubles,
    @Inject(LOGGER) log: Logger,
  ) {
    super(250, log);
  }

  async turn(): Promise<boolean> {
    const { openSince, wantsProbe } = this.transport.circuit;
    if (openSince) {
      if (!this.open) this.log.warn({ since: openSince }, 'the mail server is left alone, mail waits');
      this.open = true;
      if (performance.now() - this.toldAt >= repeatEvery) {
        await this.troubles.tell('mail', openSince);
        this.toldAt = performance.now();
      }
      // A greeting may take as long as the server likes: nobody waits for it.
      if (wantsProbe && (await this.outbox.wake(deliverMessage, 1)) === 0) void this.transport.probe();
    } else if (this.open) {
      await this.troubles.over('mail');
      await this.outbox.wake(deliverMessage);
      this.log.info('the mail server takes mail again');
      this.open = false;
      this.toldAt = never;
    }
    return false;
  }
}
