import { AsyncLocalStorage } from 'node:async_hooks';
import { pino, type Logger } from 'pino';

/** The one ambient thing: which request or job a log line belongs to. */
export const requestScope = new AsyncLocalStorage<{ requestId: string }>();

/** A logger that adds the request id and prints errors without the data that caused them. */
export function createLogger(level: string, name: string): Logger {
  return pino({
    name,
    level,
    base: { name },
    mixin: () => requestScope.getStore() ?? {},
    serializers: { err: describeError },
  });
}

/**
 * What may be logged of an error: its class, code, constraint and stack frames, never its message. A database's
 * message quotes values, and a value may be somebody's name.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, constraint, table } = error as { code?: unknown; constraint?: unknown; table?: unknown };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.constructor.name,
    ...(typeof code === 'string' && { code }),
    ...(typeof constraint === 'string' && { constraint }),
    ...(typeof table === 'string' && { table }),
    stack: frames.slice(0, 12).join('\n'),
    ...(error.cause instanceof Error && { cause: describeError(error.cause) }),
  };
}
export type { Logger };
