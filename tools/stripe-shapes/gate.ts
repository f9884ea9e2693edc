import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Shapes } from './schema.js';

/** Says whether a value fits one of Stripe's shapes, and if not, why. For tests and checks: Ajv is not part of production. */
export class ShapeGate {
  private readonly ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    strictRequired: false,
    // The schema is large and each process compiles it once: fast to compile counts, fast to run does not.
    inlineRefs: false,
    code: { optimize: false },
  });
  private readonly compiled = new Map<string, ValidateFunction>();

  constructor(private readonly shapes: Shapes) {
    this.ajv.addSchema({ $id: shapes.$id, $defs: shapes.$defs });
  }

  /** The faults of an answer: of a resource, of a list and each of its items, of an event and the object inside. */
  faultsOfAnswer(value: unknown): string[] {
    if (typeof value !== 'object' || value === null || !('object' in value)) return ['not an object of Stripe'];
    const answer = value as { object: string; deleted?: boolean; data?: unknown; type?: string };
    if (answer.object === 'list') {
      return Array.isArray(answer.data)
        ? answer.data.flatMap((item) => this.faultsOfAnswer(item))
        : ['a list without data'];
    }
    const name = answer.deleted === true ? `deleted_${answer.object}` : answer.object;
    return [...this.faults(name, value), ...(answer.object === 'event' ? this.faultsOfEvent(answer) : [])];
  }

  /** The faults of a request against a parameter set such as `refund.create`. */
  faultsOfRequest(parameters: string, value: unknown): string[] {
    return this.faults(`param:${parameters}`, value);
  }

  private faultsOfEvent(event: { type?: string; data?: unknown }): string[] {
    const inside = (event.data as { object?: { object?: string } } | undefined)?.object;
    const expected = this.shapes.eventObjects[event.type ?? ''];
    const wrong =
      expected === inside?.object
        ? []
        : [`${String(event.type)} carries ${String(inside?.object)}, not ${String(expected)}`];
    return [...wrong, ...this.faultsOfAnswer(inside)];
  }

  private faults(name: string, value: unknown): string[] {
    const validate = this.validator(name);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      (error) => `${name}${error.instancePath} ${error.message ?? error.keyword} ${JSON.stringify(error.params)}`,
    );
  }

  private validator(name: string): ValidateFunction {
    const shape = this.shapes.resources[name];
    if (!shape) throw new Error(`There is no shape named ${name}.`);
    const known = this.compiled.get(name) ?? this.ajv.compile({ $ref: `${this.shapes.$id}${shape.$ref}` });
    this.compiled.set(name, known);
    return known;
  }
}
