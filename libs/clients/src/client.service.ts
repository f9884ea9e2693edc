import { Injectable } from '@nestjs/common';
import type { ClientCreate, ClientPatch } from '#contracts';
import {
  idShape,
  keyOfCursor,
  newId,
  NotFound,
  pageOf,
  StaleRevision,
  type Page,
  type PageAsked,
  type Tx,
} from '#platform';
import { ClientMerges } from './client-merges.js';
import { Client } from './client.entity.js';
import { clientConfirmed } from './clients.events.js';
import { clientColumns, containing, insertClient, type ClientRow } from './client.store.js';

/** A person as they describe themselves when they book, or as the practice describes them. */
export interface PersonGiven {
  readonly name: string;
  readonly email: string;
  readonly timeZone: string;
  readonly phone?: string | undefined;
}

/** Which clients are asked for. */
export interface ClientFilters {
  readonly q?: string | undefined;
  readonly kind?: 'contact' | 'client' | undefined;
  readonly coach?: string | undefined;
}

/** The people a practice knows: met by booking, made by staff, confirmed by opening a link that was mailed to them. */
@Injectable()
export class ClientService {
  constructor(private readonly merges: ClientMerges) {}

  /**
   * The contact a booking is made by. A known address does not open what is known: unless the same name booked with it
   * before and was not confirmed yet, the booker is a contact of their own until they open their mail. The same two
   * statements run for known and unknown addresses, so that timing tells nothing.
   */
  async meet(tx: Tx, person: PersonGiven): Promise<{ clientId: string; isNew: boolean }> {
    const email = person.email.toLowerCase();
    const before = await tx.one<{ id: string }>(
      `SELECT id FROM clients
       WHERE email = $1 AND lower(name) = lower($2) AND origin = 'booking' AND confirmed_at IS NULL AND merged_into IS NULL
       ORDER BY id DESC LIMIT 1`,
      [email, person.name],
    );
    const clientId = before?.id ?? newId();
    await insertClient(tx, { ...person, id: clientId, email, origin: 'booking' });
    if (!before) tx.audit('client.met', clientId);
    return { clientId, isNew: !before };
  }

  /** A contact who booked, bought or signed something is a client from then on. */
  async becomeClient(tx: Tx, clientId: string): Promise<void> {
    const changed = await tx.query(
      `UPDATE clients SET kind = 'client', revision = revision + 1 WHERE id = $1 AND kind = 'contact' RETURNING id`,
      [clientId],
    );
    if (changed.length > 0) tx.audit('client.became-client', clientId);
  }

  /** The person of an address: the confirmed one, else the one met last, else null. Addresses match in any case. */
  async findByAddress(tx: Tx, email: string): Promise<ClientRow | null> {
    return tx.one<ClientRow>(
      `SELECT ${clientColumns} FROM clients WHERE email = lower($1) AND merged_into IS NULL
       ORDER BY confirmed_at IS NULL, id DESC LIMIT 1`,
      [email],
    );
  }

  /**
   * A link mailed to this person was opened. Where a confirmed client has the address already, the contact becomes part
   * of that client, and so does everybody else of this name and address; answers whom it is now.
   */
  async confirm(tx: Tx, clientId: string): Promise<string> {
    const client = await this.get(tx, clientId);
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('address:' || $1 || $2, 0))`, [
      tx.practiceId,
      client.email,
    ]);
    const known = await tx.one<{ id: string }>('SELECT id FROM clients WHERE email = $1 AND confirmed_at IS NOT NULL', [
      client.email,
    ]);
    const confirmed = known?.id ?? (await this.markConfirmed(tx, client.id));
    const same = await tx.query<{ id: string }>(
      `SELECT id FROM clients WHERE email = $1 AND confirmed_at IS NULL AND merged_into IS NULL
         AND (id = $2 OR lower(name) = (SELECT lower(name) FROM clients WHERE id = $3)) ORDER BY id`,
      [client.email, client.id, confirmed],
    );
    for (const { id } of same) await this.merge(tx, id, confirmed);
    if (!known || same.length > 0) tx.emit(clientConfirmed, { clientId: confirmed });
    return confirmed;
  }

  /** The person behind an id; a merged contact's id finds the client they turned out to be. */
  async get(tx: Tx, clientId: string): Promise<ClientRow> {
    const client = await tx.one<ClientRow>(
      `SELECT ${clientColumns} FROM clients WHERE id = coalesce((SELECT merged_into FROM clients WHERE id = $1), $1)`,
      [clientId],
    );
    if (!client) throw new NotFound('client');
    return client;
  }

  /** Newest first; `q` looks in names and addresses, `coach` at the cases a person is in. */
  async list(tx: Tx, filters: ClientFilters, page: PageAsked): Promise<Page<ClientRow>> {
    const after = keyOfCursor(page.cursor, idShape);
    const rows = await tx.query<ClientRow>(
      `SELECT ${clientColumns} FROM clients c
       WHERE merged_into IS NULL AND ($1::uuid IS NULL OR id < $1) AND ($2::text IS NULL OR kind = $2)
         AND ($3::text IS NULL OR name ILIKE $3 OR email ILIKE $3)
         AND ($4::uuid IS NULL OR EXISTS (SELECT 1 FROM participants p JOIN cases k ON k.id = p.case_id
               WHERE p.client_id = c.id AND k.coach_id = $4))
       ORDER BY id DESC LIMIT $5`,
      [after?.[0] ?? null, filters.kind ?? null, containing(filters.q), filters.coach ?? null, page.limit + 1],
    );
    return pageOf(rows, page.limit, (row) => [row.id]);
  }

  /** A person the practice adds by hand: a contact until they book. */
  async create(tx: Tx, person: ClientCreate): Promise<ClientRow> {
    const id = newId();
    await insertClient(tx, { ...person, id, email: person.email.toLowerCase(), origin: 'practice' });
    tx.audit('client.created', id);
    return this.get(tx, id);
  }

  /** Staff correct a person. Another address has to be confirmed anew. Throws StaleRevision. */
  async patch(tx: Tx, clientId: string, revision: number, change: ClientPatch): Promise<ClientRow> {
    const { id, email } = await this.get(tx, clientId);
    const client = await tx
      .repository(Client)
      .findOneOrFail({ where: { practiceId: tx.practiceId, id }, lock: { mode: 'pessimistic_write' } });
    if (client.revision !== revision) throw new StaleRevision(client.revision);
    const address = change.email?.toLowerCase() ?? email;
    await tx.repository(Client).update(
      { practiceId: tx.practiceId, id },
      {
        name: change.name ?? client.name,
        email: address,
        timeZone: change.timeZone ?? client.timeZone,
        phone: change.phone === undefined ? client.phone : change.phone,
        confirmedAt: address === email ? client.confirmedAt : null,
        revision: client.revision + 1,
      },
    );
    tx.audit('client.changed', id);
    return this.get(tx, id);
  }

  private async markConfirmed(tx: Tx, clientId: string): Promise<string> {
    await tx.query('UPDATE clients SET confirmed_at = $2, revision = revision + 1 WHERE id = $1', [clientId, tx.now()]);
    tx.audit('client.confirmed', clientId);
    return clientId;
  }

  private async merge(tx: Tx, contactId: string, clientId: string): Promise<void> {
    await tx.query(
      `UPDATE participants SET client_id = $2 WHERE client_id = $1
         AND NOT EXISTS (SELECT 1 FROM participants o WHERE o.case_id = participants.case_id AND o.client_id = $2)`,
      [contactId, clientId],
    );
    // What the practice set for the contact holds for the client: a stop is never lost by knowing somebody better.
    await tx.query('UPDATE brakes SET client_id = $2 WHERE client_id = $1', [contactId, clientId]);
    await tx.query(
      `UPDATE safe_contacts SET client_id = $2 WHERE client_id = $1
         AND NOT EXISTS (SELECT 1 FROM safe_contacts o WHERE o.client_id = $2)`,
      [contactId, clientId],
    );
    const [merged] = await tx.query<{ kind: string; origin: string }>(
      'UPDATE clients SET merged_into = $2, revision = revision + 1 WHERE id = $1 RETURNING kind, origin',
      [contactId, clientId],
    );
    if (merged?.kind === 'client' || merged?.origin === 'booking') await this.becomeClient(tx, clientId);
    await this.merges.run(tx, contactId, clientId);
    tx.audit('client.merged', contactId);
  }
}
