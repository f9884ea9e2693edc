import { readFileSync } from 'node:fs';
import { ShapeGate } from './gate.js';
import { loadShapes, type Shapes } from './index.js';
import { projectRoot } from './place.js';

describe("Stripe's shapes, from the installed SDK (item 8)", () => {
  let shapes: Shapes;
  let gate: ShapeGate;
  beforeAll(async () => {
    shapes = await loadShapes();
    gate = new ShapeGate(shapes);
  });

  it('are those of the SDK that is installed', () => {
    const sdk = JSON.parse(readFileSync(`${projectRoot()}/node_modules/stripe/package.json`, 'utf8')) as {
      version: string;
    };
    expect(shapes.$id).toBe(`stripe-${sdk.version}`);
    expect(shapes.apiVersion).toMatch(/^\d{4}-\d{2}-\d{2}\.[a-z]+$/);
  });

  it.each([
    'checkout.session',
    'payment_intent',
    'charge',
    'refund',
    'event',
    'test_helpers.test_clock',
    'credit_note',
    'tax_rate',
  ])('know %s by its required fields', (name) => {
    expect(gate.faultsOfAnswer({ object: name }).join()).toMatch(
      new RegExp(`${name} must have required property 'id'`),
    );
  });

  it('know the type of every event and what it carries', () => {
    expect(shapes.eventTypes.length).toBeGreaterThan(200);
    expect(shapes.eventObjects['charge.refunded']).toBe('charge');
    expect(shapes.eventObjects['refund.created']).toBe('refund');
  });

  it('refuse an event that carries another object than its type says', () => {
    const event = { object: 'event', type: 'charge.refunded', data: { object: { object: 'refund' } } };
    expect(gate.faultsOfAnswer(event)).toContain('charge.refunded carries refund, not charge');
  });

  it('let a status through that Stripe adds tomorrow, but no number in its place', () => {
    const faultsOfStatus = (status: unknown): string[] =>
      gate.faultsOfAnswer({ object: 'charge', status }).filter((fault) => fault.startsWith('charge/status'));
    expect(faultsOfStatus('dreaming')).toEqual([]);
    expect(faultsOfStatus(7)).not.toEqual([]);
  });

  it('let an expandable field be an id or the object that it names, and nothing else', () => {
    const faultsOfCharge = (charge: unknown): string[] =>
      gate.faultsOfAnswer({ object: 'refund', charge }).filter((fault) => fault.startsWith('refund/charge'));
    expect(faultsOfCharge('ch_1')).toEqual([]);
    expect(faultsOfCharge({ id: 'ch_1', object: 'charge' })).toEqual([]);
    expect(faultsOfCharge({ id: 'cus_1', object: 'customer' })).not.toEqual([]);
  });

  it('refuse a parameter that Stripe does not know, at any depth', () => {
    expect(gate.faultsOfRequest('refund.create', { charge: 'ch_1', amount: 5 })).toEqual([]);
    expect(gate.faultsOfRequest('refund.create', { charge: 'ch_1', colour: 'green' })).toHaveLength(1);
    expect(gate.faultsOfRequest('customer.create', { address: { planet: 'Mars' } })).not.toEqual([]);
  });

  it('hold no reference that leads nowhere', () => {
    const references = JSON.stringify(shapes).match(/"#\/\$defs\/[^"]+"/g) ?? [];
    const lost = references
      .map((text) => (JSON.parse(text) as string).slice('#/$defs/'.length))
      .filter((name) => !(name in shapes.$defs));
    expect(lost).toEqual([]);
  });
});
