import { readFileSync } from 'node:fs';
import { RUN_ON_OLDER_NODE, withoutKnownEngines } from './engine-warnings.mjs';

const warning = (name: string) => `npm warn EBADENGINE Unsupported engine {
npm warn EBADENGINE   package: '${name}',
npm warn EBADENGINE   required: { node: '>=22' },
npm warn EBADENGINE   current: { node: 'v20.19.0', npm: '10.8.2' }
npm warn EBADENGINE }
`;

describe('What npm says of packages that ask for a newer Node', () => {
  it('is left out for those that are known to run on this one, and for no other', () => {
    const known = RUN_ON_OLDER_NODE.map(warning).join('');
    const said = `npm warn deprecated old@1.0.0: no longer kept\n${known}${warning('other@3.0.0')}added 700 packages\n`;
    expect(withoutKnownEngines(said)).toBe(
      `npm warn deprecated old@1.0.0: no longer kept\n${warning('other@3.0.0')}added 700 packages\n`,
    );
    expect(withoutKnownEngines(warning('cookie@3.0.0'))).toBe(warning('cookie@3.0.0'));
  });

  it('is known of exactly those in the lock file that ask for more than we do', () => {
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
      packages: Record<string, { version?: string; engines?: { node?: string } }>;
    };
    const asking = Object.entries(packages)
      .filter(([, { engines }]) => /^>=\s*(2[1-9]|[3-9]\d)\b/.test(engines?.node ?? ''))
      .map(([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`);
    expect(asking.sort()).toEqual([...RUN_ON_OLDER_NODE].sort());
  });
});
