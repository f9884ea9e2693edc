import { Injectable } from '@nestjs/common';
import { BrakeService, SafeContactService, SuppressionService } from '#clients';
import type { Tx } from '#platform';
import type { Stop } from './domain/words.js';
import type { Message } from './message.entity.js';

/** Who a message goes to, as they are now. */
export interface Person {
  readonly name: string;
  readonly email: string;
  readonly locale: string;
  readonly timeZone: string;
}

export type Passed = { readonly person: Person } | { readonly stop: Stop };

/** The one gate every mail passes, when it is sent: late, suppressed, braked or unwanted mail stops here. */
@Injectable()
export class Gate {
  constructor(
    private readonly safeContact: SafeContactService,
    private readonly suppressions: SuppressionService,
    private readonly brakes: BrakeService,
  ) {}

  async pass(tx: Tx, message: Message): Promise<Passed> {
    if (message.expiresAt && message.expiresAt <= tx.now()) return stop('cancelled', 'too-late');
    const person = await this.personOf(tx, message);
    if (!person) return stop('cancelled', 'person-gone');
    if (await this.suppressions.covers(tx, person.email, message.kind)) return stop('suppressed', 'address-suppressed');
    if (message.clientId) {
      const { level } = await this.safeContact.rules(tx, message.clientId);
      if (level === 'none') return stop('suppressed', 'safe-contact');
      if (message.enrolmentId && (await this.brakes.isPulled(tx, message.clientId))) return stop('suppressed', 'brake');
    }
    return { person };
  }

  private personOf(tx: Tx, { clientId, memberId, userId }: Message): Promise<Person | null> {
    if (clientId)
      return tx.one<Person>('SELECT name, email, locale, time_zone AS "timeZone" FROM clients WHERE id = $1', [
        clientId,
      ]);
    // A member reads times in their own zone where they are a coach, else in the practice's.
    return tx.one<Person>(
      `SELECT u.name, u.email, s.locale, coalesce(k.time_zone, s.time_zone) AS "timeZone"
       FROM users u CROSS JOIN practice_settings s
       LEFT JOIN members m ON m.user_id = u.id
       LEFT JOIN coaches k ON k.member_id = m.id
       WHERE u.id = coalesce($2, (SELECT user_id FROM members WHERE id = $1)) LIMIT 1`,
      [memberId, userId],
    );
  }
}

function stop(status: Stop['status'], reason: string): { stop: Stop } {
  return { stop: { status, reason } };
}
