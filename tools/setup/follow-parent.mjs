/**
 * Loaded into every program of a start (node --import): when the start itself is gone without having stopped them, they
 * stop too, instead of holding ports and connections for nobody.
 */
const parent = process.ppid;

setInterval(() => {
  if (process.ppid === parent) return;
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), 10_000).unref();
}, 1000).unref();
