import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CaseMerges, ClientMerges } from '#clients';
import { isMadeFor, Links, newId, NotFound, type Link, type Tx } from '#platform';
import { Attendance } from './attendance.entity.js';

const dayMs = 86_400_000;
/** A manage link answers until so long after the appointment's time. */
const manageDays = 30;

/** The address of whoever has an attendance `t`, now; a contact has the one of the client they turned out to be. */
const theirAddress = `(SELECT coalesce(m.email, c.email) FROM clients c LEFT JOIN clients m ON m.id = c.merged_into WHERE c.id = t.client_id)`;

/** A person who is to come as well. */
export interface NewAttendance {
  readonly clientId: string;
  readonly name: string;
  readonly timeZone: string;
  readonly status: 'invited' | 'accepted';
}

/** Each person's part in an appointment, and the link by which they manage it. */
@Injectable()
export class AttendanceService implements OnModuleInit {
  constructor(
    private readonly links: Links,
    private readonly merges: ClientMerges,
    private readonly caseMerges: CaseMerges,
  ) {}

  /** When a contact turns out to be a known client, what they attend is that client's, and what was booked in the case they opened is in the client's. */
  onModuleInit(): void {
    this.merges.alsoDo(async (tx, contactId, clientId) => {
      await tx.query(
        `UPDATE attendances a SET client_id = $2 WHERE client_id = $1
           AND NOT EXISTS (SELECT 1 FROM attendances o WHERE o.appointment_id = a.appointment_id AND o.client_id = $2)`,
        [contactId, clientId],
      );
    });
    this.caseMerges.alsoDo(async (tx, from, into) => {
      await tx.query('UPDATE appointments SET case_id = $2, revision = revision + 1 WHERE case_id = $1', [from, into]);
    });
  }

  /** Who was only invited comes now; anybody else's part stays as it is. Answers whether it changed. */
  async accept(tx: Tx, attendanceId: string): Promise<boolean> {
    const changed = await tx.query(
      `UPDATE attendances SET status = 'accepted' WHERE id = $1 AND status = 'invited' RETURNING id`,
      [attendanceId],
    );
    if (changed.length > 0) tx.audit('attendance.accepted', attendanceId);
    return changed.length > 0;
  }

  /** Whether anything they were to come to was ever agreed on, whatever became of it. */
  async wasAgreedWith(tx: Tx, clientId: string): Promise<boolean> {
    const row = await tx.one(
      `SELECT 1 FROM attendances t JOIN appointments a ON a.id = t.appointment_id
       WHERE t.client_id = $1 AND t.status IN ('accepted', 'withdrawn') AND NOT a.taken_back AND EXISTS (
         SELECT 1 FROM audit_entries e
         WHERE e.subject_id = t.appointment_id AND e.action IN ('appointment.confirmed', 'appointment.re-seated')) LIMIT 1`,
      [clientId],
    );
    return row !== null;
  }

  /** One more person in an appointment; answers the attendance's id. */
  async add(tx: Tx, appointmentId: string, person: NewAttendance): Promise<string> {
    const id = newId();
    await tx.query(
      `INSERT INTO attendances (id, appointment_id, client_id, name, time_zone, status) VALUES ($1, $2, $3, $4, $5, $6)`,
      [id, appointmentId, person.clientId, person.name, person.timeZone, person.status],
    );
    tx.audit('attendance.added', id);
    return id;
  }

  /** One person will not come; the appointment stays, and they go on reading it as it is at that moment. Done twice it changes nothing. */
  async withdraw(tx: Tx, attendanceId: string): Promise<void> {
    const found = await this.get(tx, attendanceId);
    if (found.status === 'withdrawn') return;
    const changed = await tx.query(
      `UPDATE attendances t SET status = 'withdrawn', outcome = jsonb_build_object('left',
         jsonb_build_object('status', a.status, 'start', a.start_at, 'end', a.end_at, 'sequence', a.sequence))
       FROM appointments a WHERE t.id = $1 AND a.id = t.appointment_id AND t.status IN ('invited', 'accepted') RETURNING t.id`,
      [attendanceId],
    );
    if (changed.length > 0) tx.audit('attendance.withdrawn', attendanceId);
  }

  /** What this person was answered when they cancelled, so that asking again is answered alike. */
  async keepOutcome(tx: Tx, attendanceId: string, outcome: object): Promise<void> {
    await tx.query(`UPDATE attendances SET outcome = coalesce(outcome, '{}') || $2::jsonb WHERE id = $1`, [
      attendanceId,
      JSON.stringify(outcome),
    ]);
  }

  async get(tx: Tx, attendanceId: string): Promise<Attendance> {
    const found = await tx.repository(Attendance).findOneBy({ practiceId: tx.practiceId, id: attendanceId });
    if (!found) throw new NotFound('appointment');
    return found;
  }

  /**
   * A new secret for a person's own manage link, for the address they have: each mail, which says where it goes, may carry
   * one of its own; without, it is shown to whoever books.
   */
  async issueManageToken(tx: Tx, attendanceId: string, mailedTo?: string): Promise<string> {
    const row = await tx.one<{ endAt: Date; clientId: string; email: string }>(
      `SELECT a.end_at AS "endAt", t.client_id AS "clientId", ${theirAddress} AS email
       FROM attendances t JOIN appointments a ON a.id = t.appointment_id WHERE t.id = $1`,
      [attendanceId],
    );
    if (!row) throw new NotFound('appointment');
    const owner = { clientId: row.clientId, address: mailedTo ?? row.email, mailed: mailedTo !== undefined };
    return this.links.issue(tx, 'manage', attendanceId, answersUntil(row.endAt), owner);
  }

  /** The appointment ends at another time: what was mailed or shown before answers as long after it. */
  async prolongManageLinks(tx: Tx, appointmentId: string, endAt: Date): Promise<void> {
    const attending = await tx.query<{ id: string }>('SELECT id FROM attendances WHERE appointment_id = $1', [
      appointmentId,
    ]);
    const ids = attending.map(({ id }) => id);
    await this.links.prolong(tx, 'manage', ids, answersUntil(endAt));
  }

  /** Whose link this is; a dead or unknown one, or one for an address they had before, looks like no appointment. */
  async byManageToken(tx: Tx, token: string): Promise<{ attendance: Attendance; link: Link }> {
    const link = await this.links.find(tx, 'manage', token);
    const owner =
      link &&
      (await tx.one<{ email: string }>(`SELECT ${theirAddress} AS email FROM attendances t WHERE t.id = $1`, [
        link.subjectId,
      ]));
    if (!link || !owner || !isMadeFor(link, owner.email)) throw new NotFound('appointment');
    return { attendance: await this.get(tx, link.subjectId), link };
  }
}

const answersUntil = (endAt: Date): Date => new Date(endAt.getTime() + manageDays * dayMs);
