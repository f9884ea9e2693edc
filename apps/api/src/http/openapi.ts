import { FieldFault, Problem } from '#contracts';
import { z } from 'zod';
import { cookieNames } from './door-cookies.js';
import { answersOf } from './openapi-answers.js';
import { OpenApiSchemas } from './openapi-schemas.js';
import type { Policy } from './route.js';
import { isOfTheApi, type Route } from './routes.js';

type Json = Record<string, unknown>;

const object = z.record(z.string(), z.unknown());

/** The description of the API itself; what its parts hold is the affair of OpenAPI 3.1. */
export const OpenApiDocument = z
  .strictObject({
    openapi: z.literal('3.1.0'),
    info: object,
    servers: z.array(object),
    tags: z.array(object),
    paths: z.record(z.string(), object),
    components: z.strictObject({ schemas: object, securitySchemes: object }),
  })
  .meta({ id: 'OpenApiDocument' });

/** The OpenAPI 3.1 document of these routes. */
export function openApiOf(routes: readonly Route[], publicUrl: string): Json {
  const schemas = new OpenApiSchemas();
  const paths: Record<string, Json> = {};
  schemas.describe(z.strictObject({ problem: Problem, fault: FieldFault }), 'output');
  for (const route of routes.filter(isOfTheApi)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[route.method.toLowerCase()] = operationOf(route, schemas);
  }
  // A refusal may carry more than its common members, which its type's page explains.
  if (schemas.components['Problem'])
    schemas.components['Problem'] = { ...schemas.components['Problem'], additionalProperties: true };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Rapport',
      version: '1',
      description:
        'Practice management for relationship coaches. Refusals are RFC 9457 problems; each type is explained at its address.',
      license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
    },
    servers: [{ url: publicUrl }],
    tags: [...new Set(routes.filter(isOfTheApi).map(tagOf))].sort().map((name) => ({ name })),
    paths,
    components: {
      schemas: Object.fromEntries(Object.entries(schemas.components).sort(([a], [b]) => (a < b ? -1 : 1))),
      securitySchemes: {
        memberSession: { type: 'apiKey', in: 'cookie', name: cookieNames.member },
        clientSession: { type: 'apiKey', in: 'cookie', name: cookieNames.client },
        csrfToken: { type: 'apiKey', in: 'header', name: 'X-CSRF-Token' },
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key of one practice, with scopes.' },
        operatorKey: { type: 'http', scheme: 'bearer', description: 'The key of who runs the installation.' },
      },
    },
  };
}

const tagOf = ({ path }: Pick<Route, 'path'>): string => /^\/api\/v1\/([^/]+)/.exec(path)?.[1] ?? 'installation';

function operationOf(route: Route, schemas: OpenApiSchemas): Json {
  const { inputs, policy, method } = route;
  return {
    operationId: operationId(route),
    tags: [tagOf(route)],
    ...describedAccess(policy),
    security: securityOf(policy, method),
    parameters: parametersOf(route, schemas),
    ...(inputs.takesBody && {
      requestBody: {
        required: !inputs.body?.safeParse({}).success,
        content: {
          'application/json': { schema: inputs.body ? schemas.describe(inputs.body, 'input') : { type: 'object' } },
        },
      },
    }),
    responses: answersOf(route, schemas),
  };
}

/** The name a generated client gives the call: `admin_clients_get` reads as its door, subject and verb. */
function operationId({ controller, handler }: Route): string {
  return `${controller.name.replace(/Controller$/, '')}_${handler}`;
}

function describedAccess(policy: Policy | undefined): Json {
  switch (policy?.door) {
    case 'public':
      return { description: policy.why };
    case 'member': {
      const roles = policy.roles.length > 0 ? policy.roles.join(', ') : 'every member';
      return {
        description: `For ${roles}; a key needs the scope ${policy.scope}.`,
        'x-scope': policy.scope,
        'x-roles': policy.roles,
      };
    }
    case 'client':
      return { description: 'For the signed-in client, for their own things.' };
    case 'session':
      return { description: 'For whoever is signed in as a member.' };
    case 'operator':
      return { description: 'For who runs the installation.' };
    case undefined:
      return {};
  }
}

function securityOf(policy: Policy | undefined, method: string): Json[] {
  const csrf = method === 'GET' ? {} : { csrfToken: [] };
  switch (policy?.door) {
    case 'member':
      return [{ memberSession: [], ...csrf }, { apiKey: [] }];
    case 'session':
      return [{ memberSession: [], ...csrf }];
    case 'client':
      return [{ clientSession: [], ...csrf }];
    case 'operator':
      return [{ operatorKey: [] }];
    default:
      return [];
  }
}

function parametersOf(
  { path, inputs, method, takesIfMatch, takesCredentials }: Route,
  schemas: OpenApiSchemas,
): Json[] {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => {
    const schema = inputs.params.get(name!);
    return {
      name,
      in: 'path',
      required: true,
      schema: schema ? schemas.describe(schema, 'output') : { type: 'string' },
    };
  });
  const header = (name: string, required: boolean, description: string): Json => ({
    name,
    in: 'header',
    required,
    description,
    schema: { type: 'string' },
  });
  return [
    ...inPath,
    ...(inputs.query instanceof z.ZodObject ? queryParameters(inputs.query, schemas) : []),
    ...inputs.queryNames.map((name) => ({ name, in: 'query', required: false, schema: { type: 'string' } })),
    ...(method === 'POST' && !takesCredentials
      ? [header('Idempotency-Key', false, 'The same key and body get the first answer for 24 hours.')]
      : []),
    ...(takesIfMatch ? [header('If-Match', true, 'The ETag that GET gave.')] : []),
  ];
}

function queryParameters(query: z.ZodObject, schemas: OpenApiSchemas): Json[] {
  return Object.entries(query.shape as Record<string, z.ZodType>).map(([name, schema]) => ({
    name,
    in: 'query',
    required: !schema.safeParse(undefined).success,
    schema: schemas.describe(schema, 'output'),
  }));
}
