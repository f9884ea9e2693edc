import { Injectable } from '@nestjs/common';
import type { ClientCreate, ClientPatch } from '#contracts';
import { BookingBrowsers, SessionService } from '#identity';
import {
  codeOf,
  Forbidden,
  idShape,
  Invalid,
  isMadeFor,
  keyOfCursor,
  Links,
  newId,
  NotFound,
  pageOf,
  StaleRevision,
  type Link,
  type Page,
  type PageAsked,
  type Tx,
} from '#platform';
import { ClientMerges } from './client-merges.js';
import { ClientVouching } from './client-vouching.js';
import { Client } from './client.entity.js';
import { clientAddressChanged, clientConfirmed } from './clients.events.js';
import {
  clientColumns,
  containing,
  findPerson,
  insertClient,
  selectWhoMaySignIn,
  sharesCaseWith,
  type ClientRow,
} from './client.store.js';

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
  constructor(
    private readonly merges: ClientMerges,
    private readonly vouching: ClientVouching,
    private readonly links: Links,
    private readonly sessions: SessionService,
    private readonly browsers: BookingBrowsers,
  ) {}

  /**
   * The contact a booking is made by. Who types a name and an address has proved neither, so every booker is a contact
   * of their own until a link mailed to them was opened: nothing about the booking depends on whether they are known.
   */
  async meet(tx: Tx, person: PersonGiven): Promise<{ clientId: string }> {
    const clientId = newId();
    await insertClient(tx, { ...person, id: clientId, email: person.email.toLowerCase(), origin: 'booking' });
    tx.audit('client.met', clientId);
    return { clientId };
  }

  /** A contact who booked, bought or signed something is a client from then on. */
  async becomeClient(tx: Tx, clientId: string): Promise<void> {
    const changed = await tx.query(
      `UPDATE clients SET kind = 'client', revision = revision + 1 WHERE id = $1 AND kind = 'contact' RETURNING id`,
      [clientId],
    );
    if (changed.length > 0) tx.audit('client.became-client', clientId);
  }

  /** The person of this name and address: the confirmed one, else the one met last, else null. Both match in any case. */
  find(tx: Tx, { name, email }: Pick<PersonGiven, 'name' | 'email'>): Promise<ClientRow | null> {
    return findPerson(tx, name, email);
  }

  /** Whether somebody opened a link that was mailed to this address. */
  async isConfirmedAddress(tx: Tx, email: string): Promise<boolean> {
    const row = await tx.one('SELECT 1 FROM clients WHERE email = lower($1) AND confirmed_at IS NOT NULL LIMIT 1', [
      email,
    ]);
    return row !== null;
  }

  /** Who may be meant when an address asks for a way in. */
  whoMaySignIn(tx: Tx, email: string): Promise<string[]> {
    return selectWhoMaySignIn(tx, email);
  }

  /**
   * A link mailed to this person was opened. Where a confirmed client has this name and address already, this contact
   * becomes part of that client, and nobody else does: whatever was booked with an address waits for its own link.
   * Answers whom it is now. A browser that booked and is not the one that acts may choose nothing for them any more.
   */
  async confirm(tx: Tx, clientId: string): Promise<string> {
    const confirmed = await this.confirmed(tx, clientId);
    await this.browsers.mailCameTo(tx, confirmed, tx.actor.kind === 'visitor' ? (tx.actor.browser ?? null) : null);
    return confirmed;
  }

  private async confirmed(tx: Tx, clientId: string): Promise<string> {
    const before = await this.get(tx, clientId);
    if (before.confirmedAt) return before.id;
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('address:' || $1 || $2, 0))`, [
      tx.practiceId,
      before.email,
    ]);
    const client = await this.get(tx, clientId);
    if (client.confirmedAt) return client.id;
    const known = await this.find(tx, client);
    const confirmed = known?.confirmedAt ? known.id : client.id;
    if (confirmed === client.id) await this.markConfirmed(tx, client.id);
    else await this.merge(tx, client.id, confirmed);
    tx.emit(clientConfirmed, { clientId: confirmed });
    return confirmed;
  }

  /** `confirm` for whoever holds a link of this person: null where it was made for an address they do not have any more. */
  async confirmBy(tx: Tx, link: Link, clientId: string): Promise<string | null> {
    // Staff who change the address at this moment are waited for, or wait and then end what this begins.
    await tx.query(
      'SELECT 1 FROM clients WHERE id = coalesce((SELECT merged_into FROM clients WHERE id = $1), $1) FOR NO KEY UPDATE',
      [clientId],
    );
    const { email } = await this.get(tx, clientId);
    return isMadeFor(link, email) ? this.confirm(tx, clientId) : null;
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

  /** Staff correct a person. Another address has to be confirmed anew. Throws StaleRevision, Forbidden, Invalid. */
  async patch(tx: Tx, clientId: string, revision: number, change: ClientPatch): Promise<ClientRow> {
    const { id, email } = await this.get(tx, clientId);
    const client = await tx
      .repository(Client)
      .findOneOrFail({ where: { practiceId: tx.practiceId, id }, lock: { mode: 'pessimistic_write' } });
    if (client.revision !== revision) throw new StaleRevision(client.revision);
    const address = change.email?.toLowerCase() ?? email;
    if (address !== email && !(await this.vouching.mayChangeAddress(tx, id)))
      throw new Forbidden(
        'This person confirmed their address. Please ask the owner to change it, or the coach whom alone they came to.',
      );
    if (address !== email && (await sharesCaseWith(tx, id, address)))
      throw new Invalid([{ path: 'email', message: 'Each person of a case needs an address of their own.' }]);
    const written = tx.repository(Client).update(
      { practiceId: tx.practiceId, id },
      {
        name: change.name ?? client.name,
        email: address,
        timeZone: change.timeZone ?? client.timeZone,
        phone: change.phone === undefined ? client.phone : change.phone,
        // Whatever tells that an address is their own word holds for the address that was there.
        confirmedAt: address === email ? client.confirmedAt : null,
        origin: address === email ? client.origin : 'practice',
        revision: client.revision + 1,
      },
    );
    await nameRefusal(written);
    tx.audit('client.changed', id);
    if (address !== email && client.confirmedAt) tx.audit('client.address-changed', id);
    if (address !== email) await this.leaveAddress(tx, id);
    return this.get(tx, id);
  }

  /** Whoever reads the mailbox of the address they had gets in nowhere any more; what is open comes to the new one. */
  private async leaveAddress(tx: Tx, clientId: string): Promise<void> {
    const selves = await tx.query<{ id: string }>('SELECT id FROM clients WHERE id = $1 OR merged_into = $1', [
      clientId,
    ]);
    const ids = selves.map(({ id }) => id);
    await this.links.revokeOf(tx, ids);
    await this.sessions.closeAllOfClients(tx, ids);
    tx.emit(clientAddressChanged, { clientId });
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
    const [merged] = await tx.query<{ kind: string }>(
      'UPDATE clients SET merged_into = $2, revision = revision + 1 WHERE id = $1 RETURNING kind',
      [contactId, clientId],
    );
    if (merged?.kind === 'client') await this.becomeClient(tx, clientId);
    await this.merges.run(tx, contactId, clientId);
    tx.audit('client.merged', contactId);
  }
}

/** The database alone knows for sure whether a confirmed person of this name and address is there already. */
async function nameRefusal(write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (codeOf(error) !== '23505') throw error;
    throw new Invalid([{ path: 'name', message: 'Somebody else of this name has this address already.' }]);
  }
}
