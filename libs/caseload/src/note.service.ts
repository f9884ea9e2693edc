import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CaseAccess, CaseMerges } from '#clients';
import type { NoteCreate, NoteList, NoteView } from '#contracts';
import {
  actorId,
  Database,
  idAfter,
  instant,
  KeyErased,
  KeyStore,
  NamesNothing,
  newId,
  NotFound,
  pageOf,
  type Here,
  type Tx,
} from '#platform';
import { Note } from './note.entity.js';

/** Notes of a case: written and read by its coach, sealed before they reach the database. */
@Injectable()
export class NoteService implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly keys: KeyStore,
    private readonly access: CaseAccess,
    private readonly caseMerges: CaseMerges,
  ) {}

  /**
   * A case that turns out to be another had one person in it, who alone could read what was shared with everybody: in
   * the other case it stays theirs alone.
   */
  onModuleInit(): void {
    this.caseMerges.alsoDo(async (tx, from, into) => {
      await tx.query('UPDATE tasks SET case_id = $2 WHERE case_id = $1', [from, into]);
      await tx.query(
        `UPDATE notes SET case_id = $2, revision = revision + 1,
           audience = CASE WHEN audience = 'coach' THEN 'coach' ELSE 'participant' END,
           participant_id = CASE WHEN audience = 'coach' THEN NULL ELSE
             (SELECT mine.id FROM participants theirs JOIN participants mine ON mine.client_id = theirs.client_id
              WHERE theirs.case_id = $1 AND theirs.status = 'joined' AND mine.case_id = $2 LIMIT 1) END
         WHERE case_id = $1`,
        [from, into],
      );
    });
  }

  /** Adds a note. NotFound for a case that is not the writer's, an appointment or a participant of another case. */
  create(here: Here, named: string, request: NoteCreate): Promise<NoteView> {
    return this.db.inPractice(here, async (tx) => {
      const caseId = await this.ownCase(tx, named);
      const appointmentId = request.appointment ?? null;
      if (
        appointmentId &&
        !(await tx.one('SELECT 1 FROM appointments WHERE id = $1 AND case_id = $2', [appointmentId, caseId]))
      )
        throw new NamesNothing([{ path: 'appointment', message: 'There is no such appointment.' }]);
      const about = await this.audienceOf(tx, caseId, request.audience);
      const id = newId();
      await tx.repository(Note).insert({
        practiceId: tx.practiceId,
        id,
        caseId,
        appointmentId,
        authorId: tx.actor.kind === 'member' ? actorId(tx.actor) : null,
        ...about,
        sealed: await this.keys.sealFor(tx, about.keyPersonId, `notes:${id}`, request.body),
        createdAt: tx.now(),
      });
      tx.audit('note.written', id);
      const row = await tx.one<NoteRow>(`${select} WHERE n.id = $1`, [id]);
      if (!row) throw new NotFound('note');
      return this.toView(tx, row);
    });
  }

  /** The notes of a case, oldest first. That they were read is in the audit before anybody sees them. */
  async list(here: Here, named: string, page: { limit: number; cursor?: string | undefined }): Promise<NoteList> {
    const { caseId, ...notes } = await this.read(here, named, page);
    if (notes.data.length > 0)
      await this.db.inPractice({ ...here, readOnly: false }, async (tx) => tx.audit('notes.read', caseId));
    return notes;
  }

  private read(
    here: Here,
    named: string,
    page: { limit: number; cursor?: string | undefined },
  ): Promise<NoteList & { caseId: string }> {
    return this.db.inPractice(here, async (tx) => {
      const caseId = await this.ownCase(tx, named);
      const rows = await tx.query<NoteRow>(
        `${select} WHERE n.case_id = $1 AND ($2::uuid IS NULL OR n.id > $2) ORDER BY n.id LIMIT $3`,
        [caseId, idAfter(page.cursor), page.limit + 1],
      );
      const { data: shown, nextCursor } = pageOf(rows, page.limit, ({ id }) => [id]);
      const data: NoteView[] = [];
      for (const row of shown) {
        const note = await this.toView(tx, row).catch(unlessErased);
        if (note) data.push(note);
      }
      return { caseId, data, nextCursor };
    });
  }

  /** The case itself, or the one it turned out to be, if it is its reader's. */
  private async ownCase(tx: Tx, named: string): Promise<string> {
    const found = await tx.one<{ id: string }>('SELECT coalesce(merged_into, id) AS id FROM cases WHERE id = $1', [
      named,
    ]);
    if (!found || !(await this.access.mayReadPrivate(tx, { caseId: found.id }))) throw new NotFound('case');
    return found.id;
  }

  /** Who may read it, and whose key seals it: one person's where it is about one, else the case's own. */
  private async audienceOf(
    tx: Tx,
    caseId: string,
    audience: NoteCreate['audience'],
  ): Promise<Pick<Note, 'audience' | 'participantId' | 'keyPersonId'>> {
    const participants = await tx.query<{ id: string; clientId: string }>(
      'SELECT id, client_id AS "clientId" FROM participants WHERE case_id = $1 ORDER BY id',
      [caseId],
    );
    if (audience !== 'coach' && audience !== 'all') {
      const one = participants.find(({ id }) => id === audience);
      if (!one) throw new NamesNothing([{ path: 'audience', message: 'There is no such participant.' }]);
      return { audience: 'participant', participantId: one.id, keyPersonId: one.clientId };
    }
    const [only, ...others] = participants;
    return {
      audience: audience === 'all' ? 'all' : 'coach',
      participantId: null,
      keyPersonId: only && others.length === 0 ? only.clientId : caseId,
    };
  }

  private async toView(tx: Tx, row: NoteRow): Promise<NoteView> {
    return {
      id: row.id,
      caseId: row.caseId,
      appointmentId: row.appointmentId,
      audience: row.audience === 'participant' ? row.participantId! : row.audience,
      body: await this.keys.unsealFor(tx, row.keyPersonId, `notes:${row.id}`, row.sealed),
      author: { id: row.authorId ?? row.coachId, name: row.authorName ?? row.coachName },
      createdAt: instant(row.createdAt),
    };
  }
}

/** A note whose person was erased is gone: its list goes on without it. */
function unlessErased(error: unknown): null {
  if (error instanceof KeyErased) return null;
  throw error;
}

type NoteRow = Omit<Note, 'practiceId' | 'revision'> & {
  authorName: string | null;
  coachId: string;
  coachName: string;
};

// A note written with a key has no member as author: it is shown under the coach of the case.
const select = `
  SELECT n.id, n.case_id AS "caseId", n.appointment_id AS "appointmentId", n.author_id AS "authorId", n.audience,
         n.participant_id AS "participantId", n.key_person_id AS "keyPersonId", n.sealed, n.created_at AS "createdAt",
         author.name AS "authorName", k.id AS "coachId", k.name AS "coachName"
  FROM notes n
  JOIN cases c ON c.practice_id = n.practice_id AND c.id = n.case_id
  JOIN coaches k ON k.practice_id = c.practice_id AND k.id = c.coach_id
  LEFT JOIN coaches author ON author.practice_id = n.practice_id AND author.member_id = n.author_id`;
