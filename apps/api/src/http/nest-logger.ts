import type { LoggerService } from '@nestjs/common';
import type { Logger } from '#platform';

/** The framework's own messages, as lines of our log: warnings and worse, since the rest only tells of routes. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(): void {}
  debug(): void {}
  verbose(): void {}

  warn(message: unknown, context?: unknown): void {
    this.logger.warn({ context }, asText(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.logger.error({ context: rest.at(-1) }, asText(message));
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.logger.fatal({ context: rest.at(-1) }, asText(message));
  }
}

/** An error's message may quote data, so only its class is written. */
const asText = (message: unknown): string =>
  typeof message === 'string' ? message : message instanceof Error ? message.constructor.name : 'a message';
