import { Injectable } from '@nestjs/common';
import type { CaseCreate, CasePatch } from '#contracts';
import {
  idShape,
  Invalid,
  keyOfCursor,
  mustExist,
  newId,
  NotFound,
  pageOf,
  StaleRevision,
  type Page,
  type PageAsked,
  type Tx,
} from '#platform';
import { Case } from './case.entity.js';
import {
  findOpenCase,
  selectCases,
  selectComers,
  type CaseRow,
  type Comer,
  type ParticipantRow,
} from './case.store.js';
import { ClientService, type PersonGiven } from './client.service.js';
import { containing } from './client.store.js';
import { participantAdded } from './clients.events.js';
import { AlreadyParticipant, CaseClosed, CaseFull, InviteInstead } from './clients.errors.js';
import { isOpen, mostParticipants, type CaseKind, type CaseStatus } from './domain/case-state.js';

/** A partner as the booker typed them. */
export interface NamedPerson {
  readonly name: string;
  readonly email: string;
  readonly timeZone: string;
}

/** Which cases are asked for; `q` looks in the participants' names and addresses. */
export interface CaseFilters {
  readonly q?: string | undefined;
  readonly status?: CaseStatus | undefined;
  readonly progress?: CaseRow['progress'] | undefined;
  readonly coach?: string | undefined;
  readonly client?: string | undefined;
}

/** The cases of a practice: found or opened by a booking, opened by staff, with the people in them. */
@Injectable()
export class CaseService {
  constructor(private readonly clients: ClientService) {}

  /** A new inquiry, as a booking opens it; a partner is kept as they were named. Answers its id. */
  async open(
    tx: Tx,
    wanted: { clientId: string; coachId: string; kind: CaseKind; partner?: NamedPerson | undefined },
  ): Promise<string> {
    const caseId = await this.insert(tx, wanted.kind, wanted.coachId);
    await this.join(tx, caseId, wanted.clientId);
    if (wanted.partner) await this.name(tx, caseId, wanted.clientId, wanted.partner);
    return caseId;
  }

  /** The open case of this kind that a client has with this coach, newest first, or a new inquiry; for staff, who know whom they mean. */
  async openFor(
    tx: Tx,
    wanted: { clientId: string; coachId: string; kind: CaseKind },
  ): Promise<{ caseId: string; opened: boolean }> {
    const found = await findOpenCase(tx, wanted);
    return found ? { caseId: found.id, opened: false } : { caseId: await this.open(tx, wanted), opened: true };
  }

  /** Staff open a case, with people the practice knows and people they describe. Throws AlreadyParticipant, NamesNothing. */
  async create(tx: Tx, { kind, coach, clients, people }: CaseCreate): Promise<CaseRow> {
    await mustExist(tx, [
      { path: 'coach', what: 'coach', table: 'coaches', id: coach },
      ...clients.map((id, index) => ({ path: `clients.${index}`, what: 'client', table: 'clients', id })),
    ]);
    const caseId = await this.insert(tx, kind, coach);
    for (const [index, clientId] of clients.entries())
      await this.addParticipant(tx, caseId, clientId, `clients.${index}`);
    for (const [index, person] of people.entries())
      await this.addParticipant(tx, caseId, person, `people.${index}.email`);
    return this.get(tx, caseId);
  }

  /**
   * Staff describe a person to add. Whoever stands there as somebody's word alone is invited instead: whether their address
   * is known, and what they answered, changes nothing here. Throws InviteInstead, CaseFull, AlreadyParticipant, CaseClosed.
   */
  async addDescribed(tx: Tx, caseId: string, person: PersonGiven): Promise<ParticipantRow> {
    const { participants } = await this.get(tx, caseId);
    const email = person.email.toLowerCase();
    if (participants.some((one) => one.clientId === null && one.email === email)) throw new InviteInstead();
    return this.addParticipant(tx, caseId, person);
  }

  /**
   * The coach adds a person: by id, or as described, and then someone of that name and address is taken as the same.
   * `emailPath` is where the address, or the id, stands in what was sent. Throws CaseFull, AlreadyParticipant, CaseClosed.
   */
  async addParticipant(
    tx: Tx,
    caseId: string,
    person: PersonGiven | string,
    emailPath = 'email',
  ): Promise<ParticipantRow> {
    const { kind, status } = await this.lock(tx, caseId);
    if (!isOpen(status)) throw new CaseClosed(status);
    const client =
      typeof person === 'string' ? await this.clients.get(tx, person) : await this.clients.find(tx, person);
    const joined = (await this.get(tx, caseId)).participants.filter((one) => one.status === 'joined');
    if (client && joined.some((one) => one.clientId === client.id)) throw new AlreadyParticipant();
    const email = client?.email ?? (person as PersonGiven).email.toLowerCase();
    if (joined.some((one) => one.email === email))
      throw new Invalid([{ path: emailPath, message: 'Each person needs an address of their own.' }]);
    if (joined.length >= mostParticipants(kind)) throw new CaseFull(mostParticipants(kind));
    const clientId = client?.id ?? (await this.clients.create(tx, person as PersonGiven)).id;
    await this.join(tx, caseId, clientId);
    tx.emit(participantAdded, { clientId });
    const { participants } = await this.get(tx, caseId);
    const added = participants.find((one) => one.clientId === clientId);
    if (!added) throw new NotFound('participant');
    return added;
  }

  /** Everybody who has their place in a case now. */
  comers(tx: Tx, caseId: string): Promise<Comer[]> {
    return selectComers(tx, caseId);
  }

  /** A case; the id of one that turned out to be another finds that one. */
  async get(tx: Tx, caseId: string): Promise<CaseRow> {
    const [found] = await selectCases(
      tx,
      'WHERE c.id = coalesce((SELECT m.merged_into FROM cases m WHERE m.id = $1), $1)',
      [caseId],
    );
    if (!found) throw new NotFound('case');
    return found;
  }

  /** Newest first. */
  async list(tx: Tx, filters: CaseFilters, page: PageAsked): Promise<Page<CaseRow>> {
    const after = keyOfCursor(page.cursor, idShape);
    const rows = await selectCases(
      tx,
      `WHERE c.merged_into IS NULL AND ($1::uuid IS NULL OR c.id < $1) AND ($2::text IS NULL OR c.status = $2) AND ($3::text IS NULL OR c.progress = $3)
         AND ($4::uuid IS NULL OR c.coach_id = $4)
         AND ($5::uuid IS NULL OR EXISTS (SELECT 1 FROM participants p WHERE p.case_id = c.id AND p.client_id = $5))
         AND ($6::text IS NULL OR EXISTS (SELECT 1 FROM participants p JOIN clients l ON l.id = p.client_id
               WHERE p.case_id = c.id AND (l.name ILIKE $6 OR l.email ILIKE $6)))
       ORDER BY c.id DESC LIMIT $7`,
      [
        after?.[0] ?? null,
        filters.status ?? null,
        filters.progress ?? null,
        filters.coach ?? null,
        filters.client ?? null,
        containing(filters.q),
        page.limit + 1,
      ],
    );
    return pageOf(rows, page.limit, (row) => [row.id]);
  }

  /** The first completed session turns an inquiry into an active case; any other case stays as it is. */
  async activate(tx: Tx, caseId: string): Promise<void> {
    const changed = await tx.query(
      `UPDATE cases SET status = 'active', revision = revision + 1 WHERE id = $1 AND status = 'inquiry' RETURNING id`,
      [caseId],
    );
    if (changed.length > 0) tx.audit('case.activated', caseId);
  }

  /** Staff change how a case stands; a change of status may be taken back for a short while. Throws StaleRevision, CaseCannotMove. */
  async patch(tx: Tx, caseId: string, revision: number, change: CasePatch): Promise<CaseRow> {
    const found = await this.lock(tx, caseId);
    if (found.revision !== revision) throw new StaleRevision(found.revision);
    const moved = change.status !== undefined && change.status !== found.status;
    if (change.status !== undefined && moved) found.move(change.status, tx.now());
    await tx.repository(Case).update(
      { practiceId: tx.practiceId, id: caseId },
      {
        ...found.standing,
        progress: change.progress ?? found.progress,
        revision: found.revision + 1,
      },
    );
    tx.audit('case.changed', caseId);
    if (moved) tx.audit(`case.${found.status}`, caseId);
    return this.get(tx, caseId);
  }

  /** Staff take the last change of status back, within three minutes. Throws StatusSettled. */
  async undo(tx: Tx, caseId: string): Promise<CaseRow> {
    const found = await this.lock(tx, caseId);
    found.moveBack(tx.now());
    await tx
      .repository(Case)
      .update({ practiceId: tx.practiceId, id: caseId }, { ...found.standing, revision: found.revision + 1 });
    tx.audit('case.undone', caseId);
    return this.get(tx, caseId);
  }

  private async lock(tx: Tx, caseId: string): Promise<Case> {
    const found = await tx
      .repository(Case)
      .findOne({ where: { practiceId: tx.practiceId, id: caseId }, lock: { mode: 'pessimistic_write' } });
    if (!found) throw new NotFound('case');
    return found;
  }

  private async insert(tx: Tx, kind: CaseKind, coachId: string): Promise<string> {
    const id = newId();
    await tx.query(`INSERT INTO cases (id, kind, status, coach_id, opened_at) VALUES ($1, $2, 'inquiry', $3, $4)`, [
      id,
      kind,
      coachId,
      tx.now(),
    ]);
    tx.audit('case.opened', id);
    return id;
  }

  private async join(tx: Tx, caseId: string, clientId: string): Promise<void> {
    const joined = await tx.query<{ id: string }>(
      `INSERT INTO participants (id, case_id, client_id, status, joined_at) VALUES ($1, $2, $3, 'joined', $4)
       ON CONFLICT (practice_id, case_id, client_id) DO UPDATE SET status = 'joined' RETURNING id`,
      [newId(), caseId, clientId, tx.now()],
    );
    for (const { id } of joined) tx.audit('participant.added', id);
  }

  private async name(tx: Tx, caseId: string, namedBy: string, partner: NamedPerson): Promise<void> {
    const id = newId();
    await tx.query(
      `INSERT INTO named_partners (id, case_id, named_by, name, email, time_zone, created_at)
       VALUES ($1, $2, $3, $4, lower($5), $6, $7) ON CONFLICT DO NOTHING`,
      [id, caseId, namedBy, partner.name, partner.email, partner.timeZone, tx.now()],
    );
    tx.audit('partner.named', id);
  }
}
