import type { Tx } from '#platform';
import type { PracticeStatus } from './practice.entity.js';
import { NoSuchPractice } from './practices.errors.js';

/** What a practice says about itself, without its key. */
export interface SettingsView {
  readonly id: string;
  readonly slug: string;
  readonly host: string | null;
  readonly status: PracticeStatus;
  readonly name: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly locale: string;
  readonly country: string;
  readonly stripeAccount: string | null;
  readonly paymentsReady: boolean;
  readonly createdAt: Date;
  readonly revision: number;
}

/** The settings of the transaction's practice; throws NoSuchPractice where there are none. */
export async function settingsOf(tx: Tx): Promise<SettingsView> {
  const row = await tx.one<SettingsView>(
    `SELECT practices.id, slug, host, status, name, time_zone AS "timeZone", currency, locale, country,
       stripe_account AS "stripeAccount", payments_ready AS "paymentsReady",
       practice_settings.created_at AS "createdAt", revision
     FROM practice_settings JOIN practices ON practices.id = practice_settings.practice_id`,
  );
  if (!row) throw new NoSuchPractice();
  return row;
}
