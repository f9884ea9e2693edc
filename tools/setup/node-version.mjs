/** The oldest Node that runs this project. */
export const OLDEST_NODE = '20.19.0';

/** True where the version `running` ("20.18.1") comes before `oldest`. */
export function isOlder(running, oldest = OLDEST_NODE) {
  const have = running.replace(/^v/, '').split('.').map(Number);
  const want = oldest.split('.').map(Number);
  for (let part = 0; part < 3; part += 1) {
    if (have[part] !== want[part]) return have[part] < want[part];
  }
  return false;
}

/** The sentence for a Node that is too old, saying what to do. */
export function tooOldSentence(running) {
  return (
    `Rapport needs Node ${OLDEST_NODE} or newer, and this is Node ${running.replace(/^v/, '')}. ` +
    'Install a newer one from https://nodejs.org (version 20, 22 or 24), then run the same command again.'
  );
}

/** Ends the process with a sentence where Node is too old. Entry files call it before they load anything else. */
export function requireNode() {
  if (!isOlder(process.version)) return;
  console.error(tooOldSentence(process.version));
  process.exit(1);
}
