import { z } from 'zod';
import * as contracts from './index.js';

const shapes = Object.entries(contracts).flatMap(([name, shape]) =>
  shape instanceof z.ZodType ? [{ name, shape: shape as z.ZodType }] : [],
);

/** Every object inside a JSON schema, with the place it stands in. */
function objectsIn(schema: unknown, place: string): { place: string; schema: Record<string, unknown> }[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const here = 'properties' in schema && 'type' in schema ? [{ place, schema: schema as Record<string, unknown> }] : [];
  return [...here, ...Object.entries(schema).flatMap(([key, part]) => objectsIn(part, `${place}.${key}`))];
}

describe('The catalogue of shapes', () => {
  it('can be written as JSON schema, as it comes in and as it goes out', () => {
    for (const { shape } of shapes) {
      for (const io of ['input', 'output'] as const) expect(z.toJSONSchema(shape, { io })).toBeDefined();
    }
  });

  it('is strict everywhere, in answers and nested objects too', () => {
    const open = shapes
      .flatMap(({ name, shape }) => objectsIn(z.toJSONSchema(shape, { io: 'input' }), name))
      .filter(({ schema }) => schema['additionalProperties'] !== false)
      .map(({ place }) => place);
    expect(open).toEqual([]);
  });

  it('names every object, and no two alike', () => {
    const ids = shapes
      .filter(({ shape }) => shape instanceof z.ZodObject || shape instanceof z.ZodUnion || shape instanceof z.ZodEnum)
      .map(({ name, shape }) => [name, shape.meta()?.['id']] as const);
    expect(ids.filter(([, id]) => id === undefined)).toEqual([]);
    expect(new Set(ids.map(([, id]) => id)).size).toBe(ids.length);
  });

  it('shows no address, note or key in what is public or listed', () => {
    const fields = (shape: z.ZodType) => JSON.stringify(z.toJSONSchema(shape));
    expect(fields(contracts.PublicPractice)).not.toMatch(/"email"/);
    expect(fields(contracts.ManagedAppointment)).not.toMatch(/"email"|"clientId"|"caseId"/);
    expect(fields(contracts.MessageList)).not.toMatch(/"body"|"subject"|"email"/);
    expect(fields(contracts.ApiKeyList)).not.toMatch(/"key"/);
  });
});
