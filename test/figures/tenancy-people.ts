import { SessionService } from '#identity';
import { newId, system, type Tx } from '#platform';
import type { GivenPractice } from '../support/given.js';
import type { TestApp } from '../support/test-app.js';
import { marker } from './tenancy-words.js';

/** Somebody who calls, with the headers that say who they are. */
export interface Caller {
  readonly name: string;
  readonly kind: 'member' | 'key' | 'narrow-key' | 'client' | 'visitor';
  readonly role?: 'owner' | 'coach' | 'assistant';
  /** A client whose private parts are open. */
  readonly unlocked?: true;
  readonly headers: Readonly<Record<string, string>>;
}

/** A client of practice A with a session in the portal. */
export interface SeatedClient {
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The people of two practices and the ways in which they prove who they are. */
export class TenancyPeople {
  a!: GivenPractice;
  b!: GivenPractice;
  private count = 0;

  constructor(readonly app: TestApp) {}

  name = (): string => `${marker}-${(this.count += 1)}`;
  address = (): string => `${this.name()}@example.org`;

  /** A member's session, of somebody new. */
  async member(practice: GivenPractice, role: 'owner' | 'coach' | 'assistant'): Promise<Caller> {
    return this.session(await this.user(practice, role), practice, role);
  }

  protected async session(
    userId: string,
    practice: GivenPractice,
    role: 'owner' | 'coach' | 'assistant',
  ): Promise<Caller> {
    const opened = await this.sessions.openForMember(userId, practice.id);
    const headers = { cookie: `__Host-rapport-member=${opened.cookie}`, 'x-csrf-token': opened.csrfToken };
    return { name: `${role} of ${practice.slug.at(-1)!.toUpperCase()}`, kind: 'member', role, headers };
  }

  /** The session of a coach of A, once they have joined. */
  protected async coach(id: string): Promise<Caller> {
    const [member] = await this.app.sql<{ user_id: string }>(
      `UPDATE members SET status = 'active' FROM coaches
       WHERE coaches.id = $1 AND members.id = coaches.member_id RETURNING members.user_id`,
      [id],
    );
    return this.session(member!.user_id, this.a, 'coach');
  }

  /** Somebody who signs in to A with the password. */
  async signIn(): Promise<{ email: string; practice: string; headers: Record<string, string> }> {
    const email = this.address();
    const [known] = await this.app.sql<{ password_hash: string }>('SELECT password_hash FROM users WHERE email = $1', [
      this.a.ownerEmail,
    ]);
    const userId = await this.user(this.a, 'coach', email, known!.password_hash);
    const opened = await this.sessions.openForMember(userId, this.a.id);
    const headers = { cookie: `__Host-rapport-member=${opened.cookie}`, 'x-csrf-token': opened.csrfToken };
    return { email, practice: this.a.slug, headers };
  }

  async seat(id: string): Promise<SeatedClient> {
    return { id, headers: await this.seatHeaders(this.a.id, id) };
  }

  /** The same with the private parts open, as after a PIN. */
  async seatUnlocked(id: string): Promise<SeatedClient> {
    const seated = await this.seat(id);
    await this.app.sql('UPDATE sessions SET unlocked_at = $2, private_used_at = $2 WHERE client_id = $1', [
      id,
      this.app.clock.now(),
    ]);
    return seated;
  }

  protected async user(
    practice: GivenPractice,
    role: string,
    email = practice === this.a ? this.address() : `bea-${(this.count += 1)}@example.org`,
    hash: string | null = null,
  ): Promise<string> {
    const id = newId();
    await this.app.sql(
      'INSERT INTO users (id, email, name, password_hash, created_at) VALUES ($1, $2, $3, $4, now())',
      [id, email, practice === this.a ? marker : 'Bea', hash],
    );
    await this.app.sql(
      `INSERT INTO members (practice_id, id, user_id, role, status, created_at) VALUES ($1, $2, $3, $4, 'active', now())`,
      [practice.id, newId(), id, role],
    );
    return id;
  }

  protected async seatHeaders(practiceId: string, clientId: string): Promise<Record<string, string>> {
    const opened = await this.app.db.inPractice({ practiceId, actor: system }, (tx) =>
      this.sessions.openForClient(tx, clientId),
    );
    return { cookie: `__Host-rapport-client=${opened.cookie}`, 'x-csrf-token': opened.csrfToken };
  }

  protected inA = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    this.app.db.inPractice({ practiceId: this.a.id, actor: system }, work);

  protected get sessions(): SessionService {
    return this.app.api.get(SessionService, { strict: false });
  }
}
