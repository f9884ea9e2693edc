import { Injectable } from '@nestjs/common';
import { idShape, keyOfCursor, pageOf, type Page, type PageAsked, type Tx } from '#platform';
import type { PaymentStatus } from './domain/payment-state.js';

/** A payment as it stands in a list; amounts in minor units. */
export interface PaymentRow {
  readonly id: string;
  readonly causeId: string;
  readonly payerId: string;
  readonly amountMinor: number;
  readonly refundedMinor: number;
  readonly currency: string;
  readonly status: PaymentStatus;
  readonly createdAt: Date;
  readonly paidAt: Date | null;
}

/** What is owed for one thing, as pages about that thing show it. */
export type DuePaymentRow = Pick<PaymentRow, 'amountMinor' | 'currency' | 'status'>;

export interface PaymentFilters {
  readonly status?: PaymentStatus | undefined;
  readonly client?: string | undefined;
}

/** The payments of a practice, read as plain columns. */
@Injectable()
export class PaymentLists {
  /** Newest first. */
  async list(tx: Tx, filters: PaymentFilters, page: PageAsked): Promise<Page<PaymentRow>> {
    const after = keyOfCursor(page.cursor, idShape);
    const rows = await tx.query<PaymentRow>(
      `SELECT id, cause_id AS "causeId", payer_id AS "payerId", amount_minor AS "amountMinor",
         refunded_minor AS "refundedMinor", currency, status, created_at AS "createdAt", paid_at AS "paidAt"
       FROM payments
       WHERE ($1::uuid IS NULL OR id < $1) AND ($2::text IS NULL OR status = $2) AND ($3::uuid IS NULL OR payer_id = $3)
       ORDER BY id DESC LIMIT $4`,
      [after?.[0] ?? null, filters.status ?? null, filters.client ?? null, page.limit + 1],
    );
    return pageOf(rows, page.limit, (row) => [row.id]);
  }

  /** The payments owed for these things, by what they are owed for. */
  async ofCauses(tx: Tx, causeIds: readonly string[]): Promise<Map<string, DuePaymentRow>> {
    const rows = await tx.query<DuePaymentRow & { causeId: string }>(
      `SELECT cause_id AS "causeId", amount_minor AS "amountMinor", currency, status FROM payments WHERE cause_id = ANY($1)`,
      [causeIds],
    );
    return new Map(rows.map((row) => [row.causeId, row]));
  }
}
