import { Slug, type PracticeCreate, type PracticePatch, type PublicPractice } from '#contracts';
import { Database, type Tx } from '#platform';
import { Injectable } from '@nestjs/common';
import { CoachService } from './coach.service.js';
import { PracticeBirth, type Bootstrap, type BornPractice } from './practice-birth.service.js';
import { settingsOf, type SettingsView } from './practice.store.js';
import { NoSuchPractice } from './practices.errors.js';

/** A practice that is open, as a request finds it. */
export interface OpenPractice {
  readonly id: string;
  readonly slug: string;
  readonly host: string | null;
}

const open = `SELECT id, slug, host FROM practices WHERE status <> 'closed' AND`;

/** The tenant: how it is found from outside, and what it says about itself inside. */
@Injectable()
export class PracticeService {
  constructor(
    private readonly db: Database,
    private readonly coaches: CoachService,
    private readonly birth: PracticeBirth,
  ) {}

  /**
   * Makes a practice with its owner and a key with all scopes, all or nothing. An address that signs in already is
   * kept as it is and invited. Throws SlugTaken, SlugReserved, and Invalid for a password over the wire in production.
   */
  create(request: PracticeCreate, bootstrap?: Bootstrap): Promise<BornPractice> {
    return this.birth.create(request, bootstrap);
  }

  /** The open practice of this name. One whose bill is unpaid is open: its clients must not feel it. */
  async findBySlug(slug: string): Promise<OpenPractice | null> {
    // Out of an address anything may come, such as a NUL byte, which the database would not even read.
    return Slug.safeParse(slug).success ? this.findOpen('slug', slug) : null;
  }

  /** The open practice with this host of its own. */
  findByHost(host: string): Promise<OpenPractice | null> {
    return this.findOpen('host', host.toLowerCase());
  }

  findById(id: string): Promise<OpenPractice | null> {
    return this.findOpen('id', id);
  }

  /** What the practice of this transaction says about itself. */
  settings(tx: Tx): Promise<SettingsView> {
    return settingsOf(tx);
  }

  /**
   * The operator connects a practice to its payments; what is left out stays. What was agreed on before keeps the account
   * it was agreed with. Throws NoSuchPractice.
   */
  connectPayments(practiceId: string, patch: PracticePatch): Promise<SettingsView> {
    return this.db.inPractice({ practiceId, actor: { kind: 'operator' } }, async (tx) => {
      const before = await settingsOf(tx);
      const { stripeAccount = before.stripeAccount, paymentsReady = before.paymentsReady } = patch;
      await tx.query('UPDATE practice_settings SET stripe_account = $1, payments_ready = $2, revision = revision + 1', [
        stripeAccount,
        paymentsReady,
      ]);
      tx.audit('practice.payments-connected', practiceId);
      return settingsOf(tx);
    });
  }

  /** What visitors see of the practice and its coaches. Offerings and help lines are added by those who know them. */
  async publicView(tx: Tx): Promise<Omit<PublicPractice, 'offerings' | 'helpLines'>> {
    const { slug, name, timeZone, currency, locale, country, status } = await this.settings(tx);
    if (status === 'closed') throw new NoSuchPractice();
    return { slug, name, timeZone, currency, locale, country, coaches: await this.coaches.listPublic(tx) };
  }

  private async findOpen(column: 'id' | 'slug' | 'host', value: string): Promise<OpenPractice | null> {
    const [row] = await this.db.lookOutside<OpenPractice>(`${open} ${column} = $1`, [value]);
    return row ?? null;
  }
}
