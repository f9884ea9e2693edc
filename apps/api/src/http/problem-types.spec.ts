import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { problemTypes } from './problem-types.js';

/** Every code of a DomainError in the libraries and the API, with the file it stands in. */
function codesInTheSource(): [code: string, file: string][] {
  return ['libs', 'apps/api/src'].flatMap((root) =>
    readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.includes('testing'))
      .flatMap((file) => codesIn(readFileSync(join(root, file), 'utf8')).map((code): [string, string] => [code, file])),
  );
}

/** A DomainError is known by its code and its kind. */
function codesIn(source: string): string[] {
  return [...source.matchAll(/readonly code(?:: [^=]+)? = '([^']+)'(?: as const)?;\s+readonly kind/g)].map(
    ([, code]) => code!,
  );
}

describe('the catalogue of problem types', () => {
  it('explains every code that a refusal in the libraries can carry', () => {
    const codes = codesInTheSource();
    expect(codes.length).toBeGreaterThan(5);
    expect(codes.filter(([code]) => !(code in problemTypes))).toEqual([]);
  });

  it('has addresses that are plain words, statuses that refuse, and sentences that say what to do', () => {
    for (const [code, { status, title, meaning }] of Object.entries(problemTypes)) {
      expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(title.length).toBeGreaterThan(5);
      expect(meaning).toMatch(/\.$/);
    }
  });
});
