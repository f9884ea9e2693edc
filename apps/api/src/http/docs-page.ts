import { escapeHtml, plainPage, prose } from './plain-page.js';

interface Operation {
  operationId: string;
  tags: string[];
  description?: string;
  parameters: { name: string; in: string; required: boolean; description?: string; schema: unknown }[];
  requestBody?: { content: Record<string, { schema: unknown }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: unknown }> }>;
}
interface OpenApi {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
}

const doors: readonly (readonly [tag: string, words: string])[] = [
  ['public', 'Anyone. Links to manage or unsubscribe carry an unguessable token.'],
  ['portal', 'A client, for their own things, with a session from a mailed link.'],
  ['admin', 'Members of a practice with a session, or `Authorization: Bearer` and an API key with scopes.'],
  ['operator', 'Who runs the installation, with the operator key.'],
  ['webhooks', 'Calls from other systems, proved by their signature.'],
  ['installation', 'Whether it runs, and this description.'],
];

/** The documentation page, made from the document itself: one list per door, one fold per call, all shapes below. */
export function docsPage(document: object): string {
  const { paths, components } = document as OpenApi;
  const calls = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const parts = doors.map(([tag, words]) => {
    const own = calls.filter(({ operation }) => operation.tags.includes(tag));
    if (own.length === 0) return '';
    return `<h2 id="${tag}">${tag}</h2><p class="soft">${prose(words)}</p>${own.map(callFold).join('')}`;
  });
  const shapes = Object.entries(components.schemas).map(
    ([name, schema]) =>
      `<details id="shape-${name}"><summary><code>${name}</code></summary><div><pre><code>${withLinks(schema)}</code></pre></div></details>`,
  );
  return plainPage(
    'The Rapport API',
    `<h1>The Rapport API</h1>
<p>${prose('One API under `/api/v1`: what the web app can do, it can do. JSON in camelCase, ids are UUIDs, instants are UTC, money is in minor units. The same in a form for programs: ')}<a href="/openapi.json">openapi.json</a>.</p>
<p>${prose('A refusal is `application/problem+json`; its `type` is the address of ')}<a href="/problems">a page that explains it</a>. ${prose('Any POST may carry an `Idempotency-Key`. What people edit is changed with `If-Match` and the `ETag` that GET gave. Lists take `limit` and `cursor`.')}</p>
${parts.join('')}<h2 id="shapes">Shapes</h2>${shapes.join('')}`,
    'wide',
  );
}

function callFold({ path, method, operation }: { path: string; method: string; operation: Operation }): string {
  const parameters = operation.parameters.map(
    ({ name, in: where, required, description, schema }) =>
      `<tr><th scope="row"><code>${escapeHtml(name)}</code></th><td>${where}${required ? ', required' : ''}</td><td>${description ? escapeHtml(description) : `<code>${withLinks(schema)}</code>`}</td></tr>`,
  );
  const body = operation.requestBody?.content['application/json']?.schema;
  const answers = Object.entries(operation.responses).map(([status, { description, content }]) => {
    const schema = content?.['application/json']?.schema;
    return `<tr><th scope="row">${status}</th><td>${escapeHtml(description)}</td><td>${schema ? `<code>${withLinks(schema)}</code>` : ''}</td></tr>`;
  });
  return `<details id="${operation.operationId}"><summary><span class="method">${method.toUpperCase()}</span> <code>${escapeHtml(path)}</code></summary><div>
<p>${escapeHtml(operation.description ?? '')}</p>
${parameters.length > 0 ? `<table>${parameters.join('')}</table>` : ''}
${body === undefined ? '' : `<p>Body: <code>${withLinks(body)}</code></p>`}
<table>${answers.join('')}</table></div></details>`;
}

/** A schema as text, in which each named shape is a link to it. */
function withLinks(schema: unknown): string {
  const only = /^#\/components\/schemas\/(.+)$/.exec((schema as { $ref?: string }).$ref ?? '')?.[1];
  if (only) return `<a href="#shape-${only}">${only}</a>`;
  return escapeHtml(JSON.stringify(schema, null, 2)).replace(
    /&#34;\$ref&#34;: &#34;#\/components\/schemas\/([\w-]+)&#34;/g,
    '<a href="#shape-$1">$1</a>',
  );
}
