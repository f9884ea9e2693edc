import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** One build, served by the API under /studio; only types come from the libraries. */
export default defineConfig({
  root: at('.'),
  base: '/assets/studio/',
  publicDir: false,
  plugins: [react()],
  build: {
    target: 'es2022',
    outDir: at('../../dist/apps/studio'),
    emptyOutDir: true,
    assetsDir: '.',
    reportCompressedSize: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
