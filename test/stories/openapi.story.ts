import { Ajv2020 } from 'ajv/dist/2020.js';
import { Routes } from '../../apps/api/src/http/routes.js';
import { isOfTheApi } from '../../apps/api/src/http/openapi.js';
import { useEdgeApp } from '../support/edge-app.js';

const app = useEdgeApp();

interface Document {
  openapi: string;
  paths: Record<
    string,
    Record<string, { operationId: string; responses: Record<string, unknown>; security: unknown[] }>
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
