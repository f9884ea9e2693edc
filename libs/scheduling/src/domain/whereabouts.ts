import type { AppointmentStatus } from './appointment-state.js';
import type { Format } from './location.js';
import { standsFrom } from './undo-window.js';

/** What decides whether whoever booked is told where. */
export interface WhereAsked {
  readonly status: AppointmentStatus;
  readonly startAt: Date;
  readonly endAt: Date;
  readonly format: Format | null;
  /** What stands of all that says where. */
  readonly location: string | null;
}

/** Where an appointment takes place, as far as it is told now: the link of a call, from when it is shown, an address, or who calls. */
export type Whereabouts =
  | { readonly kind: 'link'; readonly url: string }
  | { readonly kind: 'link-later'; readonly from: Date }
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'they-call'; readonly number: string }
  | { readonly kind: 'we-call' };

/** From so long before the start on people may be on their way, or look for the door. */
export const nearlyTimeMinutes = 15;
const linkFrom = (startAt: Date): Date => new Date(startAt.getTime() - nearlyTimeMinutes * 60_000);

/**
 * An address, and who calls whom, once it is agreed on; a link from a quarter of an hour before the start until the end.
 * Null where nothing is to be told.
 */
export function whereaboutsOf({ status, startAt, endAt, format, location }: WhereAsked, now: Date): Whereabouts | null {
  if (status !== 'confirmed' || now >= endAt) return null;
  if (format === 'phone') return location === null ? { kind: 'we-call' } : { kind: 'they-call', number: location };
  if (location === null) return null;
  if (format === 'place') return { kind: 'address', address: location };
  if (format !== 'video') return null;
  const from = linkFrom(startAt);
  return now < from ? { kind: 'link-later', from } : { kind: 'link', url: location };
}

/**
 * From when another location stands, and whoever comes is told: once it cannot be taken back any more. Shortly before the
 * start it stands at once, since people may be looking for the door.
 */
export function relocationStandsFrom(relocatedAt: Date, startAt: Date): Date {
  return relocatedAt >= linkFrom(startAt) ? relocatedAt : standsFrom(relocatedAt);
}
