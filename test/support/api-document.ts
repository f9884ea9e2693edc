/** The description of a value, as far as it is looked at here. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly maxLength?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly schema: Schema;
}

/** What the document says of one operation. */
export interface OperationObject {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  /** What proves who calls: one of these. */
  readonly security?: readonly Readonly<Record<string, unknown>>[];
}

/** /openapi.json, as far as it is looked at here. */
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** Where a value stands in a body: the names of fields, and 0 for the entries of a list. */
export type Path = readonly string[];

/** One value of a shape: where it stands, and how it is described there. */
export interface Place {
  readonly path: Path;
  readonly schema: Schema;
}

export async function apiDocument(url: string): Promise<ApiDocument> {
  return (await (await fetch(`${url}/openapi.json`)).json()) as ApiDocument;
}

/** The shape of the JSON that an operation takes; undefined where it takes none. */
export function bodyShapeOf(operation: OperationObject | undefined): Schema | undefined {
  return operation?.requestBody?.content['application/json']?.schema;
}

/** Every value that a shape knows, whole before its parts; a place stands there once for each shape it may take. */
export function placesIn(schema: Schema, { components }: ApiDocument): Place[] {
  const visit = (here: Schema, path: Path, within: readonly string[]): Place[] => {
    if (here.$ref !== undefined) {
      const name = here.$ref.split('/').at(-1)!;
      return within.includes(name) ? [] : visit(components.schemas[name]!, path, [...within, name]);
    }
    const branches = [...(here.anyOf ?? []), ...(here.oneOf ?? []), ...(here.allOf ?? [])];
    return [
      ...(branches.length > 0 && here.type === undefined ? [] : [{ path, schema: here }]),
      ...branches.flatMap((branch) => visit(branch, path, within)),
      ...Object.entries(here.properties ?? {}).flatMap(([key, inner]) => visit(inner, [...path, key], within)),
      ...(here.items ? visit(here.items, [...path, '0'], within) : []),
    ];
  };
  return visit(schema, [], []);
}

/** A body with another value at one place, making what is missing on the way. */
export function withValueAt(body: object, path: Path, value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const copy = (Array.isArray(body) ? [...(body as unknown[])] : { ...body }) as Record<string, unknown>;
  const inner = copy[key];
  const missing = rest[0] === '0' ? [] : {};
  copy[key] = withValueAt(inner !== null && typeof inner === 'object' ? inner : missing, rest, value);
  return copy;
}

/** A shape of the document for a validator that knows the document by the name `document`. */
export const withinDocument = (schema: object): object =>
  JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"document#/')) as object;
