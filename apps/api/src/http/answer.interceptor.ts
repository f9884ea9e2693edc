import { Inject, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { CONFIG, LOGGER, type Config, type Logger } from '#platform';
import { tap, type Observable } from 'rxjs';
import { ANSWER, type AnswerShape } from './route.js';

/** An answer that is not what its route says it sends. */
export class UnexpectedAnswer extends Error {}

/**
 * Holds answers against the shape their route declares: in tests a difference fails the call, in development it is
 * logged, in production answers are sent as they are. The log names paths, never values.
 */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (this.config.NODE_ENV === 'production') return next.handle();
    const shape = this.reflector.get<AnswerShape | undefined>(ANSWER, context.getHandler());
    const route = `${context.getClass().name}.${context.getHandler().name}`;
    return next.handle().pipe(tap((answer: unknown) => shape && this.check(route, shape, answer)));
  }

  private check(route: string, { schema, status }: AnswerShape, answer: unknown): void {
    const faults = schema ? faultsOf(schema, answer) : status === 204 && answer !== undefined ? ['a 204 is empty'] : [];
    if (faults.length === 0) return;
    const message = `${route} does not answer what it declares: ${faults.join('; ')}`;
    if (this.config.NODE_ENV === 'test') throw new UnexpectedAnswer(message);
    this.logger.warn({ faults }, `${route} does not answer what it declares`);
  }
}

function faultsOf(schema: NonNullable<AnswerShape['schema']>, answer: unknown): string[] {
  const sent: unknown = answer === undefined ? undefined : JSON.parse(JSON.stringify(answer));
  const result = schema.safeParse(sent);
  if (result.success) return [];
  return result.error.issues.map((issue) => {
    const keys = issue.code === 'unrecognized_keys' ? ` ${issue.keys.join(', ')}` : '';
    return `${issue.path.join('.')} ${issue.code}${keys}`.trim();
  });
}
