import { createHmac } from 'node:crypto';

/** One event on its way to one endpoint. `held` waits until somebody asks for it. */
export interface Delivery {
  id: string;
  eventId: string;
  url: string;
  state: 'waiting' | 'held' | 'delivered' | 'given_up';
  attempts: number;
  /** How the last attempt ended: an HTTP status, or why there was none. */
  lastAnswer: number | string | null;
}

/** The `Stripe-Signature` of a payload at a time in Unix seconds. */
export function signatureOf(payload: string, secret: string, time: number): string {
  const mark = createHmac('sha256', secret).update(`${time}.${payload}`, 'utf8').digest('hex');
  return `t=${time},v1=${mark}`;
}

const patienceMs = 10_000;

/** Posts a signed payload; the HTTP status, or the reason why there is none. */
export async function post(
  url: string,
  payload: string,
  signature: string,
  stop: AbortSignal,
): Promise<number | string> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'stripe-signature': signature,
        'user-agent': 'Stripe/1.0 (simulator)',
      },
      body: payload,
      redirect: 'manual',
      signal: AbortSignal.any([stop, AbortSignal.timeout(patienceMs)]),
    });
    await response.arrayBuffer();
    return response.status;
  } catch (fault) {
    // No answer is a finding, not a failure of ours: it is kept with the delivery, and tried again.
    return fault instanceof Error ? `${fault.name}: ${fault.message}` : String(fault);
  }
}

/** Whether an endpoint has taken a delivery. */
export function isTaken(answer: number | string): boolean {
  return typeof answer === 'number' && answer >= 200 && answer < 300;
}
