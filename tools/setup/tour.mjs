import { requireNode } from './node-version.mjs';

requireNode();
const { reportFailure } = await import('./sentence.mjs');
try {
  const { tour } = await import('./touring.mjs');
  await tour(process.env);
} catch (error) {
  reportFailure(error);
}
process.exit();
