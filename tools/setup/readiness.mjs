import { Sentence } from './sentence.mjs';

/** What a start brings up itself, and so waits for as long as it waits at all. */
const OWN = ['database', 'keys', 'queue', 'worker'];

/**
 * Waits until `/readyz` answers 200 with nothing degraded. Where only something beside the API is still missing, it goes
 * on: after `patience` milliseconds without what others run, such as the payment provider, and after `milliseconds`
 * without any part. Answers with one sentence for each part that is missing. Throws a sentence that says why where the
 * API itself cannot serve by then.
 */
export async function waitUntilReady(url, { milliseconds = 60_000, patience = 10_000, ask = askReadiness } = {}) {
  const begun = Date.now();
  let servesSince;
  for (;;) {
    const { status, degraded, trouble } = await ask(url);
    const now = Date.now();
    const isOver = now - begun > milliseconds;
    if (status === 200) {
      servesSince ??= now;
      const waitsForOwn = degraded.some(({ name }) => OWN.includes(name));
      if (degraded.length === 0 || isOver || (!waitsForOwn && now - servesSince > patience))
        return degraded.map(warningOf);
    } else if (isOver) {
      const parts = degraded.map(({ name, detail }) => `${name}: ${detail}`).join(' ');
      throw new Sentence(
        `Rapport did not become ready in ${milliseconds / 1000} seconds (${trouble ?? (parts || `it answers ${status}`)}). The logs are in DATA_DIR/logs.`,
      );
    }
    await new Promise((tick) => setTimeout(tick, 100));
  }
}

function warningOf({ name, detail }) {
  return `Rapport runs without ${name} for now. ${detail} It is used once it answers.`;
}

async function askReadiness(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    const { degraded = [], parts = {} } = await response.json();
    return {
      status: response.status,
      degraded: degraded.map((name) => ({ name, detail: parts[name]?.detail ?? 'It does not answer.' })),
    };
  } catch (error) {
    return { status: 0, degraded: [], trouble: `${url} does not answer: ${error.cause?.code ?? error.message}` };
  }
}
