import { Injectable } from '@nestjs/common';
import { PaymentService, RefundService } from '#billing';
import { moneyText } from '#contracts';
import type { Tx } from '#platform';
import type { textsFor } from './texts/texts.js';

/** What a cancellation did to the money of the person who is told of it, as one sentence or two. */
@Injectable()
export class CancelledMoney {
  constructor(
    private readonly payments: PaymentService,
    private readonly refunds: RefundService,
  ) {}

  /** Null where nothing was ever due, or from somebody else: what another paid is no business of theirs. */
  async words(
    tx: Tx,
    appointmentId: string,
    reader: { readonly clientId: string; readonly locale: string },
    texts: ReturnType<typeof textsFor>,
  ): Promise<string | null> {
    const payment = await this.payments.findFor(tx, appointmentId);
    if (payment?.payerId !== reader.clientId) return null;
    if (!payment.cameIn) return texts.nothingCharged;
    // Money under dispute is with the bank, and what becomes of it is not ours to say.
    if (payment.status === 'disputed' || payment.status === 'lost') return texts.moneyOnPage;
    const refundMinor = Math.min(await this.refunds.decided(tx, payment.id), payment.amountMinor);
    const feeMinor = payment.amountMinor - refundMinor;
    const amount = (minor: number) => moneyText(minor, payment.currency, reader.locale);
    if (feeMinor === 0) return texts.allBack(amount(refundMinor));
    return refundMinor === 0 ? texts.allKept(amount(feeMinor)) : texts.partBack(amount(feeMinor), amount(refundMinor));
  }
}
