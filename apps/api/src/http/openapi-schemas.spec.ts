import { z } from 'zod';
import { OpenApiSchemas } from './openapi-schemas.js';

describe('the components of the document', () => {
  const Money = z.strictObject({ amount: z.int() }).meta({ id: 'TestMoney' });
  const Wish = z.strictObject({ price: Money, seats: z.int().default(1) }).meta({ id: 'TestWish' });
  const Both = z.strictObject({ wish: Wish }).meta({ id: 'TestBoth' });

  it('hold a shape once that is the same coming in and going out', () => {
    const schemas = new OpenApiSchemas();
    expect(schemas.describe(Money, 'input')).toEqual({ $ref: '#/components/schemas/TestMoney' });
    expect(schemas.describe(Money, 'output')).toEqual({ $ref: '#/components/schemas/TestMoney' });
    expect(Object.keys(schemas.components)).toEqual(['TestMoney']);
  });

  it('hold one with defaults twice, and whatever contains it', () => {
    const schemas = new OpenApiSchemas();
    schemas.describe(Both, 'output');
    expect(schemas.describe(Both, 'input')).toEqual({ $ref: '#/components/schemas/TestBothInput' });
    expect(schemas.components['TestBothInput']).toMatchObject({
      properties: { wish: { $ref: '#/components/schemas/TestWishInput' } },
    });
    expect(schemas.components['TestWishInput']).toMatchObject({ required: ['price'] });
    expect(schemas.components['TestWish']).toMatchObject({ required: ['price', 'seats'] });
    expect(Object.keys(schemas.components).sort()).toEqual([
      'TestBoth',
      'TestBothInput',
      'TestMoney',
      'TestWish',
      'TestWishInput',
    ]);
  });
});
