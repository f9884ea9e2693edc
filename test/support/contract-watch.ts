import { Module, type DynamicModule } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { openApiOf } from '../../apps/api/src/http/openapi.js';
import { isOfTheApi, Routes } from '../../apps/api/src/http/routes.js';

interface Described {
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: Record<string, Described> }>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

/** Reads every answer of an API under test and holds it against /openapi.json: its status, its type and its body. */
export class ContractWatch {
  private readonly broken = new Set<string>();
  private readonly documents = new Map<string, Document>();
  private readonly validators = new Map<string, ValidateFunction>();
  // Whether the document is a good one is told by a story of its own.
  private readonly ajv = new Ajv2020({
    ...{ strict: false, validateFormats: false, validateSchema: false },
    // Each file of stories compiles what it reads: fast to compile counts, fast to run does not.
    code: { optimize: false },
  });

  /** The module that puts the watch into an API. */
  module(): DynamicModule {
    const look = this.look.bind(this);
    @Module({})
    class ContractWatchModule {
      constructor(host: HttpAdapterHost, routes: Routes) {
        host.httpAdapter.getInstance<FastifyInstance>().addHook('onSend', (request, reply, payload, done) => {
          look(routes, request, reply, payload);
          done(null, payload);
        });
      }
    }
    return { module: ContractWatchModule, providers: [Routes] };
  }

  /** Throws where something was answered that is not documented, naming each such answer, and begins anew. */
  mustHold(): void {
    const broken = [...this.broken];
    this.broken.clear();
    if (broken.length > 0) throw new Error(`Not as /openapi.json says:\n${broken.join('\n')}`);
  }

  private look(routes: Routes, request: FastifyRequest, reply: FastifyReply, payload: unknown): void {
    const route = request.routeOptions.url;
    if (route === undefined || !isOfTheApi({ path: route })) return;
    const path = route.replace(/:(\w+)/g, '{$1}');
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const document = this.documentOf(routes, method, route);
    const described = document.paths[path]?.[method.toLowerCase()]?.responses[reply.statusCode];
    const text = request.method === 'HEAD' ? null : textOf(payload);
    const fault = this.faultOf(document, described, typeOf(reply), text);
    if (fault) this.broken.add(`${request.method} ${path} answered ${reply.statusCode}: ${fault}`);
  }

  /** What is wrong with an answer; `text` is its body, null where none is sent for the method's sake. */
  private faultOf(
    document: Document,
    described: Described | undefined,
    type: string,
    text: string | null,
  ): string | null {
    if (!described) return 'this status is not documented';
    if (text === null) return null;
    if (text === '') return described.content ? 'it is empty, and a body is documented' : null;
    const schema = described.content?.[type]?.schema;
    if (!schema) return `no body of type ${type || 'none'} is documented`;
    const validate = this.validatorOf(withComponents(schema, document));
    const body = JSON.parse(text) as { status?: number; errors?: unknown };
    if (validate(body)) return body.status === 400 && !body.errors ? 'a 400 names what is wrong in `errors`' : null;
    return `its body is not as documented: ${this.ajv.errorsText(validate.errors)}`;
  }

  /** The document of one operation, made as that of all is; most stories ask for few. */
  private documentOf(routes: Routes, method: string, path: string): Document {
    const name = `${method} ${path}`;
    const made = () => {
      const asked = routes.all().filter((route) => route.method === method && route.path === path);
      return openApiOf(asked, 'http://localhost') as unknown as Document;
    };
    const known = this.documents.get(name) ?? made();
    this.documents.set(name, known);
    return known;
  }

  private validatorOf(schema: string): ValidateFunction {
    const known = this.validators.get(schema) ?? this.ajv.compile(JSON.parse(schema) as object);
    this.validators.set(schema, known);
    return known;
  }
}

/** A schema as a text of its own: with the components that it refers to, and those that they do. */
function withComponents(schema: object, { components }: Document): string {
  const within: Record<string, object> = {};
  const follow = (part: object): void => {
    for (const [, name] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      const component = components.schemas[name!];
      if (!component || within[name!]) continue;
      within[name!] = component;
      follow(component);
    }
  };
  follow(schema);
  return JSON.stringify({ ...schema, components: { schemas: within } });
}

const typeOf = (reply: FastifyReply): string => String(reply.getHeader('content-type') ?? '').split(';')[0] ?? '';

const textOf = (payload: unknown): string =>
  typeof payload === 'string' ? payload : Buffer.isBuffer(payload) ? payload.toString('utf8') : '';
