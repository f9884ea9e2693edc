import { Injectable } from '@nestjs/common';
import {
  BrakeService,
  ClientService,
  quietFrom,
  quietUntil,
  SafeContactService,
  SuppressionService,
  type QuietHours,
} from '#clients';
import type { Tx } from '#platform';
import type { WaitlistRow } from '#scheduling';

/** Whether somebody may be asked now: until when they are not to be disturbed again, from when on they may be, or not at all. */
export type Reach =
  | { readonly kind: 'now'; readonly quietFrom: Date }
  | { readonly kind: 'later'; readonly at: Date }
  | { readonly kind: 'never' };

/** A time that is kept for two hours is of no use to somebody who sleeps. */
const night = { from: '21:00', to: '08:00' };

/** Who of those who wait may be written to now. The gate asks all of it again when the mail is sent. */
@Injectable()
export class WaitingReach {
  constructor(
    private readonly clients: ClientService,
    private readonly safeContact: SafeContactService,
    private readonly suppressions: SuppressionService,
    private readonly brakes: BrakeService,
  ) {}

  /** By what they said about being contacted, what was stopped, and their night. */
  async of(tx: Tx, { clientId, timeZone }: WaitlistRow, caseId: string | undefined): Promise<Reach> {
    const { id, email } = await this.clients.get(tx, clientId);
    const { level, quiet } = await this.safeContact.rules(tx, id);
    if (level === 'none') return { kind: 'never' };
    if (await this.suppressions.covers(tx, email, 'service', id)) return { kind: 'never' };
    if (await this.brakes.isPulled(tx, id, caseId)) return { kind: 'never' };
    const hours: QuietHours[] = [{ ...night, timeZone }, ...(quiet ? [quiet] : [])];
    const now = tx.now();
    const quietNow = hours.map((one) => quietUntil(now, one)?.getTime() ?? 0);
    if (quietNow.some((until) => until > 0)) return { kind: 'later', at: new Date(Math.max(...quietNow)) };
    const begins = hours.flatMap((one) => quietFrom(now, one)?.getTime() ?? []);
    return { kind: 'now', quietFrom: new Date(Math.min(...begins)) };
  }
}
