import { requireNode } from './node-version.mjs';

requireNode();
const { reportFailure } = await import('./sentence.mjs');
try {
  const { Progress } = await import('./progress.mjs');
  const { installPackages } = await import('./install.mjs');
  const { runChecks, summary } = await import('./checking.mjs');
  await installPackages(new Progress());
  const results = await runChecks();
  console.log(summary(results));
  if (results.some(({ ok }) => !ok)) process.exitCode = 1;
} catch (error) {
  reportFailure(error);
}
