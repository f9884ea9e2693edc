import type { EmbeddedPostgres } from './embedded-postgres.mjs';

export const OLDEST_POSTGRES: number;
export const ON_BOTH: readonly string[];
export function debianPostgres(version?: number, folder?: string): string | undefined;
export function withOldestPostgres<T>(
  progress: { say(text: string): void },
  work: (server: EmbeddedPostgres) => Promise<T>,
  options?: { env?: Record<string, string | undefined>; binaries?: string | undefined },
): Promise<T | undefined>;
