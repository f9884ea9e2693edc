import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const folder = 'libs/followups/src';

describe('The addresses in our own mails', () => {
  it('come from the one list of which no word can be kept out of mails', () => {
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'),
    );
    expect(sources.length).toBeGreaterThan(20);
    // A path that stands behind something put in, as in `${origin}/…`.
    const elsewhere = sources.flatMap((file) =>
      [...readFileSync(`${folder}/${file}`, 'utf8').matchAll(/\$\{[^{}]+\}(\/[a-z][\w/-]*)/g)].map(
        ([, path]) => `${file}: ${path}`,
      ),
    );
    expect(elsewhere).toEqual([]);
  });
});
