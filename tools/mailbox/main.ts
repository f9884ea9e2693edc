import { clockOf } from './clock.js';
import { startMailbox } from './index.js';

/** The port in this variable; 0, and with it a free one, where it is not set. */
function portFrom(variable: string): number {
  const text = process.env[variable] || '0';
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`${variable} must be a port number, not "${text}".`);
  return port;
}

const dataDir = process.env['DATA_DIR'];
const host = process.env['MAILBOX_HOST'];
const mailbox = await startMailbox({
  port: portFrom('MAILBOX_PORT'),
  smtpPort: portFrom('MAILBOX_SMTP_PORT'),
  ...(dataDir && { dataDir }),
  ...(host && { host }),
  now: clockOf(process.env),
});
process.stdout.write(`mailbox listening on ${mailbox.url} (smtp ${mailbox.smtpUrl.replace('smtp://', '')})\n`);

let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    mailbox.close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`mailbox: ${String(error)}\n`);
        process.exit(1);
      },
    );
  });
}
