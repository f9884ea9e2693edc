import { mergeConfig, type Plugin } from 'vite';
import config from './vite.config.js';

/** The studio with its words in the language nobody speaks, for the test that looks for words from elsewhere. */
const inPseudo: Plugin = {
  name: 'pseudo',
  enforce: 'pre',
  load: (id) =>
    id.endsWith('/src/texts/texts.ts')
      ? `import { en } from './en.js'; import { pseudo } from './pseudo.js'; export const texts = pseudo(en);`
      : null,
};

export default mergeConfig(config, { plugins: [inPseudo], logLevel: 'warn' });
