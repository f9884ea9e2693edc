import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { fieldFaults } from '#contracts';
import { z } from 'zod';
import { wordsFor } from './fault-words.js';
import { HttpRefusal, invalid } from './refusal.js';

/**
 * Checks bodies, queries and path parameters by the schema their parameter names. A path parameter that does not fit
 * names nothing there could be, so it is a 404.
 */
@Injectable()
export class ValidationPipe implements PipeTransform {
  async transform(value: unknown, { type, schema, data }: ArgumentMetadata): Promise<unknown> {
    if (!(schema instanceof z.ZodType)) return value;
    const result = await schema.safeParseAsync(type === 'body' ? (value ?? {}) : value, { error: wordsFor });
    if (result.success) return result.data;
    if (type === 'param') throw new HttpRefusal('not-found', 'There is nothing at this address.');
    const faults = fieldFaults(result.error);
    throw invalid(...(data ? faults.map((fault) => ({ ...fault, path: join(data, fault.path) })) : faults));
  }
}

const join = (name: string, path: string): string => (path === '' ? name : `${name}.${path}`);
