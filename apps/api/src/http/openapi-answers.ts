import type { OpenApiSchemas } from './openapi-schemas.js';
import { problemTypes } from './problem-types.js';
import { budgetOf } from './rate-limit.guard.js';
import type { Route } from './routes.js';

type Json = Record<string, unknown>;

/**
 * Every answer a route can give: the good one, those it declares with AlsoAnswers, the refusals of its kind of route and
 * those it declares with Refuses. Stories fail on an answer that is missing here.
 */
export function answersOf(route: Route, schemas: OpenApiSchemas): Json {
  const { answer, alsoAnswers, method } = route;
  const refusals = refusalsOf(route);
  return {
    [answer?.status ?? (method === 'POST' ? 201 : 200)]: {
      description: answer?.status === 204 ? 'Done.' : 'As asked.',
      ...(answer?.schema && inJson(schemas.describe(answer.schema, 'output'))),
    },
    ...Object.fromEntries(
      [...refusals].sort(([a], [b]) => a - b).map(([status, words]) => [status, refusal(status, words)]),
    ),
    ...Object.fromEntries(
      alsoAnswers.map(({ status, schema, when }) => [
        status,
        { description: when, ...headersOf(status), ...inJson(schemas.describe(schema, 'output')) },
      ]),
    ),
  };
}

const inJson = (schema: Json): Json => ({ content: { 'application/json': { schema } } });

const refusal = (status: number, description: string): Json => ({
  description,
  ...headersOf(status),
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

const seconds = { schema: { type: 'string' } };

function headersOf(status: number): Json {
  if (status === 503)
    return { headers: { 'Retry-After': { description: 'After how many seconds to go on.', ...seconds } } };
  if (status !== 429) return {};
  return {
    headers: {
      'Retry-After': { description: 'After how many seconds to go on.', ...seconds },
      RateLimit: { description: 'What is left of the budget, and for how long.', ...seconds },
      'RateLimit-Policy': { description: 'The budget of one network.', ...seconds },
    },
  };
}

/** The statuses a route can refuse with, each with its words; the types it declares itself stand there by name. */
function refusalsOf(route: Route): Map<number, string> {
  const words = new Map(ofItsKind(route));
  for (const code of route.refuses) {
    const type = problemTypes[code];
    if (!type) throw new TypeError(`${route.method} ${route.path} refuses with ${code}, which no page explains.`);
    const before = words.get(type.status);
    words.set(type.status, `${before === undefined ? '' : `${before} `}${type.title} (\`/problems/${code}\`).`);
  }
  return words;
}

/** The refusals that the edges alone bring about, whatever the subject. */
function ofItsKind({ policy, method, path, takesIfMatch, takesCredentials }: Route): [number, string][] {
  const known = policy?.door !== undefined && policy.door !== 'public';
  const changes = method !== 'GET';
  // A page of another site may not sign anybody in.
  const ofACookieDoor = /^\/api\/v1\/(admin|portal)\//.test(path);
  // At a practice's own host nothing of another practice is found.
  const inOnePractice = policy?.door === 'member' || policy?.door === 'client';
  const all: [number, string, boolean][] = [
    [400, 'Something that was sent needs correcting.', true],
    [401, 'No credential, or one that is not valid.', known],
    [
      403,
      'The role or scope lacks this route, or the change came without its token.',
      known || (changes && ofACookieDoor),
    ],
    [404, 'There is no such thing, or it may not be seen.', path.includes(':') || inOnePractice],
    [409, 'In conflict with what is.', changes],
    [412, 'Somebody changed it meanwhile.', takesIfMatch],
    [413, 'Larger than 256 KB.', changes],
    [415, 'Not JSON.', changes],
    [422, 'The Idempotency-Key came with another body.', method === 'POST' && !takesCredentials],
    [428, 'If-Match is missing.', takesIfMatch],
    [429, 'Too many requests from one network.', budgetOf(policy, method, path) !== null],
    [500, 'A fault on our side.', true],
    [503, 'A part that this needs does not answer.', true],
  ];
  return all.flatMap(([status, words, applies]) => (applies ? [[status, words] as [number, string]] : []));
}
