import { definition, marker, person, sequenceBody } from './tenancy-words.js';
import type { GivenOffering } from '../support/given.js';
import { dayAndNight } from './open-week.js';
import { TenancyPeople, type Caller, type SeatedClient } from './tenancy-people.js';

/** What an operation answered. */
export interface Made {
  readonly id: string;
  readonly revision: number;
  readonly [more: string]: unknown;
}

const minute = 60_000;

/** Practice A with things to ask for, practice B with people to ask, and whatever one request needs, made afresh. */
export class TenancyThings extends TenancyPeople {
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
  private slots = 0;

  async build(): Promise<void> {
    const { given } = this.app;
    this.a = await given.practice({ slug: 'practice-of-a' });
    this.b = await given.practice({ slug: 'practice-of-b' });
    this.soon = await given.coach(this.a, { slug: 'soon', name: marker });
    for (const id of [this.a.coach.id, this.soon.id])
      await given.availability(this.a, id, { timeZone: 'Etc/UTC', weekly: dayAndNight, overrides: [] });
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
  async ask(
    method: string,
    path: string,
    practice: { apiKey: string },
    body?: object,
    headers: object = {},
  ): Promise<Made> {
    return this.must(method, `/api/v1${path}`, { ...bearer(practice.apiKey), ...headers }, body);
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

  /** A message of which nobody knows whether it arrived. */
  async doubtfulMessage(): Promise<string> {
    const { id } = await this.booking(await this.offering());
    await this.app.settle();
    const [message] = await this.app.sql<{ id: string }>(
      `UPDATE messages SET status = 'outcome_unknown' WHERE cause_id = $1 AND template = 'confirmation' RETURNING id`,
      [id],
    );
    return message!.id;
  }

  /** A start nobody else of this experiment takes. */
  nextStart(): string {
    const first = Math.ceil(this.app.clock.now().getTime() / (24 * 60 * minute)) * 24 * 60 * minute;
    return new Date(first + 24 * 60 * minute + this.slots++ * 60 * minute).toISOString();
  }

  /** A visitor's booking with A: its id, and the secret of its manage link. */
  async booking(
    offering: GivenOffering,
    start = this.nextStart(),
  ): Promise<{ id: string; token: string; cookie: string }> {
    const body = { offering: offering.slug, start, client: person(this.address()) };
    const path = `/api/v1/public/practices/${this.a.slug}/bookings`;
    const { made, cookies } = await this.mustWithCookies('POST', path, {}, body);
    const { appointment, manageUrl } = made as unknown as { appointment: { id: string }; manageUrl: string };
    return { id: appointment.id, token: manageUrl.split('/').at(-1)!, cookie: cookies[0]?.split(';')[0] ?? '' };
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

  /** Whom a visitor named as coming with them, in the case that their booking opened. */
  async namedPartner(): Promise<{ id: string; caseId: string }> {
    const offering = await this.offering({ kind: 'couple' });
    const client = person(this.address());
    const body = { offering: offering.slug, start: this.nextStart(), client, partner: person(this.address()) };
    const { made } = await this.mustWithCookies('POST', `/api/v1/public/practices/${this.a.slug}/bookings`, {}, body);
    const { appointment } = made as unknown as { appointment: { id: string } };
    const [named] = await this.app.sql<{ id: string; case_id: string }>(
      'SELECT n.id, n.case_id FROM named_partners n JOIN appointments a ON a.case_id = n.case_id WHERE a.id = $1',
      [appointment.id],
    );
    return { id: named!.id, caseId: named!.case_id };
  }

  protected async must(method: string, path: string, headers: object, body?: object): Promise<Made> {
    return (await this.mustWithCookies(method, path, headers, body)).made;
  }

  private async mustWithCookies(method: string, path: string, headers: object, body?: object) {
    const answer = await fetch(this.app.url + path, {
      method,
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok)
      throw new Error(`The experiment could not prepare: ${method} ${path} answered ${answer.status} ${text}`);
    return { made: JSON.parse(text) as Made, cookies: answer.headers.getSetCookie() };
  }
}

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
