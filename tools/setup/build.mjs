import { requireNode } from './node-version.mjs';

requireNode();
const { reportFailure } = await import('./sentence.mjs');
try {
  const { Progress } = await import('./progress.mjs');
  const { installPackages } = await import('./install.mjs');
  const { build } = await import('./building.mjs');
  const progress = new Progress();
  await installPackages(progress);
  await build(progress);
  progress.say('Built: dist/ is up to date.');
} catch (error) {
  reportFailure(error);
}
