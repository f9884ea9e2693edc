import { placesIn, withValueAt, type ApiDocument, type Path, type Place, type Schema } from './api-document.js';

/** A body with one fault, and where the refusal must say that it is: undefined where it has no place of its own. */
export interface BadBody {
  readonly what: string;
  readonly body: string;
  readonly status: 400 | 413;
  readonly path?: string;
}

const wrongTexts: Readonly<Record<'date' | 'instant' | 'zone', readonly string[]>> = {
  date: ['2027-02-30', '30/01/2027', '2027-13-01'],
  instant: ['2027-02-30T10:00:00Z', '2027-01-12', '2027-01-12T25:00:00Z', 'tomorrow'],
  zone: ['Mars/Olympus_Mons', 'UTC+25', '../etc/passwd'],
};

/** Bodies made from a good one, each wrong in one way: in every object, date, instant and zone that the shape knows. */
export function badBodies(good: object, shape: Schema | undefined, document: ApiDocument): BadBody[] {
  const places = shape ? placesIn(shape, document) : [];
  const objects = unique([[], ...places.filter(({ schema }) => schema.properties).map(({ path }) => path)]);
  return [
    ...objects.map((path) => wrongAt(good, [...path, 'surprise'], 1, 'an unknown field')),
    ...places.flatMap((place) => {
      const kind = kindOf(place);
      return kind === null ? [] : wrongTexts[kind].map((text) => wrongAt(good, place.path, text, `no ${kind}`));
    }),
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
  return {
    what: `${what} at ${path.join('.')}: ${JSON.stringify(value)}`,
    body: JSON.stringify(withValueAt(good, path, value)),
    status: 400,
    path: path.join('.'),
  };
}

/** Texts that must be a date, an instant or a zone. */
function kindOf({ path, schema: { type, format } }: Place): keyof typeof wrongTexts | null {
  if (format === 'date') return 'date';
  if (format === 'date-time') return 'instant';
  return path.at(-1) === 'timeZone' && type === 'string' ? 'zone' : null;
}
