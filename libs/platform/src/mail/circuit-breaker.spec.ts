import { CircuitBreaker } from './circuit-breaker.js';

describe('The circuit breaker of a mail server (issue 3, item 3)', () => {
  let now = 0;
  let circuit: CircuitBreaker;
  const attempt = (end: 'answered' | 'failed' | 'undecided') => circuit.enter()?.(end);

  beforeEach(() => {
    now = 1_000;
    circuit = new CircuitBreaker({ failures: 3, firstRestMs: 100, longestRestMs: 250, now: () => now });
  });

  function opened(): void {
    for (let n = 0; n < 3; n += 1) attempt('failed');
    expect(circuit.openSince).toBeInstanceOf(Date);
  }

  it('lets everything through until so many attempts in a row have failed', () => {
    attempt('failed');
    attempt('failed');
    attempt('answered');
    attempt('failed');
    attempt('failed');
    expect([circuit.isShut, circuit.openSince]).toEqual([false, null]);
    attempt('failed');
    expect(circuit.isShut).toBe(true);
    expect(circuit.enter()).toBeNull();
  });

  it('lets one probe through after its rest, and closes at once when that is answered', () => {
    opened();
    now += 99;
    expect(circuit.wantsProbe).toBe(false);
    now += 1;
    expect(circuit.wantsProbe).toBe(true);
    const probe = circuit.enter();
    expect(circuit.enter()).toBeNull();
    probe?.('answered');
    expect([circuit.isShut, circuit.openSince]).toEqual([false, null]);
  });

  it('rests twice as long after a probe that failed, up to a limit, and remembers since when', () => {
    opened();
    const since = circuit.openSince;
    for (const rest of [100, 200, 250, 250]) {
      now += rest - 1;
      expect(circuit.isShut).toBe(true);
      now += 1;
      attempt('failed');
    }
    expect(circuit.openSince).toBe(since);
  });

  it('learns nothing from an attempt that ended for a reason of our own, but lets the next one probe', () => {
    opened();
    now += 100;
    attempt('undecided');
    expect([circuit.wantsProbe, circuit.openSince === null]).toEqual([true, false]);
  });

  it('is closed by an attempt that began before it opened and is answered after', () => {
    const early = circuit.enter();
    opened();
    early?.('answered');
    early?.('failed');
    expect(circuit.openSince).toBeNull();
  });
});
