import {
  bodyShapeOf,
  placesIn,
  withValueAt,
  type ApiDocument,
  type Path,
  type Schema,
} from '../support/api-document.js';
import type { GivenOffering } from '../support/given.js';
import type { Asked } from './operation.js';
import type { Described } from './tenancy.js';
import { person } from './tenancy-words.js';
import type { TenancyWorld } from './tenancy-world.js';

/** A field into which somebody may write what they like. */
export interface TextField {
  readonly path: Path;
  readonly maxLength: number;
}

/** Texts that are a name, a secret or a code, and hold nothing but that; each with why. */
const noFreeText: readonly (readonly [RegExp, string])[] = [
  [/(^|\.)timeZone$/, 'a zone of the IANA list'],
  [/(^|\.)(currency|locale|country)$/, 'a code of a list'],
  [/(^|\.)(pin|code|token)$/, 'a secret, compared and never kept as it is'],
  [/(^|\.)(password|currentPassword|newPassword)$/, 'a secret, kept as a hash'],
  [/^address$/, 'an address of the web, sealed and never shown'],
  [/^consentVersion$/, 'the version that was read'],
  [/^response\./, 'what a passkey signed'],
  [/\.showIf\.(equals|includes)$/, 'the value of an option'],
  [/^value\.0$/, 'the value of an option'],
];

/** The fields of an operation that take any text. */
export function textFieldsOf({ path, method }: Described, document: ApiDocument): TextField[] {
  const shape = bodyShapeOf(document.paths[path]![method.toLowerCase()]);
  const places = shape && !path.startsWith('/api/v1/webhooks/') ? placesIn(shape, document) : [];
  const fields = places
    .filter(({ schema }) => isText(schema))
    .filter((place) => !noFreeText.some(([pattern]) => pattern.test(place.path.join('.'))))
    .map((place) => ({ path: place.path, maxLength: place.schema.maxLength ?? Infinity }));
  return [...new Map(fields.map((field) => [field.path.join('.'), field])).values()];
}

const isText = ({ type, enum: listed, const: only, pattern, format, allOf }: Schema): boolean =>
  type === 'string' && !listed && only === undefined && !pattern && !format && !allOf;

/** The request with this text in this field, and around it whatever the field needs to be there. */
export async function askedWithText(
  asked: Asked,
  operation: Described,
  { path, maxLength }: TextField,
  text: string,
  world: TenancyWorld,
): Promise<Asked> {
  const around = await frameOf(operation, path, world);
  return { ...asked, body: withValueAt({ ...asked.body, ...around }, path, text.slice(0, maxLength)) as object };
}

const question = (more: object) => ({ definition: { questions: [{ id: 'one', label: 'One?', ...more }] } });

/** What a field of an optional part needs beside it. */
async function frameOf({ path: at, method }: Described, path: Path, world: TenancyWorld): Promise<object> {
  const field = path.join('.');
  const couple = (): Promise<GivenOffering> => world.offering({ kind: 'couple' });
  if (/\/forms/.test(at) && /options/.test(field))
    return question({
      kind: 'single_choice',
      options: [
        { value: 'a', label: 'A' },
        { value: 'b', label: 'B' },
      ],
    });
  if (/\/forms/.test(at) && /(min|max)Label$/.test(field)) return question({ kind: 'scale', min: 1, max: 5 });
  if (/\/forms/.test(at) && /definition/.test(field)) return question({ kind: 'long_text' });
  if (field.startsWith('links.')) return { links: [{ label: 'A page', url: 'https://example.org/' }] };
  if (field.startsWith('client.') && /\/(appointments|series|series\/preview)$/.test(at))
    return { client: person(world.address()) };
  if (field.startsWith('people.')) return { people: [person(world.address())], clients: [] };
  if (field.startsWith('partner.')) return { offering: (await couple()).slug, partner: person(world.address()) };
  if (field === 'location' && !at.endsWith('/location'))
    return { format: 'place', ...(method === 'PATCH' && { location: 'Somewhere' }) };
  return {};
}
