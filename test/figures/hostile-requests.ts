import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { newId } from '#platform';
import {
  bodyShapeOf,
  placesIn,
  withinDocument,
  withValueAt,
  type ApiDocument,
  type OperationObject,
  type Parameter,
  type Schema,
} from '../support/api-document.js';
import { badBodies } from '../support/bad-bodies.js';
import * as hostile from './hostile-input.js';
import type { Asked } from './operation.js';
import type { Described } from './tenancy.js';

export type Family = 'bodies' | 'types' | 'ids' | 'paths' | 'queries' | 'methods' | 'headers' | 'forgery';

/** A request with one thing wrong in it. */
export interface HostileRequest {
  readonly family: Family;
  readonly what: string;
  readonly method: string;
  /** Path and query as they are sent. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | undefined;
  /** Whether the document allows it after all: only then may it be answered 2xx. */
  readonly mayPass: boolean;
}

/** A good request of an operation, with the headers of whoever may make it. */
export interface GoodRequest {
  readonly operation: Described;
  readonly asked: Asked;
  readonly headers: Readonly<Record<string, string>>;
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'];
const json = { 'content-type': 'application/json' };

/** Makes every kind of wrong request out of a good one, from what the document says of the operation. */
export class HostileRequests {
  private readonly ajv = new Ajv2020({ strict: false, validateFormats: false, coerceTypes: false });
  private turn = 0;
  private readonly coercing = new Ajv2020({ strict: false, validateFormats: false, coerceTypes: true });

  constructor(private readonly document: ApiDocument) {
    for (const ajv of [this.ajv, this.coercing]) ajv.addSchema({ $id: 'document', components: document.components });
  }

  /** All that must be refused, or is refused or taken without harm; `foreignIds` name things of another practice. */
  of(good: GoodRequest, foreignIds: readonly string[]): HostileRequest[] {
    const described = this.document.paths[good.operation.path]![good.operation.method.toLowerCase()]!;
    const shape = bodyShapeOf(described);
    return [
      ...this.bodies(good, shape),
      ...this.types(good, shape),
      ...this.ids(good, shape, foreignIds),
      ...this.paths(good, described, foreignIds),
      ...this.queries(good, described),
      ...this.methods(good),
      ...this.headers(good),
      ...(this.isForSessions(described) ? this.forgery(good) : []),
    ];
  }

  /** Nothing reads the body of a GET, so it may hold anything. */
  private bodies(good: GoodRequest, shape: Schema | undefined): HostileRequest[] {
    const mayPass = good.operation.method === 'GET';
    const whole = this.some(hostile.brokenBodies).map(([what, body]) =>
      this.request(good, 'bodies', what, { body, mayPass }),
    );
    const faulty = badBodies(good.asked.body ?? {}, isSigned(good) ? undefined : shape, this.document);
    return [...whole, ...faulty.map(({ what, body }) => this.request(good, 'bodies', what, { body, mayPass }))];
  }

  private types(good: GoodRequest, shape: Schema | undefined): HostileRequest[] {
    if (!shape || isSigned(good)) return [];
    const validate = this.ajv.compile(withinDocument(shape));
    const paths = unique(placesIn(shape, this.document).map(({ path }) => path));
    return paths.flatMap((path) =>
      this.some(hostile.wrongValues).flatMap((value) => {
        const body = withValueAt(good.asked.body ?? {}, path, value) as object;
        // What the document allows is tried as text, with everything else right.
        if (validate(body)) return [];
        const what = `${shorten(JSON.stringify(value))} at ${path.join('.') || 'the whole'}`;
        return [this.request(good, 'types', what, { body: JSON.stringify(body) })];
      }),
    );
  }

  private ids(good: GoodRequest, shape: Schema | undefined, foreignIds: readonly string[]): HostileRequest[] {
    const places = shape ? placesIn(shape, this.document).filter(({ schema }) => schema.format === 'uuid') : [];
    return places.flatMap(({ path }) =>
      [...foreignIds, newId(), '00000000-0000-0000-0000-000000000000'].map((id) =>
        this.request(good, 'ids', `${id} at ${path.join('.')}`, {
          body: JSON.stringify(withValueAt(good.asked.body ?? {}, path, id)),
        }),
      ),
    );
  }

  private paths(good: GoodRequest, described: OperationObject, foreignIds: readonly string[]): HostileRequest[] {
    const names = (described.parameters ?? []).filter((one) => one.in === 'path').map(({ name }) => name);
    const answersOwn = good.operation.path.startsWith('/api/v1/operator/');
    return names.flatMap((name) =>
      [...this.some(hostile.wrongSegments), ...(answersOwn ? [] : foreignIds)].map((segment) =>
        this.request(good, 'paths', `${name} is ${shorten(segment)}`, {
          target: targetOf(good, { raw: { [name]: segment } }),
          body: bodyOf(good),
        }),
      ),
    );
  }

  private queries(good: GoodRequest, described: OperationObject): HostileRequest[] {
    const named = (described.parameters ?? []).filter((one) => one.in === 'query');
    const own = targetOf(good, {});
    const others = (name: string) => targetOf(good, { without: name });
    const wrong = named.flatMap((parameter) => {
      const validate = this.validatorOf(parameter);
      const values =
        parameter.name === 'cursor'
          ? hostile.wrongCursors.map((text) => Buffer.from(text).toString('base64url'))
          : hostile.wrongQueryValues;
      return this.some(values).map((value) =>
        this.request(good, 'queries', `${parameter.name}=${shorten(value)}`, {
          target: withQuery(others(parameter.name), `${parameter.name}=${value}`),
          body: bodyOf(good),
          mayPass: validate({ value: decoded(value) }),
        }),
      );
    });
    const shaped = named.flatMap(({ name }) =>
      this.some([`${name}=1&${name}=2`, `${name}[]=1`, `${name}[__proto__]=1`, `${name}.x=1`], 2).map((query) =>
        this.request(good, 'queries', query, { target: withQuery(others(name), query), body: bodyOf(good) }),
      ),
    );
    const unknown = ['surprise=1', '__proto__=1', 'constructor[prototype]=1', '%00=1', 'practice=other'].map((query) =>
      this.request(good, 'queries', query, { target: withQuery(own, query), body: bodyOf(good) }),
    );
    return [...wrong, ...shaped, ...unknown];
  }

  private methods(good: GoodRequest): HostileRequest[] {
    const known = Object.keys(this.document.paths[good.operation.path]!).map((method) => method.toUpperCase());
    return methods
      .filter((method) => !known.includes(method) && !(method === 'HEAD' && known.includes('GET')))
      .map((method) => this.request(good, 'methods', method, { method, body: bodyOf(good) }));
  }

  /** Beside an address or a body that is wrong as well, so that none of them uses up what the good request needs. */
  private headers(good: GoodRequest): HostileRequest[] {
    const reads = good.operation.method === 'GET';
    const wrong = reads ? {} : { body: '{"surprise":1}' };
    const named = this.some(hostile.wrongHeaders, 9).map((headers) =>
      this.request(good, 'headers', shorten(JSON.stringify(headers)), { ...wrong, headers, mayPass: reads }),
    );
    const typed = this.some(hostile.wrongTypes, 2).map((type) =>
      this.request(good, 'headers', type, {
        headers: { 'content-type': type },
        body: bodyOf(good) ?? '{}',
        mayPass: reads,
      }),
    );
    return [...named, ...typed];
  }

  private isForSessions = ({ security = [] }: OperationObject): boolean =>
    security.some((one) => Object.keys(one).some((scheme) => /session/i.test(scheme)));

  /** The browser of somebody who is signed in, used by another site's page. */
  private forgery(good: GoodRequest): HostileRequest[] {
    const { 'x-csrf-token': token, ...cookie } = { ...good.headers };
    if (!token || good.operation.method === 'GET') return [];
    const body = bodyOf(good);
    const forged = (what: string, headers: Readonly<Record<string, string>>, as: object = {}) => ({
      ...this.request(good, 'forgery', what, { body, ...as }),
      headers: { ...cookie, ...json, ...headers },
    });
    return [
      forged('without its token', {}),
      forged('with another token', { 'x-csrf-token': 'x'.repeat(token.length) }),
      forged('from another site', { 'x-csrf-token': token, origin: 'https://evil.example' }),
      forged('as a form', { 'content-type': 'application/x-www-form-urlencoded', origin: 'null' }, { body: 'a=1' }),
      forged('as a plain text', { 'content-type': 'text/plain', origin: 'https://evil.example' }),
      forged(
        'as a GET',
        { 'x-http-method-override': good.operation.method },
        { method: 'GET', body: undefined, mayPass: 'get' in this.document.paths[good.operation.path]! },
      ),
    ];
  }

  /** A few of many, others each time: every operation meets some, and all of them are met. */
  private some<Item>(items: readonly Item[], count = 5): Item[] {
    this.turn += 1;
    const first = this.turn * count;
    return Array.from({ length: Math.min(count, items.length) }, (_, n) => items[(first + n) % items.length]!);
  }

  private request(good: GoodRequest, family: Family, what: string, wrong: Partial<HostileRequest>): HostileRequest {
    const { headers = {}, ...rest } = wrong;
    const withBody = rest.body !== undefined ? json : {};
    return {
      family,
      what,
      method: good.operation.method,
      target: targetOf(good, {}),
      mayPass: false,
      ...rest,
      headers: { ...good.headers, ...withBody, ...headers },
    };
  }

  private validatorOf({ schema }: Parameter): ValidateFunction {
    const properties = { value: withinDocument(schema) };
    return this.coercing.compile({ type: 'object', properties, required: ['value'] });
  }
}

/** The address of a good request, with some names of the path written otherwise or without one of the query. */
export function targetOf(
  { operation, asked }: GoodRequest,
  { raw = {}, without }: { raw?: Readonly<Record<string, string>>; without?: string },
): string {
  const path = operation.path.replace(
    /\{(\w+)\}/g,
    (_, name: string) => raw[name] ?? encodeURIComponent(asked.params?.[name] ?? ''),
  );
  const query = Object.entries(asked.query ?? {}).filter(([name]) => name !== without);
  return query.length > 0 ? `${path}?${new URLSearchParams(query).toString()}` : path;
}

/** What a provider sends is held to its signature and to no shape of ours. */
const isSigned = ({ operation }: GoodRequest): boolean => operation.path.startsWith('/api/v1/webhooks/');
const withQuery = (target: string, query: string): string => `${target}${target.includes('?') ? '&' : '?'}${query}`;
const bodyOf = ({ asked }: GoodRequest): string | undefined => asked.body && JSON.stringify(asked.body);
const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}… (${text.length})` : text);
const unique = <Item>(items: readonly Item[]): Item[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
];

/** A value of a query as it is read; one that cannot be read stays as it is. */
function decoded(value: string): string {
  return new URLSearchParams(`v=${value}`).get('v') ?? value;
}
