/** What decides how a new appointment begins. */
export interface BookingTerms {
  readonly approval: 'automatic' | 'coach';
  readonly dueMinor: number;
  /** For a couple: whoever books has proved nothing yet, so a coach looks at it first, whatever the offering says. */
  readonly joint: boolean;
}

/** The status a new appointment begins with. */
export function firstStatus(terms: BookingTerms): 'pending_approval' | 'held' | 'confirmed' {
  if (terms.joint || terms.approval === 'coach') return 'pending_approval';
  return terms.dueMinor > 0 ? 'held' : 'confirmed';
}
