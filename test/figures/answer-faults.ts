import type { RawAnswer } from './raw-client.js';

/** What every answer says of itself, whatever it is about. */
const strict: Readonly<Record<string, RegExp>> = {
  'content-security-policy':
    /^(?=.*default-src 'none')(?=.*base-uri 'none')(?=.*frame-ancestors 'none')(?!.*unsafe-)(?!.*[ *]\*)/,
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^DENY$/,
  'referrer-policy': /^no-referrer$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'permissions-policy': /camera=\(\).*microphone=\(\)/,
};

/** Words of the inside, which no answer tells. */
const inside =
  /node_modules|\bat \w+ \(|\.ts:\d|\.js:\d|pg_|postgres|SELECT |INSERT |violates|TypeError|ZodError|FST_ERR/;

/** Which strict headers an answer lacks, and what of the inside it tells. */
export function answerFaults({ status, headers, text }: RawAnswer): string[] {
  const lacking = Object.entries(strict)
    .filter(([name, wanted]) => !wanted.test(String(headers[name] ?? '')))
    .map(([name]) => `without a strict ${name}: ${String(headers[name] ?? 'none')}`);
  const named = ['server', 'x-powered-by'].filter((name) => name in headers).map((name) => `with ${name}`);
  const told = status >= 400 && inside.test(text) ? [`with words of the inside: ${text.slice(0, 200)}`] : [];
  return [...lacking, ...named, ...told];
}
