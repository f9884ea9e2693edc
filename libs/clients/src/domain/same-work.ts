import type { CaseKind, CaseStatus } from './case-state.js';

/** An open case of one person, as far as it tells whether another is the same work. */
export interface OpenCase {
  readonly id: string;
  readonly kind: CaseKind;
  readonly coachId: string;
  readonly status: CaseStatus;
  /** How many people have their place in it. */
  readonly joined: number;
  /** The addresses of everybody else who joined it or was named in it. */
  readonly others: readonly string[];
}

/**
 * Which of one person's open cases turn out to be another of theirs: an inquiry that a booking opened for them alone,
 * while the same work with the same coach (of a couple: with the same partner) stands already. A family's never is.
 */
export function sameWork(cases: readonly OpenCase[]): { from: string; into: string }[] {
  const gone = new Set<string>();
  return [...cases].sort(youngestFirst).flatMap((one) => {
    if (one.status !== 'inquiry' || one.joined !== 1) return [];
    const into = cases
      .filter((other) => other.id !== one.id && !gone.has(other.id) && isSame(one, other))
      .sort(mostGrownFirst)[0];
    if (!into || (into.status === 'inquiry' && into.joined === 1 && into.id > one.id)) return [];
    gone.add(one.id);
    return [{ from: one.id, into: into.id }];
  });
}

function isSame(one: OpenCase, other: OpenCase): boolean {
  if (one.kind !== other.kind || one.coachId !== other.coachId || one.kind === 'family') return false;
  return one.kind === 'individual' || one.others.some((address) => other.others.includes(address));
}

const youngestFirst = (a: OpenCase, b: OpenCase): number => (a.id < b.id ? 1 : -1);

function mostGrownFirst(a: OpenCase, b: OpenCase): number {
  const grown = ({ status, joined }: OpenCase) => (status === 'inquiry' ? 0 : 100) + joined;
  return grown(b) - grown(a) || (a.id < b.id ? -1 : 1);
}
