import { Injectable } from '@nestjs/common';
import {
  BrakeService,
  briefContact,
  openContact,
  PartnerInvitations,
  quietUntil,
  SafeContactService,
  SuppressionService,
  type ContactRules,
} from '#clients';
import type { Tx } from '#platform';
import type { Telling } from './domain/discreet.js';
import type { Stop } from './domain/words.js';
import type { Message } from './message.entity.js';
import { TellingWords } from './telling-words.service.js';

/** Who a message goes to, as they are now. */
export interface Person {
  /** Empty where nobody but a stranger says so: whoever books types a name and somebody else's address. */
  readonly name: string;
  readonly email: string;
  readonly locale: string;
  readonly timeZone: string;
  /** How openly they may be written to. */
  readonly contact: ContactRules;
  /** What no mail of the practice that writes to them may say. */
  readonly telling: Telling;
}

type Recipients = Pick<Message, 'clientId' | 'memberId' | 'userId' | 'invitationId'>;

export type Passed = { readonly person: Person } | { readonly stop: Stop } | { readonly waitUntil: Date };

/** The one gate every mail passes, when it is sent: late, suppressed, braked or unwanted mail stops here. */
@Injectable()
export class Gate {
  constructor(
    private readonly safeContact: SafeContactService,
    private readonly suppressions: SuppressionService,
    private readonly brakes: BrakeService,
    private readonly partners: PartnerInvitations,
    private readonly tellingWords: TellingWords,
  ) {}

  async pass(tx: Tx, message: Message): Promise<Passed> {
    if (message.expiresAt && message.expiresAt <= tx.now()) return stop('cancelled', 'too-late');
    const person = await this.personOf(tx, message);
    if (!person) return stop('cancelled', 'person-gone');
    // Before anything else, so that whoever sees the reason learns nothing of what was answered.
    if (message.clientId && (await this.partners.isAwaited(tx, message.clientId)))
      return stop('suppressed', 'not-joined-yet');
    if (await this.suppressions.covers(tx, person.email, message.kind, message.clientId))
      return {
        stop: { status: 'suppressed', reason: 'address-suppressed', endsSeries: await this.leaves(tx, message) },
      };
    if (!message.clientId) return { person };
    const { level, quiet } = person.contact;
    if (level === 'none') return stop('suppressed', 'safe-contact');
    if (this.isTooOpen(message, person)) return stop('suppressed', 'safe-contact');
    if (message.enrolmentId && (await this.isBraked(tx, message.clientId, message.enrolmentId)))
      return stop('suppressed', 'brake');
    if (message.kind === 'marketing' && !(await this.optedIn(tx, message.clientId)))
      return stop('suppressed', 'no-opt-in');
    // Who asks for a sign-in link sits in front of a page that waits for it, and it would not live until the morning.
    const waitUntil = quiet && message.template !== 'sign-in' ? quietUntil(tx.now(), quiet) : null;
    return waitUntil ? { waitUntil } : { person };
  }

  /** A series whose rule says so ends with an unsubscription. */
  private async leaves(tx: Tx, { enrolmentId }: Message): Promise<boolean> {
    const row = await tx.one(
      `SELECT 1 FROM enrolments e JOIN sequences s ON s.practice_id = e.practice_id AND s.id = e.sequence_id
       WHERE e.id = $1 AND 'unsubscribed' = ANY (s.exit_rules)`,
      [enrolmentId],
    );
    return row !== null;
  }

  /** Stopped as a whole, or for the case the series belongs to. */
  private async isBraked(tx: Tx, clientId: string, enrolmentId: string): Promise<boolean> {
    const row = await tx.one<{ caseId: string | null }>('SELECT case_id AS "caseId" FROM enrolments WHERE id = $1', [
      enrolmentId,
    ]);
    return this.brakes.isPulled(tx, clientId, row?.caseId ?? undefined);
  }

  /** Marketing goes only to somebody who asked for it and has not taken that back. */
  private async optedIn(tx: Tx, clientId: string): Promise<boolean> {
    const row = await tx.one(
      `SELECT 1 FROM consents WHERE client_id = $1 AND purpose = 'marketing' AND revoked_at IS NULL LIMIT 1`,
      [clientId],
    );
    return row !== null;
  }

  /** What a step of a series says cannot be cut down to a time. */
  isTooOpen({ template }: Pick<Message, 'template'>, { contact }: Person): boolean {
    return contact.level === 'time_only' && template === 'step';
  }

  /** The person a message is for, with what they said about being contacted; null where there is none any more. */
  async personOf(tx: Tx, message: Recipients): Promise<Person | null> {
    const found = await this.found(tx, message);
    if (!found) return null;
    const telling = await this.tellingWords.judge(tx);
    if (message.clientId) return { ...found, telling, contact: await this.safeContact.rules(tx, message.clientId) };
    return { ...found, telling, contact: message.invitationId ? briefContact : openContact };
  }

  private async found(
    tx: Tx,
    { clientId, memberId, userId, invitationId }: Recipients,
  ): Promise<Omit<Person, 'contact' | 'telling'> | null> {
    if (invitationId) {
      const invited = await this.partners.invited(tx, invitationId);
      return invited && { ...invited, name: '' };
    }
    if (clientId)
      // Who turned out to be somebody known is written to as that person; what is left here they were told already.
      return tx.one(
        `SELECT CASE WHEN confirmed_at IS NOT NULL OR origin = 'practice' THEN name ELSE '' END AS name,
                email, locale, time_zone AS "timeZone" FROM clients WHERE id = $1 AND merged_into IS NULL`,
        [clientId],
      );
    // A member reads times in their own zone where they are a coach, else in the practice's.
    return tx.one(
      `SELECT u.name, u.email, s.locale, coalesce(k.time_zone, s.time_zone) AS "timeZone"
       FROM users u CROSS JOIN practice_settings s
       LEFT JOIN members m ON m.user_id = u.id
       LEFT JOIN coaches k ON k.member_id = m.id
       WHERE u.id = coalesce($2, (SELECT user_id FROM members WHERE id = $1 AND status <> 'left')) LIMIT 1`,
      [memberId, userId],
    );
  }
}

function stop(status: Stop['status'], reason: string): { stop: Stop } {
  return { stop: { status, reason } };
}
