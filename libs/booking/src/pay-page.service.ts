import { Inject, Injectable } from '@nestjs/common';
import { CheckoutService, PaymentsUnavailable } from '#billing';
import { DatabaseAway, describeError, LOGGER, type Here, type Logger } from '#platform';
import { PracticeAddress } from '#practices';
import { returnUrlsOf } from './manage-urls.js';

/** The page to pay an appointment on, from which the payer comes back to their manage link. */
@Injectable()
export class PayPage {
  constructor(
    private readonly checkout: CheckoutService,
    private readonly address: PracticeAddress,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** Its address. Throws PaymentsUnavailable, NothingToPay. */
  async open(here: Here, appointmentId: string, token: string): Promise<string> {
    const address = await this.address.ofPractice(here.practiceId);
    return this.checkout.open(here, appointmentId, returnUrlsOf(address, token));
  }

  /** Its address, or undefined while the payment provider or the database does not answer: it can be asked for again. */
  async tryToOpen(here: Here, appointmentId: string, token: string): Promise<string | undefined> {
    try {
      return await this.open(here, appointmentId, token);
    } catch (error) {
      if (!(error instanceof PaymentsUnavailable || error instanceof DatabaseAway)) throw error;
      this.log.warn({ appointmentId, err: describeError(error) }, 'booked without a page to pay on');
      return undefined;
    }
  }
}
