export const OLDEST_POSTGRES: number;
export const ON_BOTH: readonly string[];
export function debianPostgres(version?: number, folder?: string): string | undefined;
export function withOldestPostgres<T>(
  progress: { say(text: string): void },
  work: (ownerUrl: string) => Promise<T>,
  options?: { env?: Record<string, string | undefined>; binaries?: string | undefined },
): Promise<T | undefined>;
