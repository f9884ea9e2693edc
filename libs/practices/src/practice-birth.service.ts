import { allScopes, type PracticeCreate } from '#contracts';
import { ApiKeyService, practiceOfKey } from '#identity';
import {
  CONFIG,
  Clock,
  Database,
  Invalid,
  KeyStore,
  codeOf,
  constraintOf,
  newId,
  type Config,
  type Query,
  type Tx,
} from '#platform';
import { Inject, Injectable } from '@nestjs/common';
import { reservedPracticeSlugs } from './domain/reserved-slugs.js';
import { OwnerService, type Owner } from './owner.service.js';
import { settingsOf, type SettingsView } from './practice.store.js';
import { SlugReserved, SlugTaken } from './practices.errors.js';

/** A practice that was just made; `apiKey` is the secret itself, told this once. */
export interface BornPractice {
  readonly practice: SettingsView;
  readonly owner: Owner;
  readonly apiKey: string;
}

/** What only the installation itself may add: a key it brings along, whose leading UUID becomes the practice's id. */
export interface Bootstrap {
  readonly apiKey?: string | undefined;
  /** Allows the owner's password in production: it comes from the environment and not over the wire. */
  readonly passwordFromEnvironment?: boolean;
}

/** How a practice comes to be: the row in the list, settings and key, owner and API key, all or nothing. */
@Injectable()
export class PracticeBirth {
  constructor(
    private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
    private readonly keys: KeyStore,
    private readonly clock: Clock,
    private readonly owners: OwnerService,
    private readonly apiKeys: ApiKeyService,
  ) {}

  /**
   * Makes a practice with its owner and a key with all scopes. An address that signs in already is kept as it is and
   * invited. Throws SlugTaken, SlugReserved, and Invalid for a password over the wire in production.
   */
  async create(request: PracticeCreate, bootstrap: Bootstrap = {}): Promise<BornPractice> {
    if (reservedPracticeSlugs.has(request.slug)) throw new SlugReserved();
    if (request.owner.password && this.config.NODE_ENV === 'production' && !bootstrap.passwordFromEnvironment)
      throw new Invalid([
        { path: 'owner.password', message: 'Leave it out: the owner chooses a password by the invitation they get.' },
      ]);
    const practiceId = idOf(bootstrap.apiKey);
    const passwordHash = await this.owners.hash(request.owner.password);
    try {
      return await this.db.inNewPractice(
        { practiceId, actor: { kind: 'operator' } },
        (query) => this.enter(query, practiceId, request.slug),
        async (tx) => {
          await this.settle(tx, request);
          const owner = await this.owners.take(tx, request.owner, passwordHash);
          const scopes = [...allScopes];
          const { key } = await this.apiKeys.create(tx, { name: 'First key', scopes }, bootstrap.apiKey);
          tx.audit('practice.created', practiceId);
          return { practice: await settingsOf(tx), owner, apiKey: key };
        },
      );
    } catch (error) {
      if (codeOf(error) === '23505' && constraintOf(error) === 'practices_slug_key') throw new SlugTaken();
      throw error;
    }
  }

  private enter(query: Query, practiceId: string, slug: string): Promise<unknown> {
    return query('INSERT INTO practices (id, slug, created_at) VALUES ($1, $2, $3)', [
      practiceId,
      slug,
      this.clock.now(),
    ]);
  }

  /** With the payment simulator every practice is born able to charge; else an account is connected first. */
  private async settle(tx: Tx, request: PracticeCreate): Promise<void> {
    await tx.query(
      `INSERT INTO practice_settings (name, time_zone, currency, locale, country, payments_ready, wrapped_key, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        request.name,
        request.timeZone,
        request.currency,
        request.locale,
        request.country,
        this.config.STRIPE_API_URL !== undefined,
        this.keys.newPracticeKey(tx.practiceId),
        tx.now(),
      ],
    );
  }
}

function idOf(givenKey: string | undefined): string {
  if (givenKey === undefined) return newId();
  const practiceId = practiceOfKey(givenKey);
  if (!practiceId)
    throw new Invalid([
      { path: 'apiKey', message: 'A key begins with a UUID and goes on with at least 16 printable characters.' },
    ]);
  return practiceId;
}
