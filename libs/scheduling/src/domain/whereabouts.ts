import type { AppointmentStatus } from './appointment-state.js';

/** What decides whether whoever booked is told where. */
export interface WhereAsked {
  readonly status: AppointmentStatus;
  readonly startAt: Date;
  readonly endAt: Date;
  readonly format: 'video' | 'phone' | 'place' | null;
  readonly location: string | null;
}

/** Where an appointment takes place, as far as it is told now: the link of a call, from when it is shown, or an address. */
export type Whereabouts =
  | { readonly kind: 'link'; readonly url: string }
  | { readonly kind: 'link-later'; readonly from: Date }
  | { readonly kind: 'address'; readonly address: string };

const linkBeforeMs = 15 * 60_000;

/** An address once it is agreed on; a link from a quarter of an hour before the start until the end. Null where nothing is to be told. */
export function whereaboutsOf({ status, startAt, endAt, format, location }: WhereAsked, now: Date): Whereabouts | null {
  if (status !== 'confirmed' || location === null || now >= endAt) return null;
  if (format === 'place') return { kind: 'address', address: location };
  if (format !== 'video') return null;
  const from = new Date(startAt.getTime() - linkBeforeMs);
  return now < from ? { kind: 'link-later', from } : { kind: 'link', url: location };
}
