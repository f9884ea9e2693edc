import { Ajv2020 } from 'ajv/dist/2020.js';
import { isOfTheApi, Routes } from '../../apps/api/src/http/routes.js';
import { useEdgeApp } from '../support/edge-app.js';

const app = useEdgeApp();

interface Document {
  openapi: string;
  paths: Record<
    string,
    Record<
      string,
      {
        operationId: string;
        responses: Record<string, { content?: object; headers?: Record<string, unknown> }>;
        security: unknown[];
        parameters: { name: string }[];
      }
    >
  >;
  components: { schemas: Record<string, object>; securitySchemes: Record<string, unknown> };
}

describe('/openapi.json', () => {
  const read = async () => (await app.call('GET', '/openapi.json')).body as Document;
  const operations = (document: Document) => Object.values(document.paths).flatMap((methods) => Object.values(methods));

  it('holds every route of the API, once', async () => {
    const document = await read();
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const served = app.api.get(Routes).all().filter(isOfTheApi);
    expect(described.sort()).toEqual(
      served.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`).sort(),
    );
    const ids = operations(document).map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('describes the good answer of every route, in words and as a shape', async () => {
    const bare = Object.entries((await read()).paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { responses }]) =>
        Object.entries(responses)
          .filter(([status, { content }]) => status.startsWith('2') && status !== '204' && !content)
          .map(([status]) => `${method.toUpperCase()} ${path} ${status}`),
      ),
    );
    expect(bare).toEqual(['POST /api/v1/admin/probe/owners 200', 'POST /api/v1/portal/probe 200']);
  });

  it('offers an Idempotency-Key for every POST but those of whose calls nothing is kept', async () => {
    const { paths } = await read();
    const takesKey = (path: string) => paths[path]!['post']!.parameters.some(({ name }) => name === 'Idempotency-Key');
    const without = Object.keys(paths).filter((path) => paths[path]!['post'] && !takesKey(path));
    expect(without).toEqual(
      expect.arrayContaining(['/api/v1/admin/session', '/api/v1/admin/password-resets', '/api/v1/portal/session']),
    );
    expect(takesKey('/api/v1/admin/clients')).toBe(true);
    for (const path of without) expect(path).toMatch(/session|password-resets|invitations|private/);
  });

  it.each([
    ['/api/v1/admin/session', 'post', ['401', '403', '409', '429']],
    ['/api/v1/portal/session', 'post', ['403', '404', '429']],
    ['/api/v1/public/appointments/{token}/cancellation', 'get', ['404', '409']],
    ['/api/v1/public/appointments/{token}/checkout', 'post', ['404', '409', '429', '503']],
    ['/api/v1/admin/appointments', 'post', ['401', '403', '404', '409']],
    ['/api/v1/admin/assignments', 'post', ['404']],
    ['/readyz', 'get', ['503']],
  ])('says of %s (%s) that it can answer %j', async (path, method, statuses) => {
    const { responses } = (await read()).paths[path]![method]!;
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(statuses));
  });

  it('says after how long to come back, wherever it says to', async () => {
    const waits = operations(await read()).flatMap(({ responses }) =>
      ['429', '503'].flatMap((status) => responses[status] ?? []),
    );
    expect(waits.length).toBeGreaterThan(10);
    expect(waits.filter(({ headers }) => !headers?.['Retry-After'])).toEqual([]);
  });

  it('refers to nothing that is missing', async () => {
    const document = await read();
    const text = JSON.stringify(document);
    const referred = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name!);
    expect(referred.filter((name) => !(name in document.components.schemas))).toEqual([]);
    expect(text).not.toContain('$defs');
    const secured = operations(document).flatMap(({ security }) =>
      security.flatMap((one) => Object.keys(one as object)),
    );
    expect(secured.filter((name) => !(name in document.components.securitySchemes))).toEqual([]);
  });

  it('describes shapes that a validator of JSON Schema accepts', async () => {
    const { components } = await read();
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ $id: 'all', components });
    for (const name of Object.keys(components.schemas))
      expect(() => ajv.compile({ $ref: `all#/components/schemas/${name}` })).not.toThrow();
  });

  it('is shown to people by a page that asks nobody else for anything', async () => {
    const page = await app.call('GET', '/docs');
    expect(page.status).toBe(200);
    expect(page.text).toContain('/api/v1/admin/probe');
    expect(page.text).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(page.text).not.toContain('<script');
  });
});
