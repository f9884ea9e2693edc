/** What decides how a new appointment begins. */
export interface BookingTerms {
  readonly approval: 'automatic' | 'coach';
  readonly dueMinor: number;
  /** A couple's first joint appointment: a coach looks at it first, whatever the offering says. */
  readonly firstOfCouple: boolean;
}

/** The status a new appointment begins with. */
export function firstStatus(terms: BookingTerms): 'pending_approval' | 'held' | 'confirmed' {
  if (terms.firstOfCouple || terms.approval === 'coach') return 'pending_approval';
  return terms.dueMinor > 0 ? 'held' : 'confirmed';
}
