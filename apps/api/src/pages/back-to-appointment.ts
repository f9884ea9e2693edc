import type { FastifyReply } from 'fastify';
import { PaymentsUnavailable } from '#billing';
import type { AppointmentNotice } from '#contracts';
import { DomainError, Invalid, NotFound } from '#platform';

/** Leads to the page of the appointment, with what it says on top. */
export function back(reply: FastifyReply, token: string, notice: AppointmentNotice | null): void {
  void reply.header('cache-control', 'no-store').redirect(`/a/${token}${notice ? `?notice=${notice}` : ''}`, 303);
}

/** What is not possible any more, or not just now, is said on the appointment's own page. */
export async function orBack(reply: FastifyReply, token: string, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof DomainError) || error instanceof NotFound) throw error;
    back(reply, token, noticeOf(error));
  }
}

function noticeOf(error: DomainError): AppointmentNotice {
  if (error instanceof PaymentsUnavailable) return 'payment-unavailable';
  return error instanceof Invalid ? 'weak-pin' : 'not-possible';
}
