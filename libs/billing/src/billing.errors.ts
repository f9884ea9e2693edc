import { DomainError } from '#platform';

/** The payment provider could not be asked just now. Nothing is lost: the same call may be made again. */
export class PaymentsUnavailable extends DomainError {
  readonly code = 'payments-unavailable';
  readonly kind = 'unavailable';
  constructor(options?: { cause: unknown }) {
    super('The payment page cannot be opened just now. Your time is kept: please try again in a moment.');
    if (options) this.cause = options.cause;
  }
}

/** A payment notice whose signature is missing, wrong or too old. */
export class ForgedNotice extends DomainError {
  readonly code = 'signature-invalid';
  readonly kind = 'invalid';
  constructor() {
    super('The signature of this notice is not valid.');
  }
}

/** There is nothing to pay: it was paid, given back, or never owed. */
export class NothingToPay extends DomainError {
  readonly code = 'nothing-to-pay';
  readonly kind = 'conflict';
  constructor() {
    super('There is nothing to pay for this appointment.');
  }
}

/** More was asked back than is left of a payment. */
export class RefundTooLarge extends DomainError {
  readonly code = 'refund-too-large';
  readonly kind = 'conflict';
  constructor(leftMinor: number) {
    super('That is more than is left of this payment.', { left: leftMinor });
  }
}
