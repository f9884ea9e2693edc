import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform';
import { WaitlistService } from '#scheduling';
import { plainName } from './domain/greeting.js';
import { linkPaths } from './domain/link-paths.js';
import { whenWords } from './domain/when-words.js';
import { secretLeftOut, type Secrets, type Written } from './domain/words.js';
import type { Person } from './gate.js';
import { LinkOrigin } from './link-origin.js';
import type { Message } from './message.entity.js';
import { textsFor } from './texts/texts.js';

const notTrueAnyMore: Written = { stop: { status: 'cancelled', reason: 'not-true-any-more' } };

interface OfferFacts {
  entryId: string;
  timeZone: string;
  startAt: Date;
  expiresAt: Date;
  /** The time they have; null where they have none. */
  presentStart: Date | null;
}

/** The words of the waitlist's mails: true as long as what they are about still waits for an answer. */
@Injectable()
export class WaitlistWords {
  constructor(
    private readonly waitlist: WaitlistService,
    private readonly origin: LinkOrigin,
  ) {}

  async of(
    tx: Tx,
    message: Message,
    template: 'waitlist-confirm' | 'waitlist-offer',
    person: Person,
    secrets: Secrets,
  ): Promise<Written> {
    const texts = textsFor(person.locale);
    if (template === 'waitlist-confirm') {
      const asked = await tx.one(`SELECT 1 FROM waitlist_entries WHERE id = $1 AND status = 'asked'`, [
        message.causeId,
      ]);
      if (!asked) return notTrueAnyMore;
      return { words: texts.waitlistConfirm(await this.url(tx, message, message.causeId, person, secrets)) };
    }
    const facts = await this.read(tx, message);
    if (!facts) return notTrueAnyMore;
    const at = (instant: Date) => whenWords(instant, facts.timeZone, person.locale);
    const url = await this.url(tx, message, facts.entryId, person, secrets);
    const name = plainName(person.name, person.telling) ?? '';
    const [when, until, instead] = [
      at(facts.startAt),
      at(facts.expiresAt),
      facts.presentStart && at(facts.presentStart),
    ];
    const brief = `${texts.briefly.at(when)}. ${texts.briefly.offered}`;
    return { words: { ...texts.waitlistOffer(name, when, until, instead, url), brief } };
  }

  private async url(tx: Tx, message: Message, entryId: string, person: Person, secrets: Secrets): Promise<string> {
    const owner = { id: entryId, clientId: message.clientId! };
    const token = secrets === 'issued' ? await this.waitlist.issueToken(tx, owner, person.email) : secretLeftOut;
    return `${await this.origin.of(tx, person)}${linkPaths.waitlist}${token}`;
  }

  private read(tx: Tx, { causeId, clientId }: Message): Promise<OfferFacts | null> {
    return tx.one<OfferFacts>(
      `SELECT e.id AS "entryId", e.time_zone AS "timeZone", o.start_at AS "startAt", o.expires_at AS "expiresAt",
              a.start_at AS "presentStart"
       FROM waitlist_offers o JOIN waitlist_entries e ON e.id = o.entry_id LEFT JOIN appointments a ON a.id = e.appointment_id
       WHERE o.id = $1 AND e.client_id = $2 AND o.status = 'open' AND o.expires_at > $3 AND e.status = 'waiting'
         AND (a.id IS NULL OR (a.status = 'confirmed' AND a.start_at > o.start_at))`,
      [causeId, clientId, tx.now()],
    );
  }
}
