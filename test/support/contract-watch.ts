import { Module, type DynamicModule } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { openApiOf } from '../../apps/api/src/http/openapi.js';
import { isOfTheApi, Routes } from '../../apps/api/src/http/routes.js';
import { withinDocument } from './api-document.js';

interface Described {
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: Record<string, Described> }>>>>;
  readonly components: object;
}

/** Reads every answer of an API under test and holds it against /openapi.json: its status, its type and its body. */
export class ContractWatch {
  private readonly broken = new Set<string>();
  private readonly validators = new Map<string, ValidateFunction>();
  private readonly ajv = new Ajv2020({ strict: false, validateFormats: false });
  private document: Document | undefined;

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
    const described = this.documentOf(routes).paths[path]?.[method.toLowerCase()]?.responses[reply.statusCode];
    const text = request.method === 'HEAD' ? null : textOf(payload);
    const fault = this.faultOf(described, `${method} ${path} ${reply.statusCode}`, typeOf(reply), text);
    if (fault) this.broken.add(`${request.method} ${path} answered ${reply.statusCode}: ${fault}`);
  }

  /** What is wrong with an answer; `text` is its body, null where none is sent for the method's sake. */
  private faultOf(described: Described | undefined, name: string, type: string, text: string | null): string | null {
    if (!described) return 'this status is not documented';
    if (text === null) return null;
    if (text === '') return described.content ? 'it is empty, and a body is documented' : null;
    const schema = described.content?.[type]?.schema;
    if (!schema) return `no body of type ${type || 'none'} is documented`;
    const validate = this.validatorOf(`${name} ${type}`, schema);
    const body = JSON.parse(text) as { status?: number; errors?: unknown };
    if (validate(body)) return body.status === 400 && !body.errors ? 'a 400 names what is wrong in `errors`' : null;
    return `its body is not as documented: ${this.ajv.errorsText(validate.errors)}`;
  }

  private documentOf(routes: Routes): Document {
    if (!this.document) {
      this.document = openApiOf(routes.all(), 'http://localhost') as unknown as Document;
      this.ajv.addSchema({ $id: 'document', components: this.document.components });
    }
    return this.document;
  }

  private validatorOf(name: string, schema: object): ValidateFunction {
    const known = this.validators.get(name) ?? this.ajv.compile(withinDocument(schema));
    this.validators.set(name, known);
    return known;
  }
}

const typeOf = (reply: FastifyReply): string => String(reply.getHeader('content-type') ?? '').split(';')[0] ?? '';

const textOf = (payload: unknown): string =>
  typeof payload === 'string' ? payload : Buffer.isBuffer(payload) ? payload.toString('utf8') : '';
