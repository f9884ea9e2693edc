/** How people meet. */
export type Format = 'video' | 'phone' | 'place';

/** How an appointment was agreed to be held, and all that says where. */
export interface LocationSaid {
  /** As it was booked, whatever the offering says by now. */
  readonly format: Format | null;
  /** For this appointment alone. */
  readonly location: string | null;
  /** Where its coach is in the hours by which its time was claimed. */
  readonly placeOfHours: string | null;
  readonly offering: { readonly format: Format | null; readonly location: string | null };
  readonly coach: { readonly joinLink: string | null };
}

/** Where an appointment takes place, and who says so: by its format a link, an address, or the number that is called. */
export interface StandingLocation {
  readonly location: string;
  readonly from: 'appointment' | 'hours' | 'offering' | 'coach';
}

/**
 * What stands of several: the appointment's own, before where its coach is in those hours, before its offering's, before
 * the link of its coach. Null where nobody says.
 */
export function locationOf({ format, location, placeOfHours, offering, coach }: LocationSaid): StandingLocation | null {
  if (format === null) return null;
  if (location !== null) return { location, from: 'appointment' };
  if (format === 'place' && placeOfHours !== null) return { location: placeOfHours, from: 'hours' };
  // An address is no link: what an offering says since it is held in another way is not meant for those who booked before.
  if (offering.location !== null && offering.format === format)
    return { location: offering.location, from: 'offering' };
  return format === 'video' && coach.joinLink !== null ? { location: coach.joinLink, from: 'coach' } : null;
}
