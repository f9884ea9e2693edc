import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** Resolves when the mail server greets; rejects when it does not in time. */
export function reachMailServer(smtpUrl: string, milliseconds: number): Promise<void> {
  const url = new URL(smtpUrl);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const secure = url.protocol === 'smtps:';
  const port = Number(url.port) || (secure ? 465 : 587);
  return new Promise((resolve, reject) => {
    const socket = secure ? connectTls({ host, port, servername: host }) : connect({ host, port });
    socket.setTimeout(milliseconds, () => socket.destroy(new Error('No answer in time.')));
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('Closed without a greeting.')));
    socket.once('data', (greeting: Buffer) => {
      if (greeting.toString('latin1').startsWith('220')) resolve();
      else reject(new Error('Not a greeting.'));
      socket.end('QUIT\r\n');
    });
  });
}

/**
 * Resolves when the payment provider does what it is asked; rejects when it answers with a fault of its own, not in
 * time, or refuses our key.
 */
export async function reachPayments(url: string, key: string, milliseconds: number): Promise<void> {
  const answer = await fetch(new URL('/v1/balance_transactions?limit=1', url), {
    redirect: 'manual',
    signal: AbortSignal.timeout(milliseconds),
    headers: { authorization: `Bearer ${key}` },
  });
  await answer.body?.cancel();
  if (answer.status >= 500) throw new Error('The payment provider has a fault.');
  if (answer.status === 401) throw new Error('The payment provider refuses our key.');
}
