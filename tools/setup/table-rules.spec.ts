import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';

interface ImportRule {
  readonly name: string;
  readonly to: { readonly pathNot: string };
}

const { forbidden } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as { forbidden: ImportRule[] };

/** What is read of a library above or beside, for a reason that stands with each. */
const known = [
  // One list of what may have arrived, beside its tasks.
  'caseload reads enrolments of followups',
  'caseload reads messages of followups',
  // Who asked for a form, and who comes.
  'forms reads appointments of scheduling',
  'forms reads attendances of scheduling',
  // The door: whose host it is, and whose language a key is made in.
  'identity reads practices of practices',
  'platform reads practice_settings of practices',
  'platform reads practices of practices',
  // Whoever works there.
  'scheduling reads members of identity',
];

const libOf = (file: string): string => file.split('/')[0]!;

function mayRead(lib: string, owner: string): boolean {
  const arrows = forbidden.find(({ name }) => name === `arrows-of-${lib}`);
  return arrows !== undefined && new RegExp(arrows.to.pathNot).test(`libs/${owner}/`);
}

/** Which library reads or writes a table of one that it may not import, by the words of its SQL. */
function tablesReadAcrossTheArrows(): string[] {
  const files = readdirSync('libs', { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !/\.spec\.ts$|\/testing\//.test(file),
  );
  const sources = files.map((file) => ({ lib: libOf(file), text: readFileSync(`libs/${file}`, 'utf8') }));
  const owners = new Map(
    sources.flatMap(({ lib, text }) =>
      [...text.matchAll(/@Entity\('(\w+)'/g)].map(([, table]) => [table!, lib] as const),
    ),
  );
  const found = sources.flatMap(({ lib, text }) =>
    [...text.matchAll(/\b(?:FROM|JOIN|UPDATE|INTO) (\w+)/g)].flatMap(([, table]) => {
      const owner = owners.get(table!);
      return owner && !mayRead(lib, owner) ? [`${lib} reads ${table} of ${owner}`] : [];
    }),
  );
  return [...new Set(found)].sort();
}

describe('The tables of a library', () => {
  it('are read by those above it alone, but for what stands here', () => {
    expect(tablesReadAcrossTheArrows()).toEqual(known);
  });
});
