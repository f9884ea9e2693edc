import { requireNode } from './node-version.mjs';

requireNode();
const { reportFailure } = await import('./sentence.mjs');
try {
  const { figures } = await import('./measuring.mjs');
  process.exitCode = await figures(process.argv.slice(2));
} catch (error) {
  reportFailure(error);
}
