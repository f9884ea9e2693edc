export const caseStatuses = ['inquiry', 'active', 'paused', 'closed', 'separated'] as const;
export type CaseStatus = (typeof caseStatuses)[number];
export type CaseKind = 'individual' | 'couple' | 'family';

/** Every move a person may ask for. `separated` is not among them: a couple separates by an act of its own. */
const moves: Readonly<Record<CaseStatus, readonly CaseStatus[]>> = {
  inquiry: ['active', 'closed'],
  active: ['paused', 'closed'],
  paused: ['active', 'closed'],
  closed: [],
  separated: [],
};

/** Whether a case may go from one status to another; staying is not a move. */
export function caseMayGo(from: CaseStatus, to: CaseStatus): boolean {
  return moves[from].includes(to);
}

/** Whether work goes on in a case of this status, so that a booking finds it. */
export function isOpen(status: CaseStatus): boolean {
  return status !== 'closed' && status !== 'separated';
}

/** How many people a case of this kind holds at most. */
export function mostParticipants(kind: CaseKind): number {
  return kind === 'individual' ? 1 : kind === 'couple' ? 2 : 12;
}

const undoMs = 3 * 60_000;

/** Until when a move that staff made may be taken back: three minutes; null where there was none. */
export function undoableUntil(movedAt: Date | null): Date | null {
  return movedAt && new Date(movedAt.getTime() + undoMs);
}
