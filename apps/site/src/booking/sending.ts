import type { BookingAnswer, BookingFields, Problem } from '#contracts';
import type { Attempt } from './attempt.js';
import type { BookerProps } from './booker-props.js';
import { requestOf } from './checks.js';

/** Books, or says why not. Throws where the server was not reached, or its answer was lost. */
export async function sendBooking(
  fields: BookingFields,
  props: BookerProps,
  attempt: Attempt,
): Promise<{ booked: BookingAnswer } | { refused: Problem }> {
  const body = JSON.stringify(requestOf(fields, props));
  const answer = await fetch(`/api/v1/public/practices/${props.practice}/bookings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': attempt.keyOf(body) },
    body,
  });
  if (answer.ok) return { booked: (await answer.json()) as BookingAnswer };
  const refused = (await answer.json()) as Problem;
  attempt.refused(answer.status, refused.type);
  return { refused };
}

/**
 * In a frame on a page elsewhere nothing is booked: the whole page goes on with what was typed, as a plain form would. So
 * whoever books sees whose page it is, pays there, and the browser may keep there what it keeps of no frame.
 */
export function bookAtTheTop(
  fields: BookingFields,
  {
    practice,
    offering,
    coach,
    slots,
    source,
  }: Pick<BookerProps, 'practice' | 'offering' | 'coach' | 'slots' | 'source'>,
): void {
  const given = {
    ...fields,
    timeZone: slots.timeZone,
    framed: '1',
    ...(coach && { coach }),
    ...(source && { source }),
  };
  const form = document.createElement('form');
  Object.assign(form, {
    method: 'post',
    action: bookAddress({ practice, offering, slots }),
    target: '_top',
    hidden: true,
  });
  for (const [name, value] of Object.entries(given))
    form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
  document.body.append(form);
  form.submit();
  form.remove();
}

/** Where a booking is sent as a plain form; the week that is shown comes back with what does not hold. */
export function bookAddress({
  practice,
  offering,
  slots,
}: Pick<BookerProps, 'practice' | 'offering' | 'slots'>): string {
  const query = new URLSearchParams({ zone: slots.timeZone, ...(slots.days[0] && { from: slots.days[0].date }) });
  return `/${practice}/book/${offering.slug}?${query.toString()}`;
}
