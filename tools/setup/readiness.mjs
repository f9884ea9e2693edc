import { Sentence } from './sentence.mjs';

/**
 * Waits until `/readyz` answers 200, and where `needsGreen` with nothing degraded. Throws a sentence that names what is
 * missing when that does not come about within `milliseconds`.
 */
export async function waitUntilReady(url, { needsGreen, milliseconds = 60_000, ask = askReadiness }) {
  const end = Date.now() + milliseconds;
  for (;;) {
    const { status, degraded, trouble } = await ask(url);
    if (status === 200 && (!needsGreen || degraded.length === 0)) return;
    if (Date.now() > end) {
      const why = trouble ?? (degraded.length > 0 ? `not working: ${degraded.join(', ')}` : `it answers ${status}`);
      throw new Sentence(
        `Rapport did not become ready in ${milliseconds / 1000} seconds (${why}). The logs are in DATA_DIR/logs.`,
      );
    }
    await new Promise((tick) => setTimeout(tick, 100));
  }
}

async function askReadiness(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    const body = await response.json();
    return { status: response.status, degraded: (body.degraded ?? []).map(nameOf) };
  } catch (error) {
    return { status: 0, degraded: [], trouble: `${url} does not answer: ${error.cause?.code ?? error.message}` };
  }
}

function nameOf(part) {
  return typeof part === 'string' ? part : JSON.stringify(part);
}
