import type { Schema, Shapes } from '../stripe-shapes/schema.js';
import { pageOf } from './listing.js';
import { StripeProblem } from './problem.js';
import type { Kind } from './kinds.js';
import type { Turn } from './turn.js';

type Fields = Record<string, unknown>;

const deepest = 4;
const kindsById: Readonly<Record<string, Kind>> = {
  pi: 'payment_intent',
  pm: 'payment_method',
  ch: 'charge',
  re: 'refund',
  cus: 'customer',
  txn: 'balance_transaction',
  acct: 'account',
};

/** Puts whole objects in the place of ids, as `expand` asks; the stored objects stay as they are. */
export class Expansion {
  constructor(private readonly shapes: Shapes) {}

  expand(turn: Turn, answer: object, paths: readonly string[]): object {
    return paths.reduce((now, path) => {
      const steps = path.split('.');
      if (steps.length > deepest)
        throw StripeProblem.invalid(`'${path}' goes deeper than ${deepest} levels.`, { param: 'expand' });
      return this.walk(turn, now as Fields, steps, path);
    }, answer);
  }

  private walk(turn: Turn, object: Fields, steps: readonly string[], path: string): Fields {
    const [field, ...rest] = steps;
    if (field === undefined) return object;
    if (object.object === 'list' && field === 'data') {
      return { ...object, data: (object.data as Fields[]).map((item) => this.walk(turn, item, rest, path)) };
    }
    const value = included(turn, object, field) ?? object[field];
    if (typeof value === 'string' && this.isExpandable(object, field)) {
      const kind = kindsById[value.split('_')[0] ?? ''];
      const whole = kind && turn.find(kind, value);
      return whole ? { ...object, [field]: this.walk(turn, whole as unknown as Fields, rest, path) } : object;
    }
    if (typeof value === 'object' && value !== null)
      return { ...object, [field]: this.walk(turn, value as Fields, rest, path) };
    if (value === null && this.isExpandable(object, field)) return object;
    throw StripeProblem.invalid(`This property cannot be expanded: ${path}.`, { param: 'expand' });
  }

  private isExpandable(object: Fields, field: string): boolean {
    const shape = this.shapes.resources[String(object.object)];
    const schema = shape && this.shapes.$defs[shape.$ref.slice('#/$defs/'.length)]?.properties?.[field];
    return schema?.anyOf?.some((option: Schema) => option.$comment === 'expandable') ?? false;
  }
}

/** Lists that belong to an object but are told only on demand. */
function included(turn: Turn, object: Fields, field: string): object | undefined {
  const id = String(object.id);
  if (object.object === 'checkout.session' && field === 'line_items') {
    return pageOf(turn.get('session_lines', id).lines, {}, `/v1/checkout/sessions/${id}/line_items`);
  }
  if (object.object === 'charge' && field === 'refunds') {
    return pageOf(
      turn.list('refund').filter((refund) => refund.charge === id),
      {},
      `/v1/charges/${id}/refunds`,
    );
  }
  return undefined;
}
