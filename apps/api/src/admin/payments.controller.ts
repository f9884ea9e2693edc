import { Controller, Get, Query } from '@nestjs/common';
import { PaymentLists, type PaymentRow } from '#billing';
import { PaymentList, PaymentsQuery, type PaymentView } from '#contracts';
import { Database, instant, type Here } from '#platform';
import { Answers, ForMembers, InPractice } from '../http/route.js';

/** What is owed to the practice, and what became of it. */
@Controller('api/v1/admin/payments')
export class PaymentsController {
  constructor(
    private readonly db: Database,
    private readonly payments: PaymentLists,
  ) {}

  @Get()
  @ForMembers('payments:read', 'owner', 'coach', 'assistant')
  @Answers(200, PaymentList)
  async list(@InPractice() here: Here, @Query({ schema: PaymentsQuery }) query: PaymentsQuery): Promise<PaymentList> {
    const { data, nextCursor } = await this.db.inPractice(here, (tx) => this.payments.list(tx, query, query));
    return { data: data.map(viewOf), nextCursor };
  }
}

function viewOf(row: PaymentRow): PaymentView {
  const { id, causeId, payerId, amountMinor, refundedMinor, currency, status, createdAt, paidAt } = row;
  return {
    id,
    appointmentId: causeId,
    clientId: payerId,
    amount: { amount: amountMinor, currency },
    refunded: { amount: refundedMinor, currency },
    status,
    createdAt: instant(createdAt),
    paidAt: paidAt && instant(paidAt),
  };
}
