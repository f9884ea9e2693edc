import pg from 'pg';
import { PasswordResetService, SessionService, InvitationService, SignInService } from '#identity';
import { newId, system, type Tx } from '#platform';
import type { GivenOffering, GivenPractice } from '../support/given.js';
import type { TestApp } from '../support/test-app.js';

/** Stands in everything that is written into practice A; whoever reads it elsewhere reads a leak. */
export const marker = 'marigold-harbour';

/** Somebody who calls, with the headers that say who they are. */
export interface Caller {
  readonly name: string;
  readonly kind: 'member' | 'key' | 'narrow-key' | 'client' | 'visitor';
  readonly role?: 'owner' | 'coach' | 'assistant';
  readonly headers: Readonly<Record<string, string>>;
}

/** A client of practice A with a session in the portal. */
export interface SeatedClient {
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface Made {
  readonly id: string;
  readonly revision: number;
  readonly [more: string]: unknown;
}

const minute = 60_000;
const wholeDay = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '24:00' }];
export const password = 'a long enough password';

/** Practice A with things to ask for, practice B with people to ask, and whatever one request needs, made afresh. */
export class TenancyWorld {
  a!: GivenPractice;
  b!: GivenPractice;
  /** Sessions of the owner of A, for what names nothing and for what only a session may do. */
  owner!: Caller;
  /** Everyone who must not reach A's things. */
  strangers!: readonly Caller[];
  /** The coach of A's cases: the one who reads their notes and answers. */
  coachOfA!: Caller;
  private narrowKey!: string;
  private clientOfB!: string;
  private otherClient!: string;
  private soon!: { readonly id: string; readonly slug: string };
  private count = 0;
  private slots = 0;

  constructor(readonly app: TestApp) {}

  async build(): Promise<void> {
    const { given } = this.app;
    this.a = await given.practice({ slug: 'practice-of-a' });
    this.b = await given.practice({ slug: 'practice-of-b' });
    this.soon = await given.coach(this.a, { slug: 'soon', name: marker });
    for (const id of [this.a.coach.id, this.soon.id])
      await given.availability(this.a, id, { timeZone: 'Etc/UTC', weekly: wholeDay, overrides: [] });
    this.owner = await this.member(this.a, 'owner');
    this.coachOfA = await this.coach(this.a.coach.id);
    this.otherClient = (await this.ask('POST', '/admin/clients', this.a, person('ada@example.org', 'Ada'))).id;
    this.clientOfB = (await this.ask('POST', '/admin/clients', this.b, person('ben@example.org', 'Ben'))).id;
    const narrow = await this.ask('POST', '/admin/api-keys', this.b, { name: 'Narrow', scopes: ['practice:read'] });
    this.narrowKey = narrow['key'] as string;
    await this.renewStrangers();
  }

  /** Strangers with sessions that are alive. */
  async renewStrangers(): Promise<void> {
    this.strangers = [
      await this.member(this.b, 'owner'),
      await this.member(this.b, 'coach'),
      await this.member(this.b, 'assistant'),
      { name: 'key of B', kind: 'key', headers: bearer(this.b.apiKey) },
      { name: 'narrow key of B', kind: 'narrow-key', headers: bearer(this.narrowKey) },
      { name: 'client of B', kind: 'client', headers: await this.seatHeaders(this.b.id, this.clientOfB) },
      { name: 'other client of A', kind: 'client', headers: await this.seatHeaders(this.a.id, this.otherClient) },
      { name: 'visitor', kind: 'visitor', headers: {} },
    ];
  }

  /** A call with a practice's own key; anything but success is a fault of the experiment. */
  async ask(method: string, path: string, practice: { apiKey: string }, body?: object): Promise<Made> {
    return this.must(method, `/api/v1${path}`, bearer(practice.apiKey), body);
  }

  client = (): Promise<Made> => this.ask('POST', '/admin/clients', this.a, person(this.address()));

  async case(): Promise<Made & { clientId: string }> {
    const { id: clientId } = await this.client();
    const body = { kind: 'individual', coach: this.a.coach.id, clients: [clientId] };
    return { ...(await this.ask('POST', '/admin/cases', this.a, body)), clientId };
  }

  offering = (wishes: object = {}): Promise<GivenOffering> =>
    this.app.given.offering(this.a, { slug: this.name(), name: marker, ...wishes });

  paidOffering = (): Promise<GivenOffering> =>
    this.offering({ price: { amount: 9500, currency: 'GBP' }, payment: 'full' });

  /** A start nobody else of this experiment takes. */
  nextStart(): string {
    const first = Math.ceil(this.app.clock.now().getTime() / (24 * 60 * minute)) * 24 * 60 * minute;
    return new Date(first + 24 * 60 * minute + this.slots++ * 60 * minute).toISOString();
  }

  /** A visitor's booking with A: its id, and the secret of its manage link. */
  async booking(offering: GivenOffering, start = this.nextStart()): Promise<{ id: string; token: string }> {
    const body = { offering: offering.slug, start, client: person(this.address()) };
    const made = await this.must('POST', `/api/v1/public/practices/${this.a.slug}/bookings`, {}, body);
    const { appointment, manageUrl } = made as unknown as { appointment: { id: string }; manageUrl: string };
    return { id: appointment.id, token: manageUrl.split('/').at(-1)! };
  }

  /** An appointment of A that has begun: the clock is moved to its start. */
  async begun(): Promise<{ id: string }> {
    const { clock } = this.app;
    const start = (Math.floor(clock.now().getTime() / (60 * minute)) + 1) * 60 * minute;
    const made = await this.booking(await this.offering({ coachIds: [this.soon.id] }), new Date(start).toISOString());
    clock.set(new Date(start + minute).toISOString());
    return made;
  }

  form = (): Promise<Made> =>
    this.ask('POST', '/admin/forms', this.a, { slug: this.name(), name: marker, kind: 'intake', definition });

  sequence = (): Promise<Made> => this.ask('POST', '/admin/sequences', this.a, sequenceBody(this.name()));

  /** A form asked of a client of A who has just signed in. */
  async assignment(): Promise<{ id: string; caseId: string; client: SeatedClient; consentVersion: string }> {
    const { id: caseId, clientId } = await this.case();
    const body = { form: (await this.form()).id, client: clientId, case: caseId };
    const { id } = await this.ask('POST', '/admin/assignments', this.a, body);
    const client = await this.seat(clientId);
    const view = await this.must('GET', `/api/v1/portal/assignments/${id}`, client.headers);
    const { consentVersion } = view['firstPage'] as { consentVersion: string };
    return { id, caseId, client, consentVersion };
  }

  /** An assignment to which its client has consented, with its required answer where asked for. */
  async startedAssignment(answered: boolean): Promise<{ id: string; caseId: string; client: SeatedClient }> {
    const made = await this.assignment();
    const path = `/api/v1/portal/assignments/${made.id}`;
    const consent = { adult: true, accepted: true, consentVersion: made.consentVersion };
    await this.must('POST', `${path}/consent`, made.client.headers, consent);
    if (answered) await this.must('PUT', `${path}/answers/hope`, made.client.headers, { value: marker });
    return made;
  }

  async response(): Promise<{ id: string; assignmentId: string; caseId: string; clientId: string }> {
    const { id: assignmentId, caseId, client } = await this.startedAssignment(true);
    await this.must('POST', `/api/v1/portal/assignments/${assignmentId}/submit`, client.headers, {});
    const { responseId } = await this.ask('GET', `/admin/assignments/${assignmentId}`, this.a);
    return { id: responseId as string, assignmentId, caseId, clientId: client.id };
  }

  /** A task of A: somebody asked for a time that its coach approves. */
  async task(): Promise<string> {
    const { id } = await this.booking(await this.offering({ approval: 'coach' }));
    await this.app.settle();
    const { data } = await this.ask('GET', '/admin/tasks', this.a);
    const found = (data as { id: string; subjectId: string }[]).find(({ subjectId }) => subjectId === id);
    if (!found) throw new Error('Asking for an appointment raised no task.');
    return found.id;
  }

  signInToken = async (): Promise<string> => {
    const { id } = await this.client();
    return this.inA((tx) => this.app.api.get(SignInService).issueSecret(tx, id));
  };

  /** The secret of an invitation of a coach who is new to the installation. */
  async invitationToken(): Promise<string> {
    const slug = this.name();
    const body = { slug, name: marker, email: `${slug}@example.org`, timeZone: 'Europe/London' };
    await this.ask('POST', '/admin/coaches', this.a, body);
    const [member] = await this.app.sql<{ id: string }>(
      'SELECT m.id FROM members m JOIN users u ON u.id = m.user_id WHERE m.practice_id = $1 AND u.email = $2',
      [this.a.id, body.email],
    );
    return this.inA((tx) => this.app.api.get(InvitationService).issueSecret(tx, member!.id));
  }

  /** The secret with which a new member of A chooses another password. */
  async resetToken(): Promise<string> {
    const userId = await this.user(this.a, 'coach');
    return this.inA((tx) => this.app.api.get(PasswordResetService).issueSecret(tx, userId));
  }

  /** A member's session, of somebody new. */
  async member(practice: GivenPractice, role: 'owner' | 'coach' | 'assistant'): Promise<Caller> {
    return this.session(await this.user(practice, role), practice, role);
  }

  private async session(
    userId: string,
    practice: GivenPractice,
    role: 'owner' | 'coach' | 'assistant',
  ): Promise<Caller> {
    const opened = await this.sessions.openForMember(userId, practice.id);
    const headers = { cookie: `__Host-rapport-member=${opened.cookie}`, 'x-csrf-token': opened.csrfToken };
    return { name: `${role} of ${practice.slug.at(-1)!.toUpperCase()}`, kind: 'member', role, headers };
  }

  /** The session of a coach of A, once they have joined. */
  private async coach(id: string): Promise<Caller> {
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

  name = (): string => `${marker}-${(this.count += 1)}`;
  address = (): string => `${this.name()}@example.org`;

  private async user(
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

  private async seatHeaders(practiceId: string, clientId: string): Promise<Record<string, string>> {
    const opened = await this.app.db.inPractice({ practiceId, actor: system }, (tx) =>
      this.sessions.openForClient(tx, clientId),
    );
    return { cookie: `__Host-rapport-client=${opened.cookie}`, 'x-csrf-token': opened.csrfToken };
  }

  private inA = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    this.app.db.inPractice({ practiceId: this.a.id, actor: system }, work);

  private get sessions(): SessionService {
    return this.app.api.get(SessionService, { strict: false });
  }

  private async must(method: string, path: string, headers: object, body?: object): Promise<Made> {
    const answer = await fetch(this.app.url + path, {
      method,
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok)
      throw new Error(`The experiment could not prepare: ${method} ${path} answered ${answer.status} ${text}`);
    return JSON.parse(text) as Made;
  }
}

export const person = (email: string, name = marker) => ({ name, email, timeZone: 'Europe/London' });
export const definition = { questions: [{ id: 'hope', kind: 'long_text', label: marker, required: true }] };
export const sequenceBody = (slug: string) => ({
  slug,
  name: marker,
  trigger: 'manual',
  steps: [{ delayMinutes: 60_000, kind: 'service', subject: marker, body: marker }],
});
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

/** How many rows of A's clients the app's own role reads while it stands in B, with a forgotten WHERE. */
export async function clientsSeenFromOutside(world: TenancyWorld): Promise<number> {
  const app = new pg.Client({ connectionString: world.app.config.DATABASE_URL });
  await app.connect();
  try {
    await app.query('BEGIN');
    await app.query(`SELECT set_config('app.practice_id', $1, true), set_config('app.actor_kind', 'system', true)`, [
      world.b.id,
    ]);
    const { rows } = await app.query<{ practice_id: string }>('SELECT practice_id FROM clients');
    return rows.filter(({ practice_id }) => practice_id !== world.b.id).length;
  } finally {
    await app.end();
  }
}
