import type { Schema, Shapes } from '../stripe-shapes/schema.js';
import type { FormNode, FormTree } from './form.js';
import { StripeProblem } from './problem.js';

type Scalar = string | number | boolean;
type Value = Scalar | Value[] | { [key: string]: Value };

/** Reads form bodies by the SDK's own parameter sets: turns text into numbers and truths, and refuses what Stripe would refuse. */
export class Parameters {
  constructor(private readonly shapes: Shapes) {}

  /** The typed parameters of a set such as `refund.create`. Throws a StripeProblem that names the parameter. */
  read(set: string, form: FormTree): unknown {
    const shape = this.shapes.resources[`param:${set}`];
    if (!shape) throw new Error(`No parameter set is named ${set}.`);
    const value = this.readNode(shape, form, '');
    checkMetadata(value, '');
    return value;
  }

  private readNode(schema: Schema, node: FormNode, path: string): Value {
    const choices = this.choices(schema);
    return typeof node === 'string' ? readScalar(choices, node, path) : this.readTree(choices, node, path);
  }

  private choices(schema: Schema): Schema[] {
    if (schema.$ref !== undefined) return this.choices(this.definition(schema.$ref));
    return schema.anyOf ? schema.anyOf.flatMap((option) => this.choices(option)) : [schema];
  }

  private definition(reference: string): Schema {
    const found = this.shapes.$defs[reference.slice('#/$defs/'.length)];
    if (!found) throw new Error(`${reference} leads nowhere.`);
    return found;
  }

  private readTree(choices: Schema[], tree: FormTree, path: string): Value {
    const list = choices.find((choice) => choice.type === 'array');
    if (list?.items && [...tree.keys()].every((key) => /^\d+$/.test(key))) {
      const items = list.items;
      return [...tree]
        .sort(([a], [b]) => Number(a) - Number(b))
        .map(([key, node]) => this.readNode(items, node, `${path}[${key}]`));
    }
    const objects = choices.filter((choice) => choice.type === 'object');
    if (objects.length === 0) throw StripeProblem.invalid(`'${path}' is not an object.`, { param: path });
    let refusal: unknown;
    for (const object of objects) {
      try {
        return this.readObject(object, tree, path);
      } catch (fault) {
        refusal = fault; // another form of the object may fit; if none does, this is thrown below
      }
    }
    throw refusal;
  }

  private readObject(schema: Schema, tree: FormTree, path: string): Value {
    const known = schema.properties ?? {};
    const fields: [string, Value][] = [];
    for (const [key, node] of tree) {
      const at = path === '' ? key : `${path}[${key}]`;
      const field = Object.hasOwn(known, key) ? known[key] : schema.additionalProperties || undefined;
      if (!field) throw unknownParameter(at);
      fields.push([key, this.readNode(field, node, at)]);
    }
    for (const key of schema.required ?? []) {
      if (!tree.has(key)) throw missingParameter(path === '' ? key : `${path}[${key}]`);
    }
    return Object.fromEntries(fields);
  }
}

function readScalar(choices: Schema[], text: string, path: string): Scalar {
  const emptyable = choices.some(
    (choice) => choice.const === '' || choice.type === 'null' || choice.enum?.includes(''),
  );
  if (text === '') {
    if (emptyable) return '';
    throw StripeProblem.invalid(`'${path}' is empty; leave it out to leave it unset.`, {
      code: 'parameter_invalid_empty',
      param: path,
    });
  }
  const allowed = choices.flatMap((choice) => choice.enum ?? (choice.const === undefined ? [] : [choice.const]));
  const found = allowed.find((value) => String(value) === text);
  if (found !== undefined) return found;
  if (choices.some((choice) => choice.type === 'number') && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (choices.some((choice) => choice.type === 'boolean') && (text === 'true' || text === 'false'))
    return text === 'true';
  const words = choices.find((choice) => choice.type === 'string');
  if (words) {
    const known = words.examples;
    if (known && !known.includes(text)) throw unknownValue(path, text, known);
    return text;
  }
  if (choices.some((choice) => choice.type === 'number')) {
    throw StripeProblem.invalid(`'${path}' is not a number: ${text}`, {
      code: 'parameter_invalid_integer',
      param: path,
    });
  }
  throw unknownValue(path, text, allowed.map(String));
}

function unknownParameter(path: string): StripeProblem {
  return StripeProblem.invalid(`Received unknown parameter: ${path}`, { code: 'parameter_unknown', param: path });
}

export function missingParameter(path: string): StripeProblem {
  return StripeProblem.invalid(`Missing required param: ${path}.`, { code: 'parameter_missing', param: path });
}

function unknownValue(path: string, text: string, allowed: string[]): StripeProblem {
  const list = allowed.length > 0 ? `; it may be ${allowed.join(', ')}` : '';
  return StripeProblem.invalid(`'${path}' may not be ${text}${list}.`, { param: path });
}

const metadataLimits = { keys: 50, keyLength: 40, valueLength: 500 };

function checkMetadata(value: Value, path: string): void {
  if (typeof value !== 'object' || Array.isArray(value)) return;
  for (const [key, field] of Object.entries(value)) {
    const at = path === '' ? key : `${path}[${key}]`;
    if (key !== 'metadata') checkMetadata(field, at);
    else if (typeof field === 'object') checkEntries(field, at);
  }
}

function checkEntries(metadata: object, path: string): void {
  const entries = Object.entries(metadata) as [string, unknown][];
  const fits =
    entries.length <= metadataLimits.keys &&
    entries.every(
      ([key, text]) => key.length <= metadataLimits.keyLength && String(text).length <= metadataLimits.valueLength,
    );
  if (!fits)
    throw StripeProblem.invalid('Metadata holds at most 50 keys of 40 characters with values of 500.', { param: path });
}
