import type { Tx } from '#platform';
import type { CaseKind, CaseStatus } from './domain/case-state.js';

/** A case as lists and pages read it, with the people in it and those somebody named. */
export interface CaseRow {
  readonly id: string;
  readonly kind: CaseKind;
  readonly status: CaseStatus;
  readonly progress: 'steady' | 'slipping' | 'stalled';
  readonly progressReason: string | null;
  readonly coachId: string;
  readonly coachName: string;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  /** When staff last moved it, while that can be told. */
  readonly statusChangedAt: Date | null;
  readonly revision: number;
  readonly participants: readonly ParticipantRow[];
}

/**
 * A person in a case; `named` is somebody's word about a partner, who was sent nothing. `invited` says that a coach agreed
 * to invite them, and nothing of whether a mail left, or what was answered.
 */
export interface ParticipantRow {
  readonly id: string;
  readonly clientId: string | null;
  readonly name: string;
  readonly email: string;
  readonly timeZone: string;
  readonly status: 'named' | 'invited' | 'joined' | 'left';
  /** Whether the address is their own word: they booked with it, or opened a link that was mailed to it. */
  readonly gaveAddress: boolean;
}

/** Of a client `l`: whether the address is their own word. */
const gaveAddress = `(l.confirmed_at IS NOT NULL OR l.origin = 'booking')`;

const participantsOfCase = `
  SELECT p.id, p.client_id AS "clientId", l.name, l.email, l.time_zone AS "timeZone", p.status,
    ${gaveAddress} AS "gaveAddress"
  FROM participants p JOIN clients l ON l.id = p.client_id WHERE p.case_id = c.id AND l.merged_into IS NULL
  UNION ALL
  SELECT n.id, NULL, n.name, n.email, n.time_zone, CASE WHEN n.invited_at IS NULL THEN 'named' ELSE 'invited' END, false
  FROM named_partners n
  WHERE n.case_id = c.id AND NOT EXISTS (
    SELECT 1 FROM participants p JOIN clients l ON l.id = p.client_id WHERE p.case_id = c.id AND l.email = n.email)`;

/** Cases with their people; `where` speaks of `c` (cases) and `k` (coaches) and ends with the order. */
export function selectCases(tx: Tx, where: string, parameters: readonly unknown[]): Promise<CaseRow[]> {
  return tx.query<CaseRow>(
    `SELECT c.id, c.kind, c.status, c.progress, c.progress_reason AS "progressReason", c.coach_id AS "coachId",
       k.name AS "coachName", c.opened_at AS "openedAt", c.closed_at AS "closedAt",
       c.status_changed_at AS "statusChangedAt", c.revision,
       (SELECT coalesce(json_agg(w ORDER BY w.id), '[]') FROM (${participantsOfCase}) w) AS participants
     FROM cases c JOIN coaches k ON k.id = c.coach_id ${where}`,
    parameters,
  );
}

/** Somebody who has their place in a case, and what an appointment of it needs to know of them. */
export interface Comer {
  readonly clientId: string;
  readonly name: string;
  readonly timeZone: string;
  /** Whether the address is their own word: they booked with it, or opened a link that was mailed to it. */
  readonly gaveAddress: boolean;
  /** Whether a link mailed to the address was opened. */
  readonly confirmed: boolean;
}

/** Everybody who has their place in a case now, in the order they came. */
export function selectComers(tx: Tx, caseId: string): Promise<Comer[]> {
  return tx.query<Comer>(
    `SELECT l.id AS "clientId", l.name, l.time_zone AS "timeZone",
       ${gaveAddress} AS "gaveAddress",
       l.confirmed_at IS NOT NULL AS confirmed
     FROM participants p JOIN clients l ON l.id = p.client_id
     WHERE p.case_id = $1 AND p.status = 'joined' AND l.merged_into IS NULL ORDER BY p.id`,
    [caseId],
  );
}

/** The open case of a person with a coach, newest first. */
export function findOpenCase(
  tx: Tx,
  wanted: { clientId: string; coachId: string; kind: CaseKind },
): Promise<{ id: string } | null> {
  return tx.one<{ id: string }>(
    `SELECT c.id FROM cases c JOIN participants p ON p.case_id = c.id AND p.client_id = $1 AND p.status = 'joined'
     WHERE c.coach_id = $2 AND c.kind = $3 AND c.status IN ('inquiry', 'active', 'paused')
     ORDER BY c.id DESC LIMIT 1`,
    [wanted.clientId, wanted.coachId, wanted.kind],
  );
}
