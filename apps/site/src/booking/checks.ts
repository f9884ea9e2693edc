import type { BookingFields, BookingRequest, FieldFault } from '#contracts';
import type { BookerProps } from './booker-props.js';
import type { FieldErrors } from './details.js';

const fieldOfPath: Readonly<Record<string, keyof BookingFields>> = {
  start: 'start',
  'client.name': 'name',
  'client.email': 'email',
  'client.phone': 'phone',
  'partner.name': 'partnerName',
  'partner.email': 'partnerEmail',
};

/** What the server found, in our own words and at the field to blame. */
export function errorsOf(faults: readonly FieldFault[], { texts }: Pick<BookerProps, 'texts'>): FieldErrors {
  const words = texts.booking.errors;
  return Object.fromEntries(
    faults.flatMap(({ path, message }) => {
      const field = fieldOfPath[path];
      if (!field) return [];
      return [[field, field === 'partnerEmail' && /own/.test(message) ? words.sameEmail : words[field]]];
    }),
  );
}

/** What is plainly missing or misspelt, before anything is sent; the server looks again. */
export function check(
  fields: BookingFields,
  { offering, texts }: Pick<BookerProps, 'offering' | 'texts'>,
): FieldErrors {
  const words = texts.booking.errors;
  const address = /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/;
  const errors: Partial<Record<keyof BookingFields, string>> = {};
  if (!fields.start) errors.start = words.start;
  if (!fields.name.trim()) errors.name = words.name;
  if (!address.test(fields.email.trim())) errors.email = words.email;
  if (offering.whoCalls === 'practice' && !/(\d.*){5}/.test(fields.phone)) errors.phone = words.phone;
  if (offering.kind === 'couple') {
    if (!fields.partnerName.trim()) errors.partnerName = words.partnerName;
    if (!address.test(fields.partnerEmail.trim())) errors.partnerEmail = words.partnerEmail;
    else if (fields.partnerEmail.trim().toLowerCase() === fields.email.trim().toLowerCase())
      errors.partnerEmail = words.sameEmail;
  }
  return errors;
}

/** The booking as the API takes it. */
export function requestOf(
  fields: BookingFields,
  {
    offering,
    coach,
    slots,
    source,
  }: Pick<BookerProps, 'coach' | 'slots' | 'source'> & {
    offering: { slug: string; kind: string; whoCalls: string | null };
  },
): BookingRequest {
  const { timeZone } = slots;
  return {
    offering: offering.slug,
    ...(coach && { coach }),
    start: fields.start,
    client: {
      name: fields.name.trim(),
      email: fields.email.trim(),
      timeZone,
      ...(offering.whoCalls === 'practice' && { phone: fields.phone.trim() }),
    },
    ...(offering.kind === 'couple' && {
      partner: { name: fields.partnerName.trim(), email: fields.partnerEmail.trim(), timeZone },
    }),
    ...(source && { source }),
  };
}
