import { Id } from '#contracts';
import { z } from 'zod';
import { HttpRefusal } from './refusal.js';
import { ValidationPipe } from './validation.pipe.js';

const Body = z.strictObject({
  client: z.strictObject({ email: z.email(), age: z.int().min(18).optional() }),
  kind: z.enum(['one', 'two']).optional(),
  tags: z.array(z.string().max(3)).max(2).optional(),
  start: z.union([z.strictObject({ local: z.string() }), z.string()]).optional(),
});

async function refusal(
  value: unknown,
  type: 'body' | 'query' | 'param' = 'body',
  schema: z.ZodType = Body,
  data?: string,
) {
  try {
    await new ValidationPipe().transform(value, { type, schema, data });
    return null;
  } catch (error) {
    return error as HttpRefusal;
  }
}
const faults = async (value: unknown) =>
  Object.fromEntries((await refusal(value))?.more.errors?.map(({ path, message }) => [path, message]) ?? []);

describe('what a schema refuses', () => {
  const client = { email: 'ana@example.org' };

  it('is named by its dotted path, with words that say what to do', async () => {
    expect(
      await faults({
        client: { email: 'ana', age: 3, nick: 'A' },
        kind: 'three',
        tags: ['a', 'b', 'c'],
        other: 1,
      }),
    ).toEqual({
      'client.email': 'Use one e-mail address, such as ana@example.org.',
      'client.age': 'Use a number of at least 18.',
      'client.nick': 'This field is not known here.',
      kind: 'Use one of one, two.',
      tags: 'Send at most 2.',
      other: 'This field is not known here.',
    });
  });

  it('is each missing field when nothing was sent', async () => {
    expect(await faults(undefined)).toEqual({ client: 'Please send this field.' });
    expect(await faults({ client, tags: ['long one'] })).toEqual({ 'tags.0': 'Use at most 3 characters.' });
    expect(await faults({ client: {} })).toEqual({ 'client.email': 'Please send this field.' });
  });

  it('is the field of the branch that was meant', async () => {
    expect(await faults({ client, start: { local: 5 } })).toEqual({ 'start.local': 'Send a text.' });
    expect(await faults({ client, start: { local: 'x', zone: 'y' } })).toEqual({
      'start.zone': 'This field is not known here.',
    });
    expect(Object.keys(await faults({ client, start: 5 }))).toEqual(['start']);
  });

  it('is a thing that is not there when it stands in the path', async () => {
    expect((await refusal('7', 'param', Id, 'id'))?.code).toBe('not-found');
  });

  it('is named by its parameter where a query is read one by one', async () => {
    expect((await refusal('x', 'query', z.coerce.number(), 'limit'))?.more.errors?.[0]?.path).toBe('limit');
  });
});
