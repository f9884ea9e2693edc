import { requireNode } from './node-version.mjs';

requireNode();
const { reportFailure } = await import('./sentence.mjs');
try {
  const { start } = await import('./starting.mjs');
  await start(process.env);
} catch (error) {
  reportFailure(error);
}
process.exit();
