import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import pg from 'pg';
import { CONFIG, type Config } from '../config.js';
import type { Tx } from '../database/tx.js';
import { NotFound } from '../errors.js';
import { isId } from '../ids.js';
import { readIdentity } from './key-identity.js';
import { seal, unseal, type Place } from './seal.js';

/** The key of this person was erased: what it sealed is gone for good, in backups too, and nothing new is sealed. */
export class KeyErased extends NotFound {
  constructor() {
    super('entry any more: it was erased');
  }
}

/** A key that should be there is not: the key database is not the one that belongs to these rows, or is an older copy. */
export class KeyMissing extends Error {}

/** A key answers at once or not at all: a transaction waits for it. */
const patience = { connectionTimeoutMillis: 5_000, statement_timeout: 5_000, query_timeout: 6_000 };

/**
 * The keys of persons, in a database of their own. Each is wrapped by its practice's key, which is wrapped by the
 * installation's. Erasing one makes everything it sealed unreadable.
 */
@Injectable()
export class KeyStore implements OnModuleDestroy {
  private readonly pool: pg.Pool;
  private readonly installationKey: Buffer;
  /** Not the key that wraps practices' keys: one key, one use. */
  private readonly ownKey: Buffer;
  private readonly fingerprintKey: Buffer;
  private readonly practiceKeys = new Map<string, Buffer>();
  /** Each person's key is asked for once in a transaction, and forgotten with it. */
  private readonly personKeys = new WeakMap<Tx, Map<string, Buffer>>();

  constructor(@Inject(CONFIG) config: Config) {
    this.installationKey = Buffer.from(config.DATA_KEY, 'base64');
    this.ownKey = derivedFrom(this.installationKey, 'rapport:installation');
    this.fingerprintKey = derivedFrom(this.installationKey, 'rapport:fingerprints');
    this.pool = new pg.Pool({ connectionString: config.KEY_DATABASE_URL, max: 5, ...patience });
    // An idle connection that breaks is replaced at the next query, which reports its own failure.
    this.pool.on('error', () => undefined);
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool.end();
  }

  /** A new practice's key, wrapped, to be stored with its settings. */
  newPracticeKey(practiceId: string): Buffer {
    return seal(this.installationKey, `practice-key:${practiceId}`, randomBytes(32));
  }

  /** Seals bytes with the practice's own key: what belongs to no single person. */
  async sealForPractice(tx: Tx, place: Place, plain: Buffer): Promise<Buffer> {
    return seal(await this.practiceKey(tx), `${tx.practiceId}:${place}`, plain);
  }

  async unsealForPractice(tx: Tx, place: Place, sealed: Buffer): Promise<Buffer> {
    return unseal(await this.practiceKey(tx), `${tx.practiceId}:${place}`, sealed);
  }

  /** Seals bytes that belong to no practice, with a key that follows from the installation's. */
  sealForInstallation(place: Place, plain: Buffer): Buffer {
    return seal(this.ownKey, `installation:${place}`, plain);
  }

  unsealForInstallation(place: Place, sealed: Buffer): Buffer {
    return unseal(this.ownKey, `installation:${place}`, sealed);
  }

  /**
   * An HMAC-SHA-256 by which two texts are known to be the same and nothing else is: who has only the database cannot
   * try out what the text was.
   */
  fingerprint(text: string): Buffer {
    return createHmac('sha256', this.fingerprintKey).update(text, 'utf8').digest();
  }

  /** Seals a text with a person's key, made on first use. `place` is `table:id`. */
  async sealFor(tx: Tx, personId: string, place: Place, plain: string): Promise<Buffer> {
    return seal(await this.personKey(tx, personId, true), `${tx.practiceId}:${place}`, Buffer.from(plain, 'utf8'));
  }

  /**
   * Opens what `sealFor` sealed; throws KeyErased after an erasure, KeyMissing where the key is lost, CannotOpen for
   * foreign or changed bytes.
   */
  async unsealFor(tx: Tx, personId: string, place: Place, sealed: Buffer): Promise<string> {
    return unseal(await this.personKey(tx, personId, false), `${tx.practiceId}:${place}`, sealed).toString('utf8');
  }

  /** Destroys a person's key, for good: an empty row stays in its place, so that no new one is made. */
  async erase(tx: Tx, personId: string): Promise<void> {
    this.personKeys.get(tx)?.delete(personId);
    await this.inKeys(
      tx.practiceId,
      `INSERT INTO person_keys (practice_id, person_id, wrapped) VALUES ($1, $2, NULL)
       ON CONFLICT (practice_id, person_id) DO UPDATE SET wrapped = NULL`,
      [tx.practiceId, personId],
    );
  }

  /** What the key database calls itself; null for one that setup did not make. Throws where it does not answer. */
  async identity(): Promise<string | null> {
    return readIdentity((sql) => this.pool.query(sql));
  }

  private async practiceKey(tx: Tx): Promise<Buffer> {
    const known = this.practiceKeys.get(tx.practiceId);
    if (known) return known;
    const row = await tx.one<{ wrapped_key: Buffer }>('SELECT wrapped_key FROM practice_settings');
    if (!row) throw new TypeError('The practice has no settings yet.');
    const key = unseal(this.installationKey, `practice-key:${tx.practiceId}`, row.wrapped_key);
    this.practiceKeys.set(tx.practiceId, key);
    return key;
  }

  private async personKey(tx: Tx, personId: string, make: boolean): Promise<Buffer> {
    const known = this.personKeys.get(tx) ?? new Map<string, Buffer>();
    this.personKeys.set(tx, known);
    const key = known.get(personId) ?? (await this.readKey(tx, personId, make));
    known.set(personId, key);
    return key;
  }

  private async readKey(tx: Tx, personId: string, make: boolean): Promise<Buffer> {
    const wrapper = await this.practiceKey(tx);
    const place = `person-key:${tx.practiceId}:${personId}`;
    const wanted = [tx.practiceId, personId];
    const read = 'SELECT wrapped FROM person_keys WHERE practice_id = $1 AND person_id = $2';
    let rows = await this.inKeys<{ wrapped: Buffer | null }>(tx.practiceId, read, wanted);
    if (rows.length === 0 && make) {
      const add =
        'INSERT INTO person_keys (practice_id, person_id, wrapped) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING';
      await this.inKeys(tx.practiceId, add, [...wanted, seal(wrapper, place, randomBytes(32))]);
      rows = await this.inKeys<{ wrapped: Buffer | null }>(tx.practiceId, read, wanted);
    }
    const [row] = rows;
    if (!row) throw new KeyMissing('A person key is not in the key database.');
    if (!row.wrapped) throw new KeyErased();
    return unseal(wrapper, place, row.wrapped);
  }

  private async inKeys<Row extends object>(practiceId: string, sql: string, parameters: unknown[]): Promise<Row[]> {
    const client = await this.pool.connect();
    let failure: Error | undefined;
    try {
      if (!isId(practiceId)) throw new TypeError('A practice is needed to reach its keys.');
      await client.query(`BEGIN; SELECT set_config('app.practice_id', '${practiceId}', true)`);
      const { rows } = await client.query<Row>(sql, parameters);
      await client.query('COMMIT');
      return rows;
    } catch (error) {
      failure = error as Error;
      throw error;
    } finally {
      // A connection on which something failed is thrown away, open transaction and all.
      client.release(failure);
    }
  }
}

const derivedFrom = (key: Buffer, use: string): Buffer => Buffer.from(hkdfSync('sha256', key, '', use, 32));
