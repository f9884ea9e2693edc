import ts from 'typescript';
import type { Schema } from './schema.js';

/** Turns checked types into JSON Schema, each named object once under `$defs`. Refuses what cannot travel as JSON. */
export class TypeWalk {
  readonly definitions: Record<string, Schema> = {};
  private readonly names = { answer: new Map<ts.Type, string>(), parameter: new Map<ts.Type, string>() };

  constructor(private readonly checker: ts.TypeChecker) {}

  /** The schema of a type; `parameter` schemas are closed: an unknown field does not fit. */
  schemaOf(type: ts.Type, use: 'answer' | 'parameter'): Schema {
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return {};
    if (isOpenString(type) || type.flags & ts.TypeFlags.String) return { type: 'string' };
    if (type.flags & ts.TypeFlags.Number) return { type: 'number' };
    if (type.flags & ts.TypeFlags.Boolean) return { type: 'boolean' };
    if (type.flags & ts.TypeFlags.Null) return { type: 'null' };
    if (type.flags & ts.TypeFlags.BooleanLiteral) return { const: this.checker.typeToString(type) === 'true' };
    if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
    if (type.isUnion()) return this.unionOf(type.types, use);
    if (this.checker.isArrayType(type)) return this.listOf(type, use);
    if (type.aliasSymbol?.name === 'Decimal') return { type: 'string' }; // travels as text
    if (type.flags & ts.TypeFlags.Object || type.isIntersection()) return this.reference(type, use);
    throw new Error(`No JSON Schema for ${this.checker.typeToString(type)}`);
  }

  private listOf(type: ts.Type, use: 'answer' | 'parameter'): Schema {
    const [element] = this.checker.getTypeArguments(type as ts.TypeReference);
    if (!element) throw new Error('A list without an element type');
    return { type: 'array', items: this.schemaOf(element, use) };
  }

  private unionOf(types: readonly ts.Type[], use: 'answer' | 'parameter'): Schema {
    const given = types.filter((type) => !isAbsent(type));
    const literals = given.filter((type) => type.isStringLiteral()).map((type) => type.value);
    const others = given.filter((type) => !type.isStringLiteral());
    const options: Schema[] = [];

    const openString = others.find(isOpenString);
    const hasText = openString !== undefined || others.some((type) => type.flags & ts.TypeFlags.String);
    if (openString && literals.length > 0) options.push({ type: 'string', examples: literals });
    else if (hasText) options.push({ type: 'string' });
    else if (literals.length === 1) options.push({ const: literals[0]! });
    else if (literals.length > 1) options.push({ enum: literals });

    const truths = others.filter((type) => type.flags & ts.TypeFlags.BooleanLiteral);
    if (truths.length === 2) options.push({ type: 'boolean' });
    for (const type of others) {
      if (isOpenString(type) || type.flags & ts.TypeFlags.String) continue;
      if (type.flags & ts.TypeFlags.BooleanLiteral && truths.length === 2) continue;
      const name = hasText && use === 'answer' ? this.objectName(type) : undefined;
      options.push(name === undefined ? this.schemaOf(type, use) : expanded(name));
    }
    const distinct = [...new Map(options.map((option) => [JSON.stringify(option), option])).values()];
    return distinct.length === 1 ? distinct[0]! : { anyOf: distinct };
  }

  private reference(type: ts.Type, use: 'answer' | 'parameter'): Schema {
    const known = this.names[use].get(type);
    if (known !== undefined) return { $ref: `#/$defs/${known}` };
    const name = this.freshName(type);
    this.names[use].set(type, name);
    this.definitions[name] = {}; // takes the name before the fields are walked: types refer to themselves
    this.definitions[name] = this.objectOf(type, use);
    return { $ref: `#/$defs/${name}` };
  }

  private objectOf(type: ts.Type, use: 'answer' | 'parameter'): Schema {
    if (type.getCallSignatures().length > 0) throw new Error(`A function in ${this.checker.typeToString(type)}`);
    const properties: Record<string, Schema> = {};
    const required: string[] = [];
    for (const property of this.checker.getPropertiesOfType(type)) {
      const value = this.checker.getTypeOfSymbol(property);
      if (isAbsent(value)) continue; // `deleted?: void` says that the field is not there
      properties[property.name] = this.schemaOf(value, use);
      if (!(property.flags & ts.SymbolFlags.Optional)) required.push(property.name);
    }
    const schema: Schema = { type: 'object', properties };
    if (required.length > 0) schema.required = required;
    const index = this.checker.getIndexTypeOfType(type, ts.IndexKind.String);
    if (index) schema.additionalProperties = this.schemaOf(index, use);
    else if (use === 'parameter') schema.additionalProperties = false;
    return schema;
  }

  /** The value of the `object` field, for types that have one. */
  objectName(type: ts.Type): string | undefined {
    const property = type.flags & ts.TypeFlags.Object ? type.getProperty('object') : undefined;
    const value = property && this.checker.getTypeOfSymbol(property);
    return value?.isStringLiteral() ? value.value : undefined;
  }

  private freshName(type: ts.Type): string {
    const symbol = type.aliasSymbol ?? type.symbol;
    const full = symbol ? this.checker.getFullyQualifiedName(symbol).replace(/^".*"\./, '') : 'Anonymous';
    const wanted = full.replace(/[^A-Za-z0-9_.]/g, '') || 'Anonymous';
    let name = wanted;
    for (let count = 2; name in this.definitions; count += 1) name = `${wanted}_${count}`;
    return name;
  }
}

function expanded(object: string): Schema {
  return {
    $comment: 'expandable',
    type: 'object',
    properties: { id: { type: 'string' }, object: { const: object } },
    required: ['id', 'object'],
  };
}

function isAbsent(type: ts.Type): boolean {
  if (type.isUnion()) return type.types.every(isAbsent);
  return Boolean(type.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void | ts.TypeFlags.Never));
}

/** `string & {}`: how the SDK writes "one of these, or one that we do not know yet". */
function isOpenString(type: ts.Type): boolean {
  return type.isIntersection() && type.types.some((part) => part.flags & ts.TypeFlags.String);
}
