import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parseJsonBody } from './json-body.js';
import { HttpRefusal, invalid } from './refusal.js';
import type { RapportRequest } from './request.js';

/**
 * What bodies are read: JSON everywhere, forms only on routes that say so, and nothing else (415). The bytes are kept
 * for signatures.
 */
export function registerBodyParsers(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    parsed(done, () => {
      (request as RapportRequest).rawBody = body;
      return parseJsonBody(textOf(body));
    });
  });
  fastify.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer' },
    (request, body: Buffer, done) => {
      parsed(done, () => {
        if (!takesForms(request))
          throw new HttpRefusal('unsupported-media-type', 'Send Content-Type: application/json.');
        return formFields(textOf(body));
      });
    },
  );
}

function parsed(done: (error: Error | null, body?: unknown) => void, parse: () => unknown): void {
  let body: unknown;
  try {
    body = parse();
  } catch (error) {
    done(error as Error);
    return;
  }
  done(null, body);
}

const takesForms = (request: FastifyRequest): boolean =>
  (request.routeOptions.config as { takesForms?: boolean }).takesForms === true;

function textOf(body: Buffer): string {
  if (!isUtf8(body)) throw invalid({ path: '', message: 'Send text in UTF-8.' });
  return body.toString('utf8');
}

/** The fields of a form; one that comes twice is a list. */
function formFields(text: string): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = Object.create(null) as Record<string, string | string[]>;
  const sent = new URLSearchParams(text);
  for (const name of new Set(sent.keys())) {
    const values = sent.getAll(name);
    fields[name] = values.length === 1 ? values[0]! : values;
  }
  return { ...fields };
}
