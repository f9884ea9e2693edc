/** The part of JSON Schema (2020-12) in which the shapes are written. */
export interface Schema {
  $ref?: string;
  /** `expandable` on the object form of a field that holds an id until it is expanded. */
  $comment?: string;
  type?: 'string' | 'number' | 'boolean' | 'null' | 'object' | 'array';
  const?: string | number | boolean;
  enum?: (string | number | boolean)[];
  /** The known values of an open enum: a note for readers, no rule. */
  examples?: string[];
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | false;
}

/** Stripe's shapes as declared by one version of the SDK. `param:resource.verb` in `resources` are parameter sets, which allow no unknown field. */
export interface Shapes {
  $id: string;
  title: string;
  apiVersion: string;
  resources: Record<string, { $ref: string }>;
  eventTypes: string[];
  /** What `data.object` of an event of that type is, by its `object` name; types about nameless objects are left out. */
  eventObjects: Record<string, string>;
  $defs: Record<string, Schema>;
}
