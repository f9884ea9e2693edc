/** How many passed and failed in one part of the tests. */
const nothing = { passed: 0, failed: 0 };

/** Each tool of the check counts as one test. */
export function countChecks(results) {
  return { passed: results.filter(({ ok }) => ok).length, failed: results.filter(({ ok }) => !ok).length };
}

/**
 * Counts a run of Jest from its JSON report. A file that could not run counts as one failure, a run that ended badly
 * without naming a failed test as another, and so does a run without any test.
 */
export function countJest(report, code) {
  if (report === undefined) return { passed: 0, failed: 1 };
  const { numPassedTests: passed, numFailedTests, numRuntimeErrorTestSuites } = report;
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  const unnamed = failed === 0 && (code !== 0 || passed === 0) ? 1 : 0;
  return { passed, failed: failed + unnamed };
}

/** The sum of several counts. */
export function total(counts) {
  return counts.reduce(
    (sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }),
    nothing,
  );
}

/** The line that closes `npm test`. */
export function closingLine({ passed, failed }) {
  return `${passed} passed, ${failed} failed`;
}
