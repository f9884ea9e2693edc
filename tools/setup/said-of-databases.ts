import type { prepareDatabases } from '#platform';

type Prepared = Awaited<ReturnType<typeof prepareDatabases>>;

/**
 * What the setup prints. Its output may be a log that many can read, and the addresses hold passwords: they are told only
 * to a caller that reads them itself and asks for them with `--addresses`.
 */
export function saidOf(prepared: Prepared, asked: readonly string[]): string {
  return asked.includes('--addresses') ? `${JSON.stringify(prepared)}\n` : 'The databases are ready.\n';
}
