import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { isOfTheApi } from './routes.js';
import { invalid } from './refusal.js';
import type { RapportRequest } from './request.js';
import { inputsOf } from './route-inputs.js';

/**
 * Refuses queries and bodies on routes of the API that take none: unknown fields are refused everywhere. A page is left
 * alone, since a link to it may have been lengthened by whoever passed it on.
 */
@Injectable()
export class StrictInputInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<RapportRequest>();
    if (!isOfTheApi({ path: request.routeOptions.url ?? '' })) return next.handle();
    const inputs = inputsOf(context.getClass(), context.getHandler().name);
    const unknown: string[] = [];
    if (!inputs.wholeQuery) unknown.push(...keysOf(request.query).filter((key) => !inputs.queryNames.includes(key)));
    if (!inputs.takesBody) unknown.push(...keysOf(request.body));
    if (unknown.length > 0)
      throw invalid(...unknown.map((path) => ({ path, message: 'This field is not known here.' })));
    return next.handle();
  }
}

const keysOf = (value: unknown): string[] =>
  value !== null && typeof value === 'object' ? Object.keys(value) : value === undefined || value === null ? [] : [''];
