/** The description of a body, as far as it is looked at here. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

/** A body with one fault, and where the refusal must say that it is: undefined where it has no place of its own. */
export interface BadBody {
  readonly what: string;
  readonly body: string;
  readonly status: 400 | 413;
  readonly path?: string;
}

type Path = readonly string[];
type Json = Record<string, unknown>;

/** What stands where in a shape: objects, which take no other fields, and texts that must be a date, an instant or a zone. */
interface Place {
  readonly path: Path;
  readonly kind: 'object' | 'date' | 'instant' | 'zone';
}

const wrongTexts: Readonly<Record<Exclude<Place['kind'], 'object'>, readonly string[]>> = {
  date: ['2027-02-30', '30/01/2027', '2027-13-01'],
  instant: ['2027-02-30T10:00:00Z', '2027-01-12', '2027-01-12T25:00:00Z', 'tomorrow'],
  zone: ['Mars/Olympus_Mons', 'UTC+25', '../etc/passwd'],
};

/** Bodies made from a good one, each wrong in one way: in every object, date, instant and zone that the shape knows. */
export function badBodies(good: object, shape: Schema | undefined, named: Readonly<Record<string, Schema>>): BadBody[] {
  const places: Place[] = shape ? placesIn(shape, named, [], []) : [];
  const objects = unique([[], ...places.filter(({ kind }) => kind === 'object').map(({ path }) => path)]);
  const texts = places.filter((place) => place.kind !== 'object');
  return [
    ...objects.map((path) => wrongAt(good, [...path, 'surprise'], 1, 'an unknown field')),
    ...texts.flatMap(({ path, kind }) =>
      wrongTexts[kind as keyof typeof wrongTexts].map((text) => wrongAt(good, path, text, `no ${kind}`)),
    ),
    {
      what: 'over-deep JSON',
      body: JSON.stringify({ ...good, surprise: '?' }).replace('"?"', nested(45_000)),
      status: 400,
    },
    {
      what: 'JSON deeper than twenty',
      body: JSON.stringify({ ...good, surprise: '?' }).replace('"?"', nested(21)),
      status: 400,
    },
    { what: 'an oversized body', body: JSON.stringify({ ...good, surprise: 'x'.repeat(300_000) }), status: 413 },
  ];
}

const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
const unique = (paths: readonly Path[]): Path[] => [...new Map(paths.map((path) => [path.join('.'), path])).values()];

function wrongAt(good: object, path: Path, value: unknown, what: string): BadBody {
  const body = structuredClone(good) as Json;
  put(body, path, value);
  return {
    what: `${what} at ${path.join('.')}: ${JSON.stringify(value)}`,
    body: JSON.stringify(body),
    status: 400,
    path: path.join('.'),
  };
}

/** Puts a value at a path, making what is missing on the way. */
function put(into: Json, [key = '', ...rest]: Path, value: unknown): void {
  if (rest.length === 0) {
    into[key] = value;
    return;
  }
  const inner = into[key];
  if (inner === null || typeof inner !== 'object') into[key] = rest[0] === '0' ? [] : {};
  put(into[key] as Json, rest, value);
}

function placesIn(
  schema: Schema,
  named: Readonly<Record<string, Schema>>,
  path: Path,
  within: readonly string[],
): Place[] {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1)!;
    return within.includes(name) ? [] : placesIn(named[name]!, named, path, [...within, name]);
  }
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  const own: Place[] = [];
  if (schema.properties) own.push({ path, kind: 'object' });
  if (schema.format === 'date') own.push({ path, kind: 'date' });
  if (schema.format === 'date-time') own.push({ path, kind: 'instant' });
  if (path.at(-1) === 'timeZone' && branches.length === 0 && schema.type === 'string') own.push({ path, kind: 'zone' });
  return [
    ...own,
    ...branches.flatMap((branch) => placesIn(branch, named, path, within)),
    ...Object.entries(schema.properties ?? {}).flatMap(([key, inner]) =>
      placesIn(inner, named, [...path, key], within),
    ),
    ...(schema.items ? placesIn(schema.items, named, [...path, '0'], within) : []),
  ];
}
