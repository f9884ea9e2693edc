import { mayBreak } from './programs.mjs';

/** The addresses of a start, absolute and without a slash at the end; what does not run here has none. */
export function urlsOf(settings, ports) {
  return {
    app: settings.publicUrl,
    studio: `${settings.publicUrl}/studio`,
    ...(settings.simulator ? { simulator: `http://localhost:${ports.SIMULATOR_PORT}` } : {}),
    ...(settings.mailbox ? { mailbox: `http://localhost:${ports.MAILBOX_PORT}` } : {}),
    ...(mayBreak(settings) ? { break: `http://localhost:${ports.BREAK_PORT}` } : {}),
    metrics: `http://localhost:${ports.METRICS_PORT}/metrics`,
  };
}

/** What a person reads once everything answers. */
export function welcome({ urls, env }, settings, progress) {
  const lines = [
    '',
    `Rapport is running (${progress.elapsed()} s). Stop it with Ctrl-C; the data stays in ${settings.dataDir}.`,
    '',
    ...Object.entries(urls).map(([name, url]) => `  ${name.padEnd(10)} ${url}`),
  ];
  if (settings.demo) {
    lines.push(
      '',
      `  The demo practice   ${urls.app}/demo`,
      `  Sign in to studio   ${env.RAPPORT_OWNER_EMAIL}   ${env.RAPPORT_OWNER_PASSWORD}`,
      `  As second coach     aksel@demo.example   ${env.RAPPORT_OWNER_PASSWORD}`,
      `  Its API key         ${env.RAPPORT_API_KEY}`,
    );
  }
  if (settings.env.RAPPORT_OPERATOR_KEY === undefined) lines.push(`  The operator's key  ${env.RAPPORT_OPERATOR_KEY}`);
  return `${lines.join('\n')}\n`;
}
