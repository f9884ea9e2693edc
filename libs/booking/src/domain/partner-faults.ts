/** Who books, for what kind of offering, and whom they name beside themselves. */
export interface PartnerAsked {
  readonly kind: 'individual' | 'couple' | 'group';
  readonly clientEmail: string;
  readonly partnerEmail: string | undefined;
}

/** What is wrong with the partner of a booking: needed for couples, refused for others, and never the same address twice. */
export function partnerFaults({ kind, clientEmail, partnerEmail }: PartnerAsked): { path: string; message: string }[] {
  if (kind === 'couple' && partnerEmail === undefined)
    return [{ path: 'partner', message: 'Please name the other person as well.' }];
  if (kind !== 'couple' && partnerEmail !== undefined)
    return [{ path: 'partner', message: 'This is booked for one person.' }];
  if (partnerEmail?.toLowerCase() === clientEmail.toLowerCase())
    return [{ path: 'partner.email', message: 'Each person needs an address of their own.' }];
  return [];
}
