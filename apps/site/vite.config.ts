import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const islands = [
  ...['plain', 'booking', 'appointment', 'move', 'open-link', 'portal', 'private', 'form'],
  ...['framed', 'framed-booking'],
];

/**
 * Built twice: the islands for browsers, and with `--ssr` one self-contained file that the API loads to render pages.
 * Libraries are taken from their source, so that the site needs no build of the server.
 */
export default defineConfig(({ isSsrBuild }) => ({
  root: at('.'),
  base: '/assets/site/',
  publicDir: false,
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  ssr: { noExternal: true, resolve: { conditions: ['source', 'module', 'node', 'development|production'] } },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2022',
    emptyOutDir: true,
    modulePreload: false,
    reportCompressedSize: false,
    assetsInlineLimit: 0,
    ...(isSsrBuild
      ? {
          outDir: at('../../dist/apps/site/ssr'),
          minify: false,
          rolldownOptions: { input: at('src/entry-server.tsx') },
        }
      : {
          outDir: at('../../dist/apps/site/client'),
          manifest: 'manifest.json',
          assetsDir: '.',
          rolldownOptions: {
            input: Object.fromEntries(islands.map((name) => [name, at(`src/islands/${name}.entry.tsx`)])),
          },
        }),
  },
}));
