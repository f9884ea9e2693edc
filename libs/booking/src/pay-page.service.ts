import { Inject, Injectable } from '@nestjs/common';
import { CheckoutService, PaymentsUnavailable } from '#billing';
import { CONFIG, LOGGER, type Config, type Here, type Logger } from '#platform';
import { manageUrlOf, returnUrlsOf } from './manage-urls.js';

/** The page to pay an appointment on, from which the payer comes back to their manage link. */
@Injectable()
export class PayPage {
  constructor(
    private readonly checkout: CheckoutService,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** The manage link of a secret. */
  manageUrl(token: string): string {
    return manageUrlOf(this.config, token);
  }

  /** Its address. Throws PaymentsUnavailable, NothingToPay. */
  open(here: Here, appointmentId: string, token: string): Promise<string> {
    return this.checkout.open(here, appointmentId, returnUrlsOf(this.config, token));
  }

  /** Its address, or undefined while the payment provider does not answer: it can be asked for again. */
  async tryToOpen(here: Here, appointmentId: string, token: string): Promise<string | undefined> {
    try {
      return await this.open(here, appointmentId, token);
    } catch (error) {
      if (!(error instanceof PaymentsUnavailable)) throw error;
      this.log.warn({ appointmentId }, 'booked without a page to pay on: the payment provider does not answer');
      return undefined;
    }
  }
}
