import { z } from 'zod';

/** How much of a list is asked for, and from where. Spread it into the query of each list. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().min(1).max(500).optional(),
};

/** The query of a list that has no filters. */
export const PageQuery = z.strictObject(pageQuery).meta({ id: 'PageQuery' });
export type PageQuery = z.infer<typeof PageQuery>;

/** The query of a route that takes none: every field in it is refused. */
export const NoQuery = z.strictObject({}).meta({ id: 'NoQuery' });
export type NoQuery = z.infer<typeof NoQuery>;

/** One page of a list; `nextCursor` is null on the last one. Give each list its own component name by `.meta({ id })`. */
export const list = <Item extends z.ZodType>(of: Item) =>
  z.strictObject({ data: z.array(of), nextCursor: z.string().nullable() });

/** One page of a list, as a type. */
export interface List<Item> {
  data: Item[];
  nextCursor: string | null;
}
