import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { en } from './src/texts/en.js';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The script for pages elsewhere: one plain file under one name, which depends on nothing. */
export default defineConfig({
  root: at('.'),
  publicDir: false,
  define: { closeWords: JSON.stringify(en.embed.close) },
  build: {
    target: 'es2020',
    outDir: at('../../dist/apps/site/embed'),
    emptyOutDir: true,
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: { input: at('src/embed/host.ts'), output: { format: 'iife', entryFileNames: 'embed.js' } },
  },
});
