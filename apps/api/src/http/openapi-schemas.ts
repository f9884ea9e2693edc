import { z } from 'zod';

type Json = Record<string, unknown>;
type Direction = 'input' | 'output';

/**
 * The named components of the document, collected while schemas are described. A shape that is not the same coming in
 * and going out (it has defaults, say) gets a second name for coming in.
 */
export class OpenApiSchemas {
  readonly components: Record<string, Json> = {};
  private readonly names = new Map<string, string>();

  /** The description of a schema, with every named shape in it moved to the components. */
  describe(schema: z.ZodType, direction: Direction): Json {
    const { $schema: _, $defs, ...own } = json(schema, direction);
    const definitions = ($defs ?? {}) as Record<string, Json>;
    const finals = Object.keys(definitions).map((name) => [name, this.nameFor(name, direction, definitions)] as const);
    for (const [name, final] of finals) this.components[final] ??= this.linked(definitions[name]!, direction) as Json;
    return this.linked(own, direction) as Json;
  }

  private nameFor(name: string, direction: Direction, all: Record<string, Json>): string {
    const text = textOf(name, all);
    const known = this.names.get(`${direction}:${name}`);
    if (known) return known;
    const opposite = this.names.get(`${direction === 'input' ? 'output' : 'input'}:${name}`);
    const sameAsOpposite = opposite === undefined || this.texts.get(opposite) === text;
    const final = sameAsOpposite ? (opposite ?? name) : `${name}${direction === 'input' ? 'Input' : 'Output'}`;
    this.names.set(`${direction}:${name}`, final);
    if (!this.texts.has(final)) this.texts.set(final, text);
    return final;
  }

  /** What each component says with everything it refers to, for comparing the two directions. */
  private readonly texts = new Map<string, string>();

  private linked(value: unknown, direction: Direction): unknown {
    if (Array.isArray(value)) return value.map((inner) => this.linked(inner, direction));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
        if (key === '$ref' && typeof inner === 'string' && inner.startsWith('#/$defs/')) {
          const name = inner.slice('#/$defs/'.length);
          return [[key, `#/components/schemas/${this.names.get(`${direction}:${name}`) ?? name}`]];
        }
        return [[key, this.linked(inner, direction)]];
      }),
    );
  }
}

function json(schema: z.ZodType, io: Direction): Json {
  return z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any', cycles: 'ref' });
}

/** A definition and all it refers to, as one text. */
function textOf(name: string, all: Readonly<Record<string, Json>>): string {
  const seen = new Set<string>();
  const visit = (of: string): string => {
    if (seen.has(of)) return '';
    seen.add(of);
    const text = JSON.stringify(all[of]);
    return text + [...text.matchAll(/"#\/\$defs\/([^"]+)"/g)].map(([, inner]) => visit(inner!)).join('');
  };
  return visit(name);
}
